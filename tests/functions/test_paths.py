"""Slash-separated paths.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pychart.functions import paths
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (paths.base, ("/a/b.txt",), "b.txt"),
    (paths.base, ("",), "."),
    (paths.base, ("/",), "/"),
    (paths.base, ("a/",), "a"),
    (paths.base, ("//",), "/"),
    (paths.dir_, ("/a/b.txt",), "/a"),
    (paths.dir_, ("",), "."),
    (paths.dir_, ("a",), "."),
    (paths.dir_, ("/a//b/",), "/a/b"),
    (paths.dir_, ("a/../b/c",), "b"),
    (paths.clean, ("/a/../b/./c//d/",), "/b/c/d"),
    (paths.clean, ("",), "."),
    (paths.clean, ("../..",), "../.."),
    (paths.clean, ("/..",), "/"),
    (paths.clean, ("a/../..",), ".."),
    (paths.ext, ("/a/b.tar.gz",), ".gz"),
    (paths.ext, ("a",), ""),
    (paths.ext, (".bashrc",), ".bashrc"),
    (paths.ext, ("a.",), "."),
    (paths.ext, ("a.b/c",), ""),
    (paths.is_abs, ("/a",), True),
    (paths.is_abs, ("a",), False),
    (paths.is_abs, ("",), False),
    (paths.os_base, ("/a/b.txt",), "b.txt"),
    (paths.os_base, ("",), "."),
    (paths.os_clean, ("a//b/../c",), "a/c"),
    (paths.os_dir, ("a/b",), "a"),
    (paths.os_dir, ("//a",), "/"),
    (paths.os_ext, ("x.y",), ".y"),
    (paths.os_is_abs, ("/x",), True),
    (paths.os_is_abs, ("x",), False),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)
