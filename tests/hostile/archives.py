"""Archives that want out of their folder, that pretend, and that grow."""

# ruff: noqa: E501 - one input a line
from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache

from tests.archive.packing import BASE, CHART_YAML, END, entry, header, pack, pax
from tests.hostile.case import Case

_MIB = 1 << 20


def _named(name: str) -> bytes:
    return pack(entry("x/Chart.yaml", CHART_YAML.replace(b"name: x", f"name: {name}".encode())), END)


@cache
def _zeros(mebibytes: int) -> bytes:
    return gzip.compress(bytes(mebibytes * _MIB), 1)


def _bomb(mebibytes: int) -> bytes:
    """One file of zeros: gzip members follow each other, so the zeros are packed once."""
    return pack(BASE, header(b"x/zeros", mebibytes * _MIB)) + _zeros(mebibytes) + pack(END)


def _nested(depth: int) -> bytes:
    inner = pack(BASE, END)
    for _ in range(depth):
        inner = pack(BASE, entry("x/charts/x.tgz", inner), END)
    return inner


def _many(count: int) -> Iterator[bytes]:
    yield BASE
    yield from (header(b"x/templates/_%d" % number) for number in range(count))
    yield END


_WAYS = {
    "parent": ("CVE-2019-1000008", [BASE, entry("x/../../e")], "references parent directory"),
    "backslash": ("CVE-2019-1000008", [BASE, entry(rb"x\..\..\e")], "references parent directory"),
    "drive": ("CVE-2019-1000008", [BASE, entry("x/c:/e")], "illegally named files"),
    "share": ("CVE-2019-1000008", [BASE, entry(rb"\\host\share\e")], "absolute paths"),
    "absolute below": ("CVE-2019-1000008", [BASE, entry("x//tmp/e")], "absolute paths"),
    "pax path": ("CVE-2019-1000008", [BASE, pax((b"path", b"x/../../e")), entry("x/ok")], "references parent"),
    "subchart": ("CVE-2019-1000008", [BASE, entry("x/charts/../../../e.tgz")], "references parent directory"),
    "symbolic link": ("tarfile CVE-2020-4053", [BASE, entry("x/l", kind=b"2", link=b"/etc/passwd")], "symbolic link"),
    "hard link": ("tarfile", [BASE, entry("x/l", kind=b"1", link=b"/etc/passwd")], "hard link"),
    "device": ("tarfile", [BASE, entry("x/l", kind=b"3")], "a device"),
    "pipe": ("tarfile", [BASE, entry("x/l", kind=b"6")], "named pipe"),
    "two Chart.yaml": ("tarfile", [BASE, BASE], "twice"),
    "long name of 512 MiB": ("tarfile", [BASE, header(b"l", 512 * _MIB, b"L")], "header field too long"),
    "header that lies": ("tarfile", [BASE, header(b"x/a", checksum=1)], "invalid tar header"),
    "negative size": ("tarfile", [BASE, header(b"x/a", size_field=b"\xff" * 12)], "invalid tar header"),
    "wrong pax length": ("tarfile", [BASE, entry("p", b"99999 path=x/e\n", b"x"), entry("x/a")], "invalid tar header"),
}

CASES = [
    *(Case(name, rows, "template r c.tgz", says, {"c.tgz": pack(*parts, END)}) for name, (rows, parts, says) in _WAYS.items()),
    *(Case(f"{name}, unpacked", rows, "lint c.tgz", says, {"c.tgz": pack(*parts, END)}) for name, (rows, parts, says) in list(_WAYS.items())[:3]),
    *(
        Case(f"name {name}", "CVE-2026-35206 CVE-2024-25620", "template r c.tgz", "validation: chart.metadata.name", {"c.tgz": _named(name)})
        for name in ('"."', '".."', "../../e", '"\\u200b.."', '"/e"')
    ),
    Case("1 GiB in one file", "CVE-2025-32386", "template r c.tgz", "maximum size", {"c.tgz": _bomb(1024)}),
    Case("150 MiB in three files", "CVE-2025-32386", "template r c.tgz", "maximum size", {
        "c.tgz": pack(BASE) + b"".join(pack(header(b"x/%d" % n, 50 * _MIB)) + _zeros(50) for n in range(3)) + pack(END)}),
    Case("archives in an archive", "W2", "template r c.tgz", "maximum size", {
        "c.tgz": pack(BASE, *(entry(f"x/charts/{n}.tgz", _bomb(40)) for n in range(4)), END)}),
    Case("nested 60 times", "W2", "template r c.tgz", "nested", {"c.tgz": _nested(60)}),
    Case("archives in an archive that is unpacked", "W2", "pull $SERVER/c.tgz --untar -d out", "", {
        "served/c.tgz": pack(BASE, *(entry(f"x/charts/{n}.tgz", _bomb(90)) for n in range(24)), END)}),
    Case("archives in a folder", "W2", "template r d", "maximum size", {
        "d/Chart.yaml": CHART_YAML, **{f"d/charts/{n}.tgz": _bomb(90) for n in range(24)}}),
    Case("nested 300 times and unpacked", "W2", "pull $SERVER/c.tgz --untar -d out", "", {"served/c.tgz": _nested(300)}),
    Case("nested 300 times in a folder", "W2", "template r d", "nested", {
        "d/Chart.yaml": CHART_YAML, "d/charts/x.tgz": _nested(300)}),
    Case("60,000 files", "W2", "template r c.tgz", "more files than", {"c.tgz": pack(*_many(60_000))}),
    Case("a wrong checksum", "W11", "template r c.tgz", "invalid checksum", {
        "c.tgz": pack(BASE, END)[:-8] + bytes(4) + pack(BASE, END)[-4:]}),
    Case("half of it", "W11", "template r c.tgz", "unexpected EOF", {"c.tgz": pack(BASE, bytes(range(256)) * 64)[:200]}),
    Case("no archive at all", "W4", "template r c.tgz", "does not appear to be a", {"c.tgz": "<html>login</html>"}),
    Case("no bytes", "W4", "template r c.tgz", "does not appear to be a", {"c.tgz": ""}),
]  # fmt: skip
