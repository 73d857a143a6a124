from __future__ import annotations

import pytest

from pychart.provenance.clearsign import split_signed_message

_SIGNATURE = b"-----BEGIN PGP SIGNATURE-----\n\nabc=\n-----END PGP SIGNATURE-----"
_MESSAGE = b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512, SHA256\n\na: 1  \n- - b\n\n...\nc\n" + _SIGNATURE


def test_a_message_is_taken_apart() -> None:
    found = split_signed_message(_MESSAGE + b"\n\n")
    assert found is not None
    assert found.is_alone
    assert found.text == b"a: 1\n- b\n\n...\nc\n"
    assert found.signed == b"a: 1\r\n- b\r\n\r\n...\r\nc"
    assert found.signature.startswith(_SIGNATURE)


@pytest.mark.parametrize(
    "data", [b"before\n" + _MESSAGE, _MESSAGE + b"\nafter", _MESSAGE + b" x", _MESSAGE + b"\n" + _MESSAGE]
)
def test_text_beside_a_message_is_noticed(data: bytes) -> None:
    found = split_signed_message(data)
    assert found is not None
    assert found.text == b"a: 1\n- b\n\n...\nc\n"
    assert not found.is_alone


def test_line_ends_of_windows_make_no_difference() -> None:
    plain, windows = split_signed_message(_MESSAGE), split_signed_message(_MESSAGE.replace(b"\n", b"\r\n"))
    assert plain == windows
    assert plain is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"x" + _MESSAGE,
        _MESSAGE.replace(b"MESSAGE-----", b"MESSAGE-----x"),
        _MESSAGE.replace(b"Hash", b"Version"),
        _MESSAGE.replace(b"Hash: ", b"Hash "),
        _MESSAGE.replace(b"SHA512", b"SHA\x07"),
        _MESSAGE.partition(b"\n\n")[0],
        _MESSAGE.partition(b"-----BEGIN PGP SIGNATURE")[0],
        _MESSAGE.partition(b"-----END PGP SIGNATURE")[0],
    ],
)
def test_what_is_no_message_gives_nothing(data: bytes) -> None:
    assert split_signed_message(data) is None
