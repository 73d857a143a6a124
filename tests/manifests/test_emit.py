from __future__ import annotations

import pytest

from pychart.errors import ManifestError
from pychart.manifests.emit import Document, emit_stream, select_documents

A = Document("c/templates/a.yaml", "kind: A\n")
B = Document("c/templates/sub/b.yaml", "kind: B")
STREAM = emit_stream([A, B], [])


def test_manifests_are_stripped_and_hooks_are_not() -> None:
    assert emit_stream([A], [B, A]) == (
        "---\n# Source: c/templates/a.yaml\nkind: A\n"
        "---\n# Source: c/templates/sub/b.yaml\nkind: B\n"
        "---\n# Source: c/templates/a.yaml\nkind: A\n\n"
    )


def test_nothing_is_one_newline() -> None:
    assert emit_stream([], []) == "\n"


@pytest.mark.parametrize(
    ("patterns", "sources"),
    [
        (["templates/a.yaml"], ["a"]),
        (["templates/sub/b.yaml", "templates/a.yaml"], ["b", "a"]),
        (["templates/*.yaml"], ["a"]),
        (["templates/*/*.yaml"], ["b"]),
        (["templates/a.yaml", "templates/a.yaml"], ["a", "a"]),
    ],
)
def test_select_documents(patterns: list[str], sources: list[str]) -> None:
    found = select_documents(STREAM, patterns)
    assert [line[-1].lower() for line in found.split("\n") if line.startswith("kind")] == sources


@pytest.mark.parametrize("pattern", ["templates/x.yaml", "c/templates/a.yaml", "templates/[", ""])
def test_a_pattern_without_a_match_is_refused(pattern: str) -> None:
    with pytest.raises(ManifestError, match="could not find template"):
        select_documents(STREAM, [pattern])
