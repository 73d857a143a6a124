"""Indexes of repositories that poison, that lie about archives, and that lead elsewhere."""

# ruff: noqa: E501 - one input a line
from __future__ import annotations

from tests.archive.packing import BASE, END, pack
from tests.cli.worlds import Files
from tests.hostile.case import Case
from tests.hostile.texts import LAUGHS

_ENTRY = "apiVersion: v1\nentries:\n  x:\n  - {{apiVersion: v2, name: x, version: {version}, urls: [{url}]{more}}}\n"


def _index(
    name: str,
    rows: str,
    says: str,
    *,
    url: str = "x-0.1.0.tgz",
    version: str = "0.1.0",
    more: str = "",
    after: str = "",
) -> Case:
    text = _ENTRY.format(url=url, version=version, more=more) + after
    return _text(name, rows, says, text, "pull x --repo $SERVER -d out")


def _text(name: str, rows: str, says: str, text: str, line: str = "repo add t $SERVER") -> Case:
    files: Files = {"served/index.yaml": text, "served/x-0.1.0.tgz": pack(BASE, END), "out/keep": ""}
    return Case(name, rows, line, says, files)


CASES = [
    _index("a good index", "CVE-2022-23525", ""),
    _index("another digest", "W1", "digest", more=f", digest: {'ab' * 32}"),
    _index("digest that is none", "W1", "hex string", more=", digest: abc"),
    _index("archive on the disk", "W4", "", url="file:///etc/passwd")._replace(says="file"),
    _index("archive above", "W4", "404", url="../../../nowhere.tgz"),
    _index("empty URL", "W4", "x", url='""'),
    _index("another chart than it says", "W4", "0.2.0", version="0.2.0"),
    _index("escape sequence in a version", "CVE-2021-21303", "x", version='"1.0.0\\e[31m"'),
    _index("nothing behind an entry", "CVE-2025-55198", "", after="  - null\n"),
    _index("two of one key", "CVE-2020-15185", "already", after="  x: []\n"),
    _text("empty index", "CVE-2024-26147", "looks like", "")._replace(says="empty"),
    _text("null index", "CVE-2024-26147", "", "null\n")._replace(says="Error"),
    _text("entries that are a list", "CVE-2022-23525", "Error", "apiVersion: v1\nentries: [1]\n"),
    _text("a page of HTML", "CVE-2022-23525", "Error", "<html><body>login</body></html>"),
    _text("aliases of aliases in an index", "W8", "aliasing", "apiVersion: v1\nserverInfo:\n" + "".join(f"  {line}\n" for line in LAUGHS.splitlines()) + "entries: {}\n"),
    _text("50,000 brackets in an index", "W8", "Error", "apiVersion: v1\nserverInfo: {a: " + "[" * 50_000 + "]" * 50_000 + "}\nentries: {}\n"),
    Case("repository with a path for a name", "CVE-2024-25620", "repo update", "../../../e", {
        "home/config/repositories.yaml": "apiVersion: ''\nrepositories:\n- {name: ../../../e, url: 'http://127.0.0.1:9/'}\n"}),
]  # fmt: skip
