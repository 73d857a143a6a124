"""DER, against encodings from X.690 and from Go."""

from __future__ import annotations

import pytest

from pychart.gostd import der


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "020100"), (127, "02017f"), (128, "02020080"), (256, "02020100"), (2**64, "0209010000000000000000")],
)
def test_integer(number: int, expected: str) -> None:
    assert der.integer(number).hex() == expected


def test_oid() -> None:
    assert der.oid("1.2.840.113549.1.1.11").hex() == "06092a864886f70d01010b"
    assert der.oid("2.5.29.15").hex() == "0603551d0f"


def test_lengths() -> None:
    assert der.octets(b"x" * 127)[:2].hex() == "047f"
    assert der.octets(b"x" * 128)[:3].hex() == "048180"
    assert der.octets(b"x" * 300)[:4].hex() == "0482012c"


def test_nesting() -> None:
    assert der.sequence(der.set_of(der.NULL), der.TRUE).hex() == "300731020500" + "0101ff"
    assert der.bits(b"\xa4", 2).hex() == "030202a4"


def test_text_types() -> None:
    assert der.text("example.com")[0] == 0x13
    assert der.text("*.example.com")[0] == 0x0C
    assert der.text("é").hex() == "0c02c3a9"


def test_times() -> None:
    assert der.moment(2049, "1231235959Z") == b"\x17\x0d491231235959Z"
    assert der.moment(2050, "0101000000Z") == b"\x18\x0f20500101000000Z"
