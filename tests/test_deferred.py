"""Deferred modules are the real ones: they run when something is asked of them, and not before."""

from __future__ import annotations

import subprocess
import sys

import pytest


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


HEAD = "import sys\nfrom pychart.deferred import defer_import\n"


@pytest.mark.parametrize(
    ("code", "out"),
    [
        ("defer_import('jinja2')\nfrom jinja2 import nodes\nprint('jinja2.environment' in sys.modules)", "False"),
        ("defer_import('jinja2')\nimport jinja2\nprint(jinja2.Environment().from_string('{{ 1 }}').render())", "1"),
        (
            "defer_import('jinja2')\nimport jinja2\nprint('Environment' in dir(jinja2), type(jinja2))",
            "True <class 'module'>",
        ),
        ("defer_import('yaml')\nfrom yaml import events\nprint('yaml.loader' in sys.modules)", "False"),
        ("defer_import('yaml')\nimport yaml.events\nprint(yaml.safe_load('a: 1'))", "{'a': 1}"),
        ("defer_import('json')\nfrom json import loads\nprint(loads('[1]'))", "[1]"),
        ("defer_import('json')\nimport json\nprint(hasattr(json, 'nothing'), json.__name__)", "False json"),
        ("defer_import('no_such_module')\nprint('no_such_module' in sys.modules)", "False"),
        ("import json\ndefer_import('json')\nprint(type(json))", "<class 'module'>"),
        (
            "defer_import('inspect')\nimport inspect, threading\nfound = []\n"
            "threads = [threading.Thread(target=lambda: found.append(inspect.isclass(int))) for _ in range(8)]\n"
            "[t.start() for t in threads]\n[t.join() for t in threads]\nprint(found == [True] * 8)",
            "True",
        ),
    ],
)
def test_a_deferred_module_runs_when_it_is_asked(code: str, out: str) -> None:
    assert run(HEAD + code).strip() == out


TAKE = "from jinja2 import utils\nfrom jinja2.utils import concat\n"


@pytest.mark.parametrize(
    ("code", "out"),
    [
        (TAKE + "print(type(concat).__name__, 'random' in sys.modules)", "_StandIn False"),
        (TAKE + "print(concat(['a', 'b']), type(utils).__name__)", "ab module"),
        (TAKE + "utils.urlize\nprint(concat('ab'), concat is utils.concat)", "ab True"),
        (TAKE + "import jinja2\nprint(jinja2.Template('{{ 1 }}').render(), jinja2.utils.concat is concat)", "1 True"),
        (
            "from jinja2.utils import Cycler\nprint(isinstance(1, Cycler), isinstance(Cycler('a'), (int, Cycler)))",
            "False True",
        ),
        (TAKE + "print(hasattr(concat, '__parameters__'), type(utils).__name__)", "False _DeferredModule"),
        (
            TAKE + "print(concat.nothing)",
            "AttributeError: 'builtin_function_or_method' object has no attribute 'nothing'",
        ),
        (
            "from jinja2 import compiler\nimport jinja2.utils\njinja2.utils.urlize\nprint(type(compiler.concat))",
            "<class 'builtin_function_or_method'>",
        ),
    ],
)
def test_a_stand_in_leads_to_the_real_object(code: str, out: str) -> None:
    defer = "defer_import('jinja2')\ndefer_import('jinja2.utils', '_PassArg', 'concat', 'Cycler')\n"
    done = subprocess.run([sys.executable, "-c", HEAD + defer + code], capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr).splitlines()[-1] == out


def test_errors_of_libyaml_are_those_of_pyyaml() -> None:
    code = (
        "import sys\nfrom pychart import errors, yamlio\n"
        "try:\n    yamlio.load('a: [')\nexcept errors.YamlError:\n    pass\n"
        "import yaml\nprint(type(yaml).__name__)\n"
        "for text in ('a: [', 'a: \\x01', 'a: *b', '%', 'a: b: c'):\n"
        "    try:\n        yaml.load(text, yaml.CSafeLoader)\n        print('no error')\n"
        "    except yaml.YAMLError as error:\n        kind = type(error)\n"
        "        print(kind.__name__, vars(sys.modules[kind.__module__])[kind.__name__] is kind)\n"
    )
    expected = subprocess.run(
        [sys.executable, "-c", "import yaml\n" + code], capture_output=True, text=True, check=True
    ).stdout
    assert run(code).splitlines()[1:] == expected.splitlines()[1:]
    assert "ParserError True" in expected
