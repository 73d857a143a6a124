"""What enters or leaves goes through one of four doors: a writer, a downloader, a YAML reader, an archive reader.

The test reads the source for calls that open a way of their own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pychart

SOURCE = Path(pychart.__file__).parent

DOORS = {
    "write": {"filesystem"},
    "download": {"transport"},
    "yaml": {"yamlio"},
    "archive": {"archive"},
}

ALLOWED = {
    ("cache/storage.py", "os.makedirs"): "makes the cache's own folder, for this user alone",
    ("cache/storage.py", "os.unlink"): "removes the cache's own files in its own folder",
    ("plugin/invoke.py", "open"): "opens /dev/null",
    ("repo/cache.py", "os.unlink"): "removes what was downloaded for a repository that is forgotten",
    ("yamlio/emitter.py", "write_text"): "writes a scalar into a list of lines, not into a file",
    ("yamlio/pretty.py", "write_text"): "writes a scalar into a list of lines, not into a file",
}
"""(file, call): why this one may stand outside of its door."""

WRITING_MODES = set("wax+")
CALLS = {
    "os.replace": "write",
    "os.rename": "write",
    "os.unlink": "write",
    "os.remove": "write",
    "os.mkdir": "write",
    "os.makedirs": "write",
    "os.symlink": "write",
    "os.truncate": "write",
    "shutil.rmtree": "write",
    "shutil.copytree": "write",
    "shutil.copyfile": "write",
    "shutil.copy": "write",
    "shutil.move": "write",
    "write_text": "write",
    "write_bytes": "write",
    "urllib.request.urlopen": "download",
    "urlopen": "download",
    "requests.get": "download",
    "requests.Session": "download",
    "yaml.load": "yaml",
    "yaml.safe_load": "yaml",
    "yaml.load_all": "yaml",
    "tarfile.open": "archive",
    "zipfile.ZipFile": "archive",
    "gzip.open": "archive",
    "extractall": "archive",
}


def called(node: ast.Call) -> str:
    """Give the call's name as far as it is written out: ``os.replace``, ``.write_text`` as ``write_text``."""
    function = node.func
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        owner = function.value
        full = f"{owner.id}.{function.attr}" if isinstance(owner, ast.Name) else function.attr
        return full if full in CALLS else function.attr
    return ""


def opens_for_writing(node: ast.Call) -> bool:
    mode = node.args[1] if len(node.args) > 1 else next((k.value for k in node.keywords if k.arg == "mode"), None)
    return isinstance(mode, ast.Constant) and isinstance(mode.value, str) and bool(WRITING_MODES & set(mode.value))


def ways(path: Path) -> Iterator[tuple[str, str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = called(node)
            if name in CALLS:
                yield CALLS[name], name, node.lineno
            elif name == "open" and opens_for_writing(node):
                yield "write", "open", node.lineno


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_opens_a_way_of_its_own(path: Path) -> None:
    here = str(path.relative_to(SOURCE))
    for door, call, line in ways(path):
        inside = here.split("/")[0].removesuffix(".py") in DOORS[door]
        assert inside or (here, call) in ALLOWED, f"{here}:{line}: {call} belongs behind the door {DOORS[door]}"


def test_every_exception_is_still_needed() -> None:
    found = {(str(path.relative_to(SOURCE)), call) for path in SOURCE.rglob("*.py") for _, call, _ in ways(path)}
    assert set(ALLOWED) <= found
