"""Documents are read one by one, and know the line they begin at."""

from __future__ import annotations

import pytest

from pychart.errors import YamlError
from pychart.lint.documents import read_documents

CASES = {
    "kind: A\n---\nkind: B\n": [("A", 1), ("B", 3)],
    "---\nkind: A\n---\n# nothing\n---\nkind: B\n": [("A", 1), ("B", 6)],
    "\n\nkind: A\n": [("A", 1)],
    '{"kind": "A"}\n\n{"kind": "B"}': [("A", 1), ("B", 3)],
    '{"kind": "A"}\n---\nkind: B\n': [("A", 1), ("B", 2)],
    '\n {"kind": "A"}\n': [("A", 2)],
    "{kind: A}": [("A", 1)],
    "": [],
    "---\n": [],
    "kind: .inf\n": [("+Inf", 1)],
}
"""Text: kind and line of each document."""


@pytest.mark.parametrize("text", CASES)
def test_documents(text: str) -> None:
    assert [(document.kind, document.line) for document in read_documents(text)] == CASES[text]


FAULTS = {
    "kind: A\n---\nkind: B\na: b: c\n": 4,
    "kind: A\n--- b\n": 1,
    "kind: A\n---\nkind: [b]\n": 3,
    '{"kind": "A"}\n{"kind": [1]}\n': 2,
}
"""Text: the line of the file at which reading stops."""


@pytest.mark.parametrize("text", FAULTS)
def test_fault_knows_its_line(text: str) -> None:
    with pytest.raises(YamlError) as caught:
        list(read_documents(text))
    assert caught.value.line == FAULTS[text]


def test_number_that_json_lacks_is_refused() -> None:
    with pytest.raises(YamlError, match="unsupported value: \\+Inf"):
        list(read_documents("kind: A\nx: .inf\n"))
