"""Base64, base32 and checksums.

The expectations were recorded from Helm 4.3.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pychart.functions import encoding
from tests.functions.literals import show

Case = tuple[Callable[..., Any], tuple[Any, ...], Any]

RESULTS: list[Case] = [
    (encoding.b64enc, ("hé",), "aMOp"),
    (encoding.b64enc, ("",), ""),
    (encoding.b64enc, ("\udcff",), "/w=="),
    (encoding.b64dec, ("aG==",), "h"),
    (encoding.b64dec, ("aGk=x",), "illegal base64 data at input byte 4"),
    (encoding.b64dec, ("aGk===",), "illegal base64 data at input byte 4"),
    (encoding.b64dec, ("aG\nk=",), "hi"),
    (encoding.b64dec, ("a",), "illegal base64 data at input byte 0"),
    (encoding.b64dec, ("=aaa",), "illegal base64 data at input byte 0"),
    (encoding.b64dec, ("aa=a",), "illegal base64 data at input byte 2"),
    (encoding.b64dec, ("aaaaaa!a",), "illegal base64 data at input byte 6"),
    (encoding.b64dec, ("aGl=",), "hi"),
    (encoding.b64dec, ("aGk=\r\n\n",), "hi"),
    (encoding.b64dec, ("aGk=aGk=",), "illegal base64 data at input byte 4"),
    (encoding.b64dec, ("a\na\n=\n=",), "i"),
    (encoding.b64dec, ("a\na\n=\nx",), "illegal base64 data at input byte 5"),
    (encoding.b64dec, ("-_-_",), "illegal base64 data at input byte 0"),
    (encoding.b64dec, ("////",), "\udcff\udcff\udcff"),
    (
        encoding.b64dec,
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?aaa",),
        "illegal base64 data at input byte 58",
    ),
    (
        encoding.b64dec,
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",),
        "illegal base64 data at input byte 60",
    ),
    (
        encoding.b64dec,
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",),
        "illegal base64 data at input byte 60",
    ),
    (encoding.b64dec, ("é",), "illegal base64 data at input byte 0"),
    (encoding.b64dec, ("aaaé",), "illegal base64 data at input byte 3"),
    (encoding.b64dec, ("aGkx====",), "illegal base64 data at input byte 4"),
    (encoding.b64dec, ("aGkxaG==",), "hi1h"),
    (encoding.b64dec, ("aGkxaGk=====",), "illegal base64 data at input byte 8"),
    (encoding.b32enc, ("hi",), "NBUQ===="),
    (encoding.b32enc, ("",), ""),
    (encoding.b32enc, ("\udcff",), "74======"),
    (encoding.b32dec, ("NBUQ",), "illegal base32 data at input byte 0"),
    (encoding.b32dec, ("NBUQ===",), "illegal base32 data at input byte 7"),
    (encoding.b32dec, ("NBUQ=====",), "hi"),
    (encoding.b32dec, ("NBUQ===x",), "illegal base32 data at input byte 6"),
    (encoding.b32dec, ("NB\nUQ====",), "hi"),
    (encoding.b32dec, ("N",), "illegal base32 data at input byte 0"),
    (encoding.b32dec, ("NBUQ1234",), "illegal base32 data at input byte 4"),
    (encoding.b32dec, ("NBUQNBUQ",), "hi\x06\udc86\udc90"),
    (encoding.b32dec, ("NBUQNBU=",), "hi\x06\udc86"),
    (encoding.b32dec, ("NBUQNB==",), "illegal base32 data at input byte 6"),
    (encoding.b32dec, ("NBUQN===",), "hi\x06"),
    (encoding.b32dec, ("NBU=====",), "illegal base32 data at input byte 3"),
    (encoding.b32dec, ("NB======",), "h"),
    (encoding.b32dec, ("N=======",), "illegal base32 data at input byte 1"),
    (encoding.b32dec, ("NBUQNBUQN",), "illegal base32 data at input byte 8"),
    (encoding.b32dec, ("NBUQNBUQNBUQ",), "illegal base32 data at input byte 8"),
    (encoding.b32dec, ("NBUQ====NBUQ====",), "illegal base32 data at input byte 4"),
    (encoding.b32dec, ("========",), "illegal base32 data at input byte 0"),
    (encoding.b32dec, ("NBUQN=N=",), "illegal base32 data at input byte 5"),
    (encoding.b32dec, ("NB=QNBUQ",), "illegal base32 data at input byte 2"),
    (encoding.b32dec, ("NBUQNBUQ=",), "illegal base32 data at input byte 8"),
    (encoding.b32dec, ("é",), "illegal base32 data at input byte 0"),
    (encoding.b32dec, ("NBUQé",), "illegal base32 data at input byte 4"),
    (encoding.b32dec, ("NBUQNB!Q",), "illegal base32 data at input byte 6"),
    (encoding.b32dec, ("NBUR====",), "hi"),
    (encoding.sha1sum, ("a",), "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
    (encoding.sha1sum, ("",), "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    (encoding.sha256sum, ("é",), "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"),
    (encoding.sha256sum, ("\udcff",), "a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89"),
    (
        encoding.sha512sum,
        ("a",),
        "1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c652bf08d560252aa5e74210546f369fbbbce8c12cfc7957b2652fe9a75",
    ),
    (encoding.adler32sum, ("hello",), "103547413"),
    (encoding.adler32sum, ("",), "1"),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), RESULTS)
def test_result(function: Callable[..., Any], arguments: tuple[Any, ...], expected: Any) -> None:
    assert show(function(*arguments)) == show(expected)
