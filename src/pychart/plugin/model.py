"""A plugin in memory: what plugin.yaml says, in either of its forms."""

from __future__ import annotations

from pychart.records import NamedTuple

FILE_NAME = "plugin.yaml"
"""The file that makes a folder a plugin."""


class PlatformCommand(NamedTuple):
    """A command for one system; ``os`` and ``arch`` are empty where it is for any."""

    os: str
    arch: str
    command: str
    args: tuple[str, ...]


class Plugin(NamedTuple):
    """An installed plugin; ``hooks`` maps an event (install, delete, update) to commands."""

    folder: str
    api_version: str
    name: str
    version: str
    type: str
    source_url: str
    usage: str
    short_help: str
    long_help: str
    ignore_flags: bool
    commands: tuple[PlatformCommand, ...]
    hooks: dict[str, tuple[PlatformCommand, ...]]
    expand_hook_args: bool
