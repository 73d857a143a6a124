"""Words in identifiers; the expectations were recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.functions.wordcase import join_words, pascal_case, replace_raw_bytes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTPServer", "http_server"),
        ("HTTP20xOK", "http_20x_ok"),
        ("Bld4Floor3rd", "bld4_floor_3rd"),
        ("Duration2m3s", "duration_2m3s"),
        ("_foo__bar_", "_foo__bar_"),
        ("GO-PATH x", "go_path_x"),
        ("a._-.B", "a._-.b"),
        ("a_.B", "a_.b"),
        ("a\udcffB", "a_\ufffdb"),
        ("\udcff", "\udcff"),
        ("", ""),
    ],
)
def test_join_words(text: str, expected: str) -> None:
    assert join_words(text, "_") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTPServer", "Httpserver"),
        ("_complex__case_", "_Complex_Case_"),
        ("foo-BAR_baz qux", "FooBarBazQux"),
        ("__", "___"),
        ("éa_àb", "ÉaÀb"),
        ("", ""),
    ],
)
def test_pascal_case(text: str, expected: str) -> None:
    assert pascal_case(text) == expected


def test_replace_raw_bytes() -> None:
    assert replace_raw_bytes("é\udcc3\udcff日") == "é\ufffd\ufffd日"
    assert replace_raw_bytes("é") == "é"
