"""Base64, base32 and checksums of texts (sprig); all of them look at the text's bytes."""

from __future__ import annotations

from binascii import b2a_base64

from pychart.functions.base_decoding import CorruptInput, decode_base32, decode_base64
from pychart.gostd.strings import decode, encode


def b64enc(text: str) -> str:
    """Encode in base64, with the standard alphabet and padding.

    ``b64enc TEXT`` gives string. Origin: sprig.
    """
    return b2a_base64(encode(text), newline=False).decode("ascii")


def b64dec(text: str) -> str:
    """Decode base64; newlines may stand anywhere.

    ``b64dec TEXT`` gives string. An error is the result: ``illegal base64 data at input byte 0``. Origin: sprig;
    Go's encoding/base64.
    """
    try:
        return decode(decode_base64(encode(text)))
    except CorruptInput as error:
        return str(error)


def b32enc(text: str) -> str:
    """Encode in base32, with the standard alphabet and padding.

    ``b32enc TEXT`` gives string. Origin: sprig.
    """
    from base64 import b32encode

    return b32encode(encode(text)).decode("ascii")


def b32dec(text: str) -> str:
    """Decode base32; newlines may stand anywhere.

    ``b32dec TEXT`` gives string. An error is the result: ``illegal base32 data at input byte 0``. Origin: sprig;
    Go's encoding/base32.
    """
    try:
        return decode(decode_base32(encode(text)))
    except CorruptInput as error:
        return str(error)


def sha1sum(text: str) -> str:
    """Give the SHA-1 checksum in hexadecimal.

    ``sha1sum TEXT`` gives string. Origin: sprig.
    """
    from hashlib import sha1

    return sha1(encode(text), usedforsecurity=False).hexdigest()


def sha256sum(text: str) -> str:
    """Give the SHA-256 checksum in hexadecimal.

    ``sha256sum TEXT`` gives string. Origin: sprig.
    """
    from hashlib import sha256

    return sha256(encode(text)).hexdigest()


def sha512sum(text: str) -> str:
    """Give the SHA-512 checksum in hexadecimal.

    ``sha512sum TEXT`` gives string. Origin: sprig.
    """
    from hashlib import sha512

    return sha512(encode(text)).hexdigest()


def adler32sum(text: str) -> str:
    """Give the Adler-32 checksum in decimal.

    ``adler32sum TEXT`` gives string. Origin: sprig.
    """
    from zlib import adler32

    return str(adler32(encode(text)))
