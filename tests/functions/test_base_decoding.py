"""Base64 and base32: what Go accepts, and the places it complains about."""

from __future__ import annotations

import pytest

from pychart.functions.base_decoding import CorruptInput, decode_base32, decode_base64


@pytest.mark.parametrize(
    ("text", "expected"),
    [(b"", b""), (b"aGk=", b"hi"), (b"a\r\nGk\n=\n", b"hi"), (b"aGl=", b"hi"), (b"////", b"\xff\xff\xff")],
)
def test_base64(text: bytes, expected: bytes) -> None:
    assert decode_base64(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [(b"a", 0), (b"aGkx=", 4), (b"aGkx====", 4), (b"aa=a", 2), (b"aG\nk=x", 5), (b"=aaa", 0), (b"aG=", 3)],
)
def test_broken_base64(text: bytes, place: int) -> None:
    with pytest.raises(CorruptInput, match=f"^illegal base64 data at input byte {place}$"):
        decode_base64(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [(b"", b""), (b"NBUQ====", b"hi"), (b"NB\nUQ=====", b"hi"), (b"NBUR====", b"hi"), (b"NBUQNBUQ", b"hi\x06\x86\x90")],
)
def test_base32(text: bytes, expected: bytes) -> None:
    assert decode_base32(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [(b"NBUQ", 0), (b"NBUQ===", 7), (b"NBUQ===x", 6), (b"NBUQNB==", 6), (b"nbuq====", 0), (b"NBUQ====NBUQ====", 4)],
)
def test_broken_base32(text: bytes, place: int) -> None:
    with pytest.raises(CorruptInput, match=f"^illegal base32 data at input byte {place}$"):
        decode_base32(text)
