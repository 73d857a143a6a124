"""What the source may not do, and which versions of libraries it may not ask for, because they have known holes."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import pychart
from tests.reference import ROOT

SOURCE = Path(pychart.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

MENDED = {
    "jinja2": ("3.1.6", "CVE-2025-27516"),
    "pyyaml": ("5.4", "CVE-2020-14343"),
    "requests": ("2.32.4", "CVE-2024-47081"),
    "urllib3": ("2.5.0", "CVE-2025-50181"),
}
"""The first version of a library without the hole that is named, and without those before it."""

SINKS = {
    *("eval", "exec", "compile", "__import__", "input", "breakpoint"),
    *("os.system", "os.popen", "os.execvp", "os.spawnv"),
    *("pickle.load", "pickle.loads", "marshal.load", "marshal.loads", "shelve.open", "dill.loads"),
    *("tempfile.mktemp", "ssl._create_unverified_context", "xml.etree.ElementTree.parse"),
}
_OWN = "reads data of pychart's own cache, which is this user's alone, behind a digest"
ALLOWED = {
    ("cache/__init__.py", "marshal.loads"): _OWN,
    ("repo/compact.py", "marshal.loads"): _OWN,
    ("repo/memory.py", "marshal.loads"): _OWN,
    ("repo/summary.py", "marshal.loads"): "unpacks what this process or its child packed",
    ("processes.py", "marshal.loads"): "reads what a child of this process answers",
    ("records.py", "eval"): "makes a class's constructor from the names of its fields, which are in the source",
    ("cli/command.py", "__import__"): "imports modules that are named in the source",
    ("deferred.py", "__import__"): "imports modules that are named in the source",
    ("functions/bind.py", "__import__"): "imports modules that are named in the source",
    ("yamlio/__init__.py", "__import__"): "imports modules that are named in the source",
    ("templates/golang/compile.py", "compile"): "compiles what the code generator wrote: no name or text of a template",
    ("templates/jinja/syntax.py", "compile"): "compiles what Jinja2 made of a tree in which nothing is a Python name",
}
"""(file, call): why this one is safe."""


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call of a file with the name that is called."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def found_sinks() -> set[tuple[str, str]]:
    return {(str(path.relative_to(SOURCE)), name) for path in FILES for name, _ in calls(path) if name in SINKS}


def test_no_code_and_no_object_comes_from_text() -> None:
    assert found_sinks() - set(ALLOWED) == set()


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) <= found_sinks()


def test_no_command_goes_through_a_shell_and_no_certificate_is_taken_unseen() -> None:
    for path in FILES:
        for name, call in calls(path):
            given = {one.arg: one.value for one in call.keywords}
            for flag, wrong in (("shell", True), ("verify", False)):
                value = given.get(flag)
                assert not (isinstance(value, ast.Constant) and value.value is wrong), (path, name)


def numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


@pytest.mark.parametrize("name", MENDED)
def test_no_library_with_a_known_hole_will_do(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = next(line for line in project["dependencies"] if re.match(rf"{name}\b", line, re.IGNORECASE))
    least = re.search(r">=([\d.]+)", wanted)
    assert least is not None
    assert numbers(least[1]) >= numbers(MENDED[name][0])[: len(numbers(least[1]))]
    assert numbers(version(name)) >= numbers(MENDED[name][0])


def test_every_library_has_a_least_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    for line in [*project["dependencies"], *extras]:
        assert ">=" in line or line.startswith("pychart"), line
