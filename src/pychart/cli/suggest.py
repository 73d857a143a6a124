"""What someone may have meant who typed something unknown."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def find_near(name: str, known: Iterable[str]) -> list[str]:
    """Give the words that begin with ``name`` or are at most two letters away from it (cobra's rule)."""
    lower = name.lower()
    return [word for word in known if word.startswith(lower) or _distance(lower, word.lower()) <= 2]


def _distance(one: str, two: str) -> int:
    """Count the letters to change, add or drop (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(two, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]
