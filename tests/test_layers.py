"""Imports point one way: from commands down to bytes. A row that must break the rule says why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pychart

SOURCE = Path(pychart.__file__).parent

LAYERS = (
    {"deferred", "errors", "files", "logs", "processes", "records", "terminal", "gostd", "filesystem"},
    {"yamlio", "versions", "settings", "kubeconfig", "archive", "transport"},
    {"chart", "capabilities"},
    {"values", "manifests", "functions", "provenance", "cache", "kube"},
    {"templates", "repo", "registry", "plugin"},
    {"render", "release"},
    {"dependencies", "locate", "lint", "site"},
    {"actions", "advice", "api", "explain"},
    {"cli", "__main__", "__init__"},
)
"""Modules and folders of pychart, lowest first. What stands in one layer may import each other's siblings."""

HOME = {
    "click": {"cli"},
    "requests": {"transport"},
    "urllib3": {"transport"},
    "socks": {"transport"},
    "jinja2": {"templates", "site"},
    "yaml": {"yamlio"},
    "re2": {"gostd"},
    "jsonschema_rs": {"values"},
    "s3fs": {"transport"},
    "fsspec": {"transport"},
    "markdown_it": {"site"},
}
"""Libraries that only one place may import."""

ALLOWED: dict[tuple[str, str], str] = {}
"""(importing folder, imported folder): the reason why this one points upward."""

LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
FILES = sorted(SOURCE.rglob("*.py"))


def top(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or "", node.lineno
            if node.module == "pychart":
                yield from ((f"pychart.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    here = top(path)
    for module, line in imports(path):
        parts = module.split(".")
        if parts[0] != "pychart" or len(parts) < 2 or parts[1] == "__version__":
            continue
        there = parts[1]
        assert there in LEVEL, f"{path}:{line}: {there} has no layer"
        if (here, there) not in ALLOWED:
            assert LEVEL[there] <= LEVEL[here], f"{path}:{line}: {here} must not import {there}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_libraries_stay_in_their_place(path: Path) -> None:
    for module, line in imports(path):
        places = HOME.get(module.split(".")[0])
        assert places is None or top(path) in places, f"{path}:{line}: {module} belongs to {places}"


def test_only_settings_reads_the_environment() -> None:
    readers = [top(path) for path in FILES if "os.environ" in path.read_text() or "getenv" in path.read_text()]
    assert set(readers) <= {"settings"}


def test_every_module_opens_with_a_sentence() -> None:
    silent = [path for path in FILES if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []
