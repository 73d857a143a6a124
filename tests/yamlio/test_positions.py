from __future__ import annotations

from pychart.yamlio.positions import find_positions, find_syntax_error

TEXT = """\
a:
  b: 1
  "c d": [x, {e: 2}]
? [1, 2]
: z
last: &anchor
  - k: v
  - *anchor
"""


def test_every_key_and_element_has_a_place() -> None:
    assert find_positions(TEXT) == {
        ("a",): (1, 1, 2, 3),
        ("a", "b"): (2, 3, 2, 6),
        ("a", "c d"): (3, 3, 3, 10),
        ("a", "c d", 0): (3, 11, 3, 11),
        ("a", "c d", 1): (3, 14, 3, 14),
        ("a", "c d", 1, "e"): (3, 15, 3, 18),
        ("?",): (4, 3, 5, 3),
        ("last",): (6, 1, 6, 7),
        ("last", 0): (7, 5, 7, 5),
        ("last", 0, "k"): (7, 5, 7, 8),
        ("last", 1): (8, 5, 8, 5),
    }


def test_the_last_document_with_a_key_counts() -> None:
    assert find_positions("a: 1\nb: 2\n---\na: 3\n") == {("a",): (4, 1, 4, 4), ("b",): (2, 1, 2, 4)}


def test_what_stands_before_a_fault_is_found() -> None:
    assert find_positions("a: 1\nb: [\n")[("a",)] == (1, 1, 1, 4)
    assert find_syntax_error("a: 1\n\tb: 2\n") == (2, 1, "found a tab character that violates indentation")
    assert find_syntax_error("a: 1\n") is None
    assert find_positions("") == {}
