"""Passwords and ciphers. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

import bcrypt as library
import pytest

from pychart.errors import FunctionError
from pychart.functions import crypto


@pytest.mark.parametrize(
    ("counter", "kind", "password", "user", "site", "expected"),
    [
        (1, "long", "password", "user", "example.com", "ZedaFaxcZaso9*"),
        (2, "long", "password", "user", "example.com", "Fovi2@JifpTupx"),
        (1, "maximum", "p", "é", "x", "C7?#vuw^0PhdIihZLS0t"),
        (4294967295, "basic", "", "", "", "YLa72fGa"),
        (1, "pin", "password", "user", "s", "2444"),
        (0, "short", "a", "b", "c", "Mep9"),
        (1, "medium", "a", "b", "c", "NamNij2@"),
        (1, "other", "a", "b", "c", "cannot find password template other"),
    ],
)
def test_derive_password(counter: int, kind: str, password: str, user: str, site: str, expected: str) -> None:
    assert crypto.derive_password(counter, kind, password, user, site) == expected


def test_bcrypt() -> None:
    hashed = crypto.bcrypt("secret")
    assert hashed.startswith("$2a$10$")
    assert library.checkpw(b"secret", hashed.encode())
    assert crypto.bcrypt("a" * 73).endswith("bcrypt: password length exceeds 72 bytes")


def test_htpasswd() -> None:
    user, _, hashed = crypto.htpasswd("me", "secret").partition(":")
    assert user == "me"
    assert library.checkpw(b"secret", hashed.encode())
    assert crypto.htpasswd("a:b", "c") == "invalid username: a:b"


def test_aes_decrypts_what_helm_encrypted() -> None:
    assert crypto.decrypt_aes("pw", "wOyFnYFOLWqYYxPgtVCPjfFigOsyNYIcD+V+cuCNwOg=") == "héllo"


@pytest.mark.parametrize("text", ["", "x", "sixteen bytes...", "\udcff", "long " * 50])
def test_aes_there_and_back(text: str) -> None:
    assert crypto.decrypt_aes("key", crypto.encrypt_aes("key", text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("!!", "illegal base64 data at input byte 0"),
        ("YWJj", "runtime error: slice bounds out of range [:16] with capacity 3"),
        ("YWJjYWJjYWJjYWJjYQ==", "runtime error: slice bounds out of range [:16] with capacity 15"),
        ("MDEyMzQ1Njc4OWFiY2RlZg==", "runtime error: index out of range [-1]"),
        ("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", "runtime error: slice bounds out of range [:-233]"),
        ("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWZ4", "crypto/cipher: input not full blocks"),
    ],
)
def test_decrypt_refuses(text: str, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        crypto.decrypt_aes("k", text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("kind", "head"),
    [("ecdsa", "-----BEGIN EC PRIVATE KEY-----\n"), ("ed25519", "-----BEGIN PRIVATE KEY-----\n")],
)
def test_gen_private_key(kind: str, head: str) -> None:
    key = crypto.gen_private_key(kind)
    assert key.startswith(head)
    assert key != crypto.gen_private_key(kind)


def test_unknown_key() -> None:
    assert crypto.gen_private_key("x") == "Unknown type x"
