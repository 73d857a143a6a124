"""``.Files``, recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.templates.chart_files import Files

FILES = Files(
    {
        "f.txt": b"l1\nl2\n\n",
        "cfg/a.txt": b"l1\nl2\n",
        "cfg/b.json": b'{"a": 1}',
        "cfg/c.num": b"123",
        "cfg/d.empty": b"",
        "cfg/sub/b.txt": b"B",
        "f.bin": b"\x00\xff\x80\x7f\x00",
    }
)


def test_get() -> None:
    assert FILES.m_Get("f.txt") == "l1\nl2\n\n"
    assert FILES.m_Get("nope") == ""
    assert FILES.m_Get("f.bin").encode("utf-8", "surrogateescape") == b"\x00\xff\x80\x7f\x00"
    assert FILES.m_GetBytes("f.bin") == b"\x00\xff\x80\x7f\x00"
    assert FILES.m_GetBytes("nope") == b""


def test_lines() -> None:
    assert FILES.m_Lines("f.txt") == ["l1", "l2", ""]
    assert FILES.m_Lines("nope") == []


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("cfg/*", "cfg/a.txt cfg/b.json cfg/c.num cfg/d.empty"),
        ("**.txt", "cfg/a.txt cfg/sub/b.txt f.txt"),
        ("*.txt", "f.txt"),
        ("{f,g}.*", "f.bin f.txt"),
        ("cfg/[ab].txt", "cfg/a.txt"),
        ("nope", ""),
        ("[", " ".join(sorted(FILES))),
    ],
)
def test_glob(pattern: str, names: str) -> None:
    assert sorted(FILES.m_Glob(pattern)) == names.split()


def test_as_config_and_secrets() -> None:
    files = FILES.m_Glob("cfg/*")
    assert files.m_AsConfig() == 'a.txt: |\n  l1\n  l2\nb.json: \'{"a": 1}\'\nc.num: "123"\nd.empty: ""'
    assert files.m_AsSecrets() == 'a.txt: bDEKbDIK\nb.json: eyJhIjogMX0=\nc.num: MTIz\nd.empty: ""'
    assert Files().m_AsConfig() == "{}"
