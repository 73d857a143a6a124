"""Lists of words to draw from."""

from __future__ import annotations

_SIGNS = str.maketrans({"␣": " ", "⏎": "\n", "⇥": "\t", "␍": "\r", "∅": ""})


def words(text: str) -> list[str]:
    """Split at blanks; ``␣ ⏎ ⇥ ␍`` stand for a blank, a line feed, a tab, a return, ``∅`` for the empty word."""
    return [word.translate(_SIGNS) for word in text.split()]
