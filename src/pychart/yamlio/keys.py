"""The order in which goyaml writes the keys of a map: digits by their value, letters after everything else."""

from __future__ import annotations

from pychart.gostd.types import AnyMap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DIGITS = frozenset("0123456789")
# Letters must follow every other ASCII character.
_RAISED = {ord(letter): chr(ord(letter) + 128) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}


class Fields(AnyMap):
    """A struct's fields: they keep the order of their declaration."""


class _Ranks(AnyMap):
    """Keys without digits, spelled so that Python's own string order is goyaml's."""

    def __missing__(self, key: str) -> str:
        if len(self) > 20_000:
            self.clear()
        rank = key.translate(_RAISED)
        self[key] = rank
        return rank


_ranks = _Ranks()


def sort_keys(mapping: dict[str, Any], pretty: bool = False) -> list[str]:
    """Give a map's keys in goyaml's natural order: ``+ 0 A a a1 a2 a10 ab``.

    ``pretty`` takes goyaml.v3's rule (toYamlPretty), which differs from v2's where a letter meets a digit after a
    digit. Where v2's rule contradicts itself (a2 < a10 < a1b < a2) Helm's order is random; this one is not.
    """
    if len(mapping) < 2 or type(mapping) is Fields:
        return list(mapping)
    together = "".join(mapping)
    if together.isalpha():
        return sorted(mapping)
    if together.isascii() and _DIGITS.isdisjoint(together) and together.isprintable():
        return sorted(mapping, key=_ranks.__getitem__)
    from functools import cmp_to_key

    compare = _compare_v3 if pretty else _compare_v2
    return sorted(sorted(mapping), key=cmp_to_key(compare))


def _compare_v2(left: str, right: str) -> int:
    return _compare(left, right, False)


def _compare_v3(left: str, right: str) -> int:
    return _compare(left, right, True)


def _compare(left: str, right: str, pretty: bool) -> int:
    """Compare as keyList.Less of go.yaml.in/yaml does; below zero when ``left`` goes first."""
    place = _first_difference(left, right)
    if place < 0:
        return len(left) - len(right)
    one, other = left[place], right[place]
    one_letter, other_letter = one.isalpha(), other.isalpha()
    if one_letter and other_letter:
        return -1 if one < other else 1
    if one_letter or other_letter:
        after_digit = pretty and place > 0 and left[place - 1].isdecimal()
        return -1 if (one_letter if after_digit else other_letter) else 1
    return _compare_numbers(left, right, place)


def _first_difference(left: str, right: str) -> int:
    for place, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return place
    return -1


def _compare_numbers(left: str, right: str, place: int) -> int:
    start = 0
    if left[place] == "0" or right[place] == "0":
        before = place - 1
        while before >= 0 and left[before].isdecimal():
            if left[before] != "0":
                # Zeros after another digit count: 10 is not 1 followed by nothing.
                start = 1
                break
            before -= 1
    one, one_end = _read_run(left, place, start)
    other, other_end = _read_run(right, place, start)
    if one != other:
        return -1 if one < other else 1
    if one_end != other_end:
        return one_end - other_end
    return -1 if left[place] < right[place] else 1


def _read_run(text: str, place: int, number: int) -> tuple[int, int]:
    while place < len(text) and text[place].isdecimal():
        number = (number * 10 + ord(text[place]) - 48 + 2**63) % 2**64 - 2**63
        place += 1
    return number, place
