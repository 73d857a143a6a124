"""A rendered file cut into its documents (Helm: pkg/release/v1/util, manifest.go)."""

from __future__ import annotations

from pychart.gostd.strings import SPACES


def split_documents(text: str) -> list[str]:
    """Cut a stream at every line that begins with ``---`` and drop blank pieces.

    Helm's rule, not YAML's: ``---b: 2`` and ``----`` separate too. The space before a document is cut, the space
    after it stays. Returns the documents in their order.
    """
    text = text.lstrip(SPACES)
    if "---" not in text:
        return [text] if text else []
    pieces = ("\n" + text).split("\n---")
    last = len(pieces) - 1
    documents = []
    for number, piece in enumerate(pieces):
        document = piece.lstrip(SPACES)
        if document:
            documents.append(document if number == last else document + "\n")
    return documents
