from __future__ import annotations

import pytest

from pychart.gostd import path


@pytest.mark.parametrize(
    ("text", "clean", "base", "dir_", "ext"),
    [
        ("", ".", ".", ".", ""),
        ("/", "/", "/", "/", ""),
        ("//", "/", "/", "/", ""),
        ("a", "a", "a", ".", ""),
        ("a/b.txt", "a/b.txt", "b.txt", "a", ".txt"),
        ("a/b/", "a/b", "b", "a/b", ""),
        ("/a/../..", "/", "..", "/", "."),
        ("../../a", "../../a", "a", "../..", ""),
        ("a/../../b", "../b", "b", "..", ""),
        ("./a//b/.", "a/b", ".", "a/b", "."),
        (".x", ".x", ".x", ".", ".x"),
        ("a.tar.gz", "a.tar.gz", "a.tar.gz", ".", ".gz"),
        ("a.b/c", "a.b/c", "c", "a.b", ""),
    ],
)
def test_parts_of_paths(text: str, clean: str, base: str, dir_: str, ext: str) -> None:
    assert path.clean(text) == clean
    assert path.base(text) == base
    assert path.dir_(text) == dir_
    assert path.ext(text) == ext


def test_join_and_is_abs() -> None:
    assert path.join("a", "", "../b", "c/") == "b/c"
    assert path.join() == path.join("", "") == ""
    assert path.is_abs("/a")
    assert not path.is_abs("a")


@pytest.mark.parametrize(
    ("pattern", "name", "matches"),
    [
        ("", "", True),
        ("abc", "abc", True),
        ("*", "abc", True),
        ("*", "", True),
        ("*c", "abc", True),
        ("a*", "a", True),
        ("a*", "ab/c", False),
        ("a*/b", "abc/b", True),
        ("a*/b", "a/c/b", False),
        ("a*b*c*d*e*/f", "axbxcxdxe/f", True),
        ("a*b?c*x", "abxbbxdbxebxczzx", True),
        ("a*b?c*x", "abxbbxdbxebxczzy", False),
        ("ab[c]", "abc", True),
        ("ab[b-d]", "abc", True),
        ("ab[e-g]", "abc", False),
        ("ab[^c]", "abc", False),
        ("ab[^e-g]", "abc", True),
        ("a\\*b", "a*b", True),
        ("a\\*b", "ab", False),
        ("a?b", "a\u263ab", True),
        ("a[^a]b", "a\u263ab", True),
        ("a???b", "a\u263ab", False),
        ("[a-\u03b6]*", "\u03b1", True),
        ("*[a-\u03b6]", "A", False),
        ("a?b", "a/b", False),
        ("a*b", "a/b", False),
        ("[\\]a]", "]", True),
        ("[\\-]", "-", True),
        ("[x\\-]", "-", True),
        ("[x\\-]", "z", False),
        ("*x", "xxx", True),
        ("**", "ab", True),
        ("?", "", False),
        ("a[!b]", "a!", True),
        ("[^/]", "/", False),
        ("{a,b}", "a", False),
    ],
)
def test_match(pattern: str, name: str, matches: bool) -> None:
    assert path.match(pattern, name) is matches


@pytest.mark.parametrize(
    "pattern", ["[]a]", "[-]", "[x-]", "[-x]", "\\", "[a-b-c]", "[", "[^", "[^bc", "a[", "a[\\", "[a-]", "[\\"]
)
def test_match_refuses(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"^syntax error in pattern$"):
        path.match(pattern, "a")


def test_match_overlooks_faults_behind_what_cannot_match() -> None:
    assert not path.match("x*[", "a")


def test_compile_glob_is_that_of_files() -> None:
    assert path.compile_glob("**.yaml")("a/b.yaml")
    with pytest.raises(ValueError, match="unexpected end of input"):
        path.compile_glob("[a")
