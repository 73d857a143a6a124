"""Names that may have been meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG = 3
"""From this length on, a name within another one counts as near."""


def find_nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name that is most like the one given, "" where none is.

    Alike are names with the same letters and digits; then names that one slip in three letters tells apart, a swap
    of neighbours counting as one; then names that begin with the other.
    """
    limit = max(1, len(name) // 3) if len(name) > 1 else 0
    best = ""
    bare = _bare(name)
    prefixed = ""
    for word in known:
        if word == name:
            continue
        if _bare(word) == bare:
            return word
        slips = count_slips(name.lower(), word.lower())
        if slips < limit or (slips == limit and not best):
            limit, best = slips, word
        if not prefixed and min(len(name), len(word)) >= _LONG and _begins(name.lower(), word.lower()):
            prefixed = word
    return best or prefixed


def _bare(name: str) -> str:
    return "".join(rune for rune in name.lower() if rune.isalnum())


def _begins(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one) or one == two + "s"


def count_slips(one: str, two: str) -> int:
    """Count the letters to change, add, drop or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(two, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
