"""Random texts and numbers: their alphabets, lengths and limits."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from string import ascii_letters, digits

import pytest

from pychart.errors import FunctionError
from pychart.functions import random


@pytest.mark.parametrize(
    ("function", "alphabet"),
    [
        (random.rand_alpha_num, ascii_letters + digits),
        (random.rand_alpha, ascii_letters),
        (random.rand_numeric, digits),
        (random.rand_ascii, "".join(map(chr, range(32, 127)))),
    ],
)
def test_texts(function: Callable[[int], str], alphabet: str) -> None:
    text = function(5000)
    assert len(text) == 5000
    assert set(text) == set(alphabet)
    assert function(0) == function(-1) == ""
    assert function(40) != function(40)


def test_bytes() -> None:
    assert len(b64decode(random.rand_bytes(33))) == 33
    assert random.rand_bytes(33) != random.rand_bytes(33)
    assert random.rand_bytes(0) == ""


def test_numbers() -> None:
    assert {random.rand_int(-1, 3) for _ in range(500)} == {-1, 0, 1, 2}
    assert all(0 <= random.rand_int(0, 2**62) < 2**62 for _ in range(50))


def test_shuffle() -> None:
    text = "abcdefghijklmnopqrstuvwxyzé"
    shuffled = random.shuffle(text)
    assert sorted(shuffled) == sorted(text)
    assert shuffled != text or random.shuffle(text) != text
    assert random.shuffle("\udcff") == "\ufffd"
    assert random.shuffle("") == ""


def test_uuid() -> None:
    parts = random.uuidv4().split("-")
    assert [len(part) for part in parts] == [8, 4, 4, 4, 12]
    assert set("".join(parts)) <= set("0123456789abcdef")
    assert parts[2][0] == "4"
    assert parts[3][0] in "89ab"
    assert random.uuidv4() != random.uuidv4()


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (random.rand_int, (5, 5), "invalid argument to Intn"),
        (random.rand_int, (5, 1), "invalid argument to Intn"),
        (random.rand_bytes, (-1,), "runtime error: makeslice: len out of range"),
        (random.rand_alpha, (2**40,), "the result would be 1099511627776 bytes long; at most 67108864 are allowed"),
    ],
)
def test_failures(function: Callable[..., object], arguments: tuple[int, ...], message: str) -> None:
    with pytest.raises(FunctionError) as failure:
        function(*arguments)
    assert str(failure.value) == message
