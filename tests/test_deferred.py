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
