from __future__ import annotations

import pytest

from pychart.manifests.split import split_documents

CASES = {
    "empty": ("", []),
    "only space": (" \n\t\n", []),
    "only separators": ("---\n---\n", []),
    "one": ("a: 1\n", ["a: 1\n"]),
    "leading separator": ("---\na: 1\n", ["a: 1\n"]),
    "two": ("a: 1\n---\nb: 2\n", ["a: 1\n", "b: 2\n"]),
    "space after the separator": ("a: 1\n--- \t\n\n  b: 2\n", ["a: 1\n", "b: 2\n"]),
    "content on the separator's line": ("a: 1\n---b: 2\n", ["a: 1\n", "b: 2\n"]),
    "comment on the separator's line": ("a: 1\n--- # c\nb: 2", ["a: 1\n", "# c\nb: 2"]),
    "four dashes": ("a: 1\n----\nb: 2\n", ["a: 1\n", "-\nb: 2\n"]),
    "indented dashes do not separate": ("a: |\n  ---\n  b\n", ["a: |\n  ---\n  b\n"]),
    "trailing space stays": ("a: 1\n\n\n---\nb: 2\n\n", ["a: 1\n\n\n", "b: 2\n\n"]),
    "carriage returns": ("a: 1\r\n---\r\nb: 2\r\n", ["a: 1\r\n", "b: 2\r\n"]),
    "no-break space is space": ("\u00a0\n---\n\u00a0a: 1", ["a: 1"]),
}


@pytest.mark.parametrize("name", CASES)
def test_split_documents(name: str) -> None:
    text, documents = CASES[name]
    assert split_documents(text) == documents
