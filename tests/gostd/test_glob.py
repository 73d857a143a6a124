from __future__ import annotations

import pytest

from pychart.gostd.glob import compile_glob

# What .Files.Glob of the reference finds among these files.
NAMES = [
    "a.yaml",
    "ab.yml",
    "abc",
    "a-b",
    "a b",
    "b/a.yaml",
    "c/d/e/a.yaml",
    "conf/x.json",
    "conf/_y.json",
    "conf/1.json",
    "é",
    "x/é",
    "f/{a}",
    "f/a,b",
    "f/]",
]

MATCHES = {
    "": [],
    "*": ["a.yaml", "ab.yml", "abc", "a-b", "a b", "é"],
    "**": [
        "a.yaml",
        "ab.yml",
        "abc",
        "a-b",
        "a b",
        "b/a.yaml",
        "c/d/e/a.yaml",
        "conf/x.json",
        "conf/_y.json",
        "conf/1.json",
        "é",
        "x/é",
        "f/{a}",
        "f/a,b",
        "f/]",
    ],
    "**/*": ["b/a.yaml", "c/d/e/a.yaml", "conf/x.json", "conf/_y.json", "conf/1.json", "x/é", "f/{a}", "f/a,b", "f/]"],
    "*.yaml": ["a.yaml"],
    "**.yaml": ["a.yaml", "b/a.yaml", "c/d/e/a.yaml"],
    "**/*.yaml": ["b/a.yaml", "c/d/e/a.yaml"],
    "*/*": ["b/a.yaml", "conf/x.json", "conf/_y.json", "conf/1.json", "x/é", "f/{a}", "f/a,b", "f/]"],
    "?": ["é"],
    "??": [],
    "conf/*": ["conf/x.json", "conf/_y.json", "conf/1.json"],
    "conf/[!_]*": ["conf/x.json", "conf/1.json"],
    "conf/[0-9].json": ["conf/1.json"],
    "conf/[a-z].json": ["conf/x.json"],
    "conf/[x1].json": ["conf/x.json", "conf/1.json"],
    "{conf,b}/*": ["b/a.yaml", "conf/x.json", "conf/_y.json", "conf/1.json"],
    "*.{yaml,yml}": ["a.yaml", "ab.yml"],
    "{a.yaml,{abc,ab.yml}}": ["a.yaml", "ab.yml", "abc"],
    "{abc,a-b": ["abc", "a-b"],
    "c/**": ["c/d/e/a.yaml"],
    "c/**/a.yaml": ["c/d/e/a.yaml"],
    "f/\\{a\\}": ["f/{a}"],
    "f/a,b": ["f/a,b"],
    "f/*}": ["f/{a}"],
    "f/]": ["f/]"],
    "é": ["é"],
    "x/?": ["x/é"],
    "[!a-z]": ["é"],
    "[abc-]-b": ["a-b"],
    "a?b": ["a-b", "a b"],
    "***": [
        "a.yaml",
        "ab.yml",
        "abc",
        "a-b",
        "a b",
        "b/a.yaml",
        "c/d/e/a.yaml",
        "conf/x.json",
        "conf/_y.json",
        "conf/1.json",
        "é",
        "x/é",
        "f/{a}",
        "f/a,b",
        "f/]",
    ],
    "conf/[!!]*": ["conf/x.json", "conf/_y.json", "conf/1.json"],
    "{,a}bc": ["abc"],
    "nope": [],
}


@pytest.mark.parametrize(("pattern", "matches"), MATCHES.items())
def test_globs_find_what_the_reference_finds(pattern: str, matches: list[str]) -> None:
    test = compile_glob(pattern)
    assert [name for name in NAMES if test(name)] == matches


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("[a", "unexpected end of input"),
        ("[", "unexpected end of input"),
        ("[a-", "unexpected end of input"),
        ("[a-z", "unexpected end of input"),
        ("[]", "could not parse range"),
        ("[!]", "could not parse range"),
        ("[a-z0-9]", "expected close range character"),
        ("a[ -]b", "expected close range character"),
        ("[z-a]", "hi character 'a' should be greater than lo 'z'"),
        ("{" * 101, "too many groups in groups"),
        ("\udcff", "could not read rune"),
    ],
)
def test_broken_patterns(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compile_glob(pattern)


def test_many_stars_do_not_take_long() -> None:
    assert not compile_glob("*a" * 30 + "b")("a" * 2000)
