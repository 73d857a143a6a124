"""A chart repository on the server of tests/transport, and settings whose folders are below one folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pychart.settings import Settings
from tests.cli.worlds import pack
from tests.transport.serving import Server, answer

Entry = dict[str, str]


def make_settings(folder: Path) -> Settings:
    return Settings.from_environment({"HOME": str(folder), "PYCHART_CACHE_HOME": str(folder / "own")})


def entry(name: str, version: str, url: str | None = None, digest: str | None = None) -> Entry:
    """Describe a version as an index does; url and digest are those of the archive unless they are given."""
    data = pack(name, version)
    return {
        "name": name,
        "version": version,
        "digest": hashlib.sha256(data).hexdigest() if digest is None else digest,
        "url": f"{name}-{version}.tgz" if url is None else url,
    }


def index(*entries: Entry) -> bytes:
    lines = ["apiVersion: v1", "entries:"]
    for name in sorted({one["name"] for one in entries}):
        lines.append(f"  {name}:")
        lines += [
            f"  - {{apiVersion: v2, name: {name}, version: {one['version']}, digest: '{one['digest']}',"
            f" urls: ['{one['url']}']}}"
            for one in entries
            if one["name"] == name
        ]
    return "\n".join([*lines, ""]).encode()


def publish(server: Server, *entries: Entry, folder: str = "/charts", **headers: str) -> str:
    """Serve an index of these entries and their archives; give the repository's URL."""
    for one in entries:
        if "://" not in one["url"]:
            server.replies[f"{folder}/{one['url']}"] = answer(200, pack(one["name"], one["version"]))
    server.replies[f"{folder}/index.yaml"] = answer(200, index(*entries), **headers)
    return f"{server.url}{folder}"


def list_files(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
