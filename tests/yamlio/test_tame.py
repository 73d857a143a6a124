from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pychart
from pychart.errors import YamlError
from pychart.yamlio import load_exact
from pychart.yamlio.tame import read_tame

EXACT = (
    "apiVersion: v2\nname: web\nversion: 1.10\nappVersion: '1.0'\ndeprecated: true\nkeywords: [a, b c , 1]\n"
    '# a comment: é\nmaintainers:\n- name: Jo\'s\n  email: "jo#@x"   # who\n- name: B\n\n  url: https://x/y#z\n'
    "annotations:\n  a.b/c: 0x10\n  d:\n  e: {}\nsources:\n  - a\n  - http://b:80/?c=d&e\n"
    "empty: []\nlast:   text  with  gaps \n"
)


def test_reads_what_programs_and_people_write() -> None:
    assert read_tame(EXACT.encode().replace(b"https://x/y#z", b"https://x/y")) == load_exact(
        EXACT.replace("https://x/y#z", "https://x/y")
    )


def test_reads_the_starter_chart() -> None:
    data = (Path(pychart.__file__).parent / "chart/starter/values.yaml").read_bytes().replace(b"<CHARTNAME>", b"web")
    assert read_tame(data) == load_exact(data) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing\n", "- a\n", "a: |\n  b\n", "a: &x 1\n", "a: *x\n", "a: !!str 1\n", "a: {b: c}\n",
        "---\na: 1\n",
        "a: 1\n...\n", "a: 1\na: 2\n", "yes: 1\n", "null: 1\n", "a: .inf\n", "a: b\n c: d\n", "a:\n   b: 1\n  c: 2\n",
        "a: b\n  c\n", "\ta: 1\n", "a: 1\r\n", "a: \"\\n\"\n", "a:\n- - b\n", "a:\n-\n", "<<: 1\n", "a: b: c\n",
        "a: [\n",
        " a: 1\n", "a: 1\n- b\n", "a: b #\tc\n", "a: '\n", "a: 1\n\x00", "a: \x85b\n", "a : 1\n", "? a\n",
        "a: b\n\x0c\n",
    ],
)  # fmt: skip
def test_leaves_the_rest_to_the_parser(text: str) -> None:
    assert read_tame(text.encode()) is None


def test_leaves_bytes_that_are_no_text_to_the_parser() -> None:
    assert read_tame(b"a: 1 # \xff\n") is None


PIECES = st.sampled_from(
    [
        "a", "b", "key", "n", "on", "1", "1.0", "010", "0x1f", "1e3", ".5", ".inf", "~", "-", "- ", "?", ":", ": ",
        ":\n",
        "#", " #", "# c", "'", '"', "'x'", '"y"', "[]", "{}", "[a, b]", "[a", ",", "|", ">", "&a", "*a", "!t", "%", "@",
        "\n", "\n", "\n", "\n  ", "\n  ", "\n    ", "\n- ", "\n  - ", " ", "  ", "é", "\u2028", "\t", "2001-01-01",
        "x y",
        "http://h:1/p", "a.b/c: ", "k: v", "k: v\n", "- k: v\n  l: w\n", "k:\n  - 1\n", "k:\n  j: 2\n",
    ]
)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_what_it_takes_it_reads_as_the_parser(text: str) -> None:
    quick = read_tame(text.encode())
    if quick is None:
        return
    try:
        thorough = load_exact(text)
    except YamlError as problem:
        thorough = problem
    assert repr(quick) == repr(thorough)
