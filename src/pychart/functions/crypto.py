"""Passwords, keys and ciphers in templates (sprig)."""

from __future__ import annotations

from pychart.errors import FunctionError

_BCRYPT_COST = 10
_BCRYPT_LIMIT = 72
_AES_BLOCK = 16
_RSA_BITS = 4096
_DSA_BITS = 2048
_SEED = b"com.lyndir.masterpassword"

_TEMPLATES = {
    "maximum": "anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno",
    "long": (
        "CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv "
        "CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv "
        "CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno"
    ),
    "medium": "CvcnoCvc CvcCvcno",
    "short": "Cvcn",
    "basic": "aaanaaan aannaaan aaannaaa",
    "pin": "nnnn",
}
_CHARACTERS = {
    "V": "AEIOU",
    "C": "BCDFGHJKLMNPQRSTVWXYZ",
    "v": "aeiou",
    "c": "bcdfghjklmnpqrstvwxyz",
    "A": "AEIOUBCDFGHJKLMNPQRSTVWXYZ",
    "a": "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
    "n": "0123456789",
    "o": "@&%?,=[]_:-+*$#!'^~;()/.",
    "x": "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
}


def bcrypt(password: str) -> str:
    """Hash a password with bcrypt at cost 10; another salt each time.

    A password of more than 72 bytes gives a text that says so. Origin: sprig; golang.org/x/crypto/bcrypt.
    """
    from bcrypt import gensalt, hashpw

    data = _encode(password)
    if len(data) > _BCRYPT_LIMIT:
        return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"
    # Go writes 2a; for passwords of this length that is the same algorithm
    return hashpw(data, gensalt(_BCRYPT_COST, b"2a")).decode()


def htpasswd(username: str, password: str) -> str:
    """Give a line of a .htpasswd file: the user and the password's bcrypt hash.

    A colon in the user's name gives the text ``invalid username: NAME``. Origin: sprig.
    """
    if ":" in username:
        return f"invalid username: {username}"
    return f"{username}:{bcrypt(password)}"


def gen_private_key(kind: str) -> str:
    """Make a private key in PEM: ``rsa`` (4096 bits, also for an empty text), ``dsa``, ``ecdsa``, ``ed25519``.

    Another kind gives the text ``Unknown type KIND``. Origin: sprig.
    """
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed25519, rsa

    from pychart.functions.keys import write_key

    if kind in ("", "rsa"):
        return write_key(rsa.generate_private_key(65537, _RSA_BITS))
    if kind == "dsa":
        return write_key(dsa.generate_private_key(_DSA_BITS))
    if kind == "ecdsa":
        return write_key(ec.generate_private_key(ec.SECP256R1()))
    if kind == "ed25519":
        return write_key(ed25519.Ed25519PrivateKey.generate())
    return f"Unknown type {kind}"


def derive_password(counter: int, kind: str, password: str, user: str, site: str) -> str:
    """Derive a site's password from a master password (the Spectre, formerly Master Password, algorithm).

    KIND is maximum, long, medium, short, basic or pin; another gives ``cannot find password template KIND``.
    Origin: sprig.
    """
    import hashlib
    import hmac

    templates = _TEMPLATES.get(kind)
    if templates is None:
        return f"cannot find password template {kind}"
    name, place = _encode(user), _encode(site)
    salt = _SEED + len(name).to_bytes(4, "big") + name
    key = hashlib.scrypt(_encode(password), salt=salt, n=32768, r=8, p=2, maxmem=2**27, dklen=64)
    message = _SEED + len(place).to_bytes(4, "big") + place + counter.to_bytes(4, "big")
    seed = hmac.new(key, message, "sha256").digest()
    choices = templates.split()
    template = choices[seed[0] % len(choices)]
    classes = [_CHARACTERS[letter] for letter in template]
    return "".join(chars[byte % len(chars)] for chars, byte in zip(classes, seed[1:], strict=False))


def encrypt_aes(password: str, text: str) -> str:
    """Encrypt a text with AES-256-CBC and give it in base64; an empty text stays empty.

    The key is the password's first 32 bytes. Another start vector, and so another result, each time. Origin: sprig.
    """
    if not text:
        return ""
    import base64
    import os

    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    content = _encode(text)
    padding = _AES_BLOCK - len(content) % _AES_BLOCK
    vector = os.urandom(_AES_BLOCK)
    encryptor = Cipher(algorithms.AES(_aes_key(password)), modes.CBC(vector)).encryptor()
    encrypted = encryptor.update(content + bytes([padding]) * padding) + encryptor.finalize()
    return base64.b64encode(vector + encrypted).decode()


def decrypt_aes(password: str, text: str) -> str:
    """Decrypt what encryptAES gave; an empty text stays empty.

    A wrong password gives garbage or fails with Go's runtime texts; bad base64 fails with
    ``illegal base64 data at input byte N``. Origin: sprig.
    """
    if not text:
        return ""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    from pychart.functions.base_decoding import CorruptInput, decode_base64

    given = _encode(text)
    try:
        data = decode_base64(given)
    except CorruptInput as error:
        raise FunctionError(str(error)) from None
    if len(data) < _AES_BLOCK:
        room = len(given) // 4 * 3  # what Go sets aside before it knows of padding
        raise FunctionError(f"runtime error: slice bounds out of range [:{_AES_BLOCK}] with capacity {room}")
    vector, encrypted = data[:_AES_BLOCK], data[_AES_BLOCK:]
    if len(encrypted) % _AES_BLOCK:
        raise FunctionError("crypto/cipher: input not full blocks")
    if not encrypted:
        raise FunctionError("runtime error: index out of range [-1]")
    decryptor = Cipher(algorithms.AES(_aes_key(password)), modes.CBC(vector)).decryptor()
    content = decryptor.update(encrypted) + decryptor.finalize()
    length = len(content) - content[-1]
    if length < 0:
        raise FunctionError(f"runtime error: slice bounds out of range [:{length}]")
    return content[:length].decode("utf-8", "surrogateescape")


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _aes_key(password: str) -> bytes:
    return _encode(password)[:32].ljust(32, b"\0")
