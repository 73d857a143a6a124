"""The little of ASN.1 that a certificate takes, written as DER.

Origin: ITU-T X.690; the choices between string and time types are those of Go's encoding/asn1.
"""

from __future__ import annotations

_PRINTABLE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")

NULL = b"\x05\x00"
TRUE = b"\x01\x01\xff"


def element(tag: int, *contents: bytes) -> bytes:
    """Give one element: its tag, its length, its contents one after the other."""
    body = b"".join(contents)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(length)]) + length + body


def sequence(*contents: bytes) -> bytes:
    """Give a SEQUENCE."""
    return element(0x30, *contents)


def set_of(*contents: bytes) -> bytes:
    """Give a SET."""
    return element(0x31, *contents)


def integer(number: int) -> bytes:
    """Give an INTEGER that is not negative."""
    return element(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def octets(data: bytes) -> bytes:
    """Give an OCTET STRING."""
    return element(0x04, data)


def bits(data: bytes, unused: int = 0) -> bytes:
    """Give a BIT STRING whose last ``unused`` bits do not count."""
    return element(0x03, bytes([unused]), data)


def oid(dotted: str) -> bytes:
    """Give an OBJECT IDENTIFIER."""
    first, second, *rest = (int(part) for part in dotted.split("."))
    body = bytearray()
    for number in (first * 40 + second, *rest):
        groups = [number & 127]
        while number := number >> 7:
            groups.append(128 | number & 127)
        body += bytes(reversed(groups))
    return element(0x06, bytes(body))


def text(value: str) -> bytes:
    """Give a PrintableString where the characters allow it, else a UTF8String."""
    tag = 0x13 if _PRINTABLE.issuperset(value) else 0x0C
    return element(tag, value.encode())


def moment(year: int, rest: str) -> bytes:
    """Give a UTCTime for 1950 to 2049, else a GeneralizedTime; ``rest`` is ``MMDDhhmmssZ``."""
    if 1950 <= year < 2050:
        return element(0x17, f"{year % 100:02d}{rest}".encode())
    return element(0x18, f"{year:04d}{rest}".encode())
