"""Folders of packaged charts for tests of indexes."""

from __future__ import annotations

import os
from pathlib import Path

from pychart.archive.write import archive_bytes
from pychart.files import File


def write_archive(
    folder: Path, name: str, version: str, file: str = "", files: dict[str, bytes] | None = None, **fields: str
) -> Path:
    """Package a chart into a folder; ``fields`` are further lines of its Chart.yaml, ``files`` what else is in it.

    The archive is an old one: a file that has only just changed is not remembered.
    """
    text = "".join(f"{key}: {value}\n" for key, value in fields.items())
    content = {"Chart.yaml": f"apiVersion: v2\nname: {name}\nversion: {version}\n{text}".encode(), **(files or {})}
    path = folder / (file or f"{name}-{version}.tgz")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(archive_bytes([File(f"{name}/{inner}", data, 1) for inner, data in content.items()]))
    return path


def list_entries(text: str) -> list[str]:
    """Give the URLs of an index in YAML, in their order."""
    return [line.strip()[2:] for line in text.splitlines() if line.strip().endswith(".tgz")]


def age(path: Path) -> None:
    """Wait until a file is old enough to be remembered."""
    from time import sleep, time_ns

    while os.stat(path).st_ctime_ns + 25_000_000 > time_ns():
        sleep(0.005)
