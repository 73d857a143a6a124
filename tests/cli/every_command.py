"""All commands and groups by the path that users type."""

from __future__ import annotations

from collections.abc import Iterator

from pychart.cli.command import Command, Group
from pychart.cli.main import root


def walk(group: Group, path: str) -> Iterator[tuple[str, Command | Group]]:
    yield path, group
    for name in sorted(group.table):
        found = group.find(name)
        assert found is not None
        if isinstance(found[1], Group):
            yield from walk(found[1], f"{path} {name}")
        else:
            yield f"{path} {name}", found[1]


COMMANDS = {path: found for path, found in walk(root, root.name) if isinstance(found, Command)}
GROUPS = {path: found for path, found in walk(root, root.name) if isinstance(found, Group)}
