from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pychart.errors import ProvenanceError
from pychart.provenance.clearsign import split_signed_message
from pychart.provenance.sign import message_text, sign_archive
from pychart.provenance.verify import verify_archive
from tests.provenance.keyrings import DATA, METADATA, write_ring


def ask_nobody(name: str) -> str:
    raise AssertionError(f"asked for the passphrase of {name}")


def test_what_is_signed_is_the_chart_and_the_digest_of_its_archive() -> None:
    digest = hashlib.sha256(DATA).hexdigest()
    assert message_text("web-1.0.0.tgz", DATA, METADATA).decode() == (
        f"{METADATA}\n\n...\nfiles:\n  web-1.0.0.tgz: sha256:{digest}\n"
    )


def test_a_signed_archive_verifies(tmp_path: Path) -> None:
    ring = write_ring(tmp_path / "secret.gpg", "Jo", "Max", secret=True)
    signed = sign_archive("web-1.0.0.tgz", DATA, METADATA, "Max", ring, ask_nobody)
    found = verify_archive("web-1.0.0.tgz", DATA, signed, write_ring(tmp_path / "pub.gpg", "Max"))
    assert found.identities == ("Max <max@example.com>",)
    assert found.digest == f"sha256:{hashlib.sha256(DATA).hexdigest()}"


def test_the_file_has_the_form_of_helms(tmp_path: Path) -> None:
    signed = sign_archive("w.tgz", DATA, METADATA, "jo@", write_ring(tmp_path / "k", "Jo", secret=True), ask_nobody)
    assert signed.startswith(b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\napiVersion: v2\n")
    assert signed.endswith(b"\n-----END PGP SIGNATURE-----")
    assert not any(line.startswith(b"=") for line in signed.split(b"\n"))
    message = split_signed_message(signed)
    assert message is not None
    assert message.text == message_text("w.tgz", DATA, METADATA) + b"\n"


def test_lines_that_look_like_armour_are_signed_as_they_are(tmp_path: Path) -> None:
    ring = write_ring(tmp_path / "k", "Jo", secret=True)
    metadata = "description: |\n  x\n-----BEGIN PGP SIGNATURE-----\n- a\n--- b"
    signed = sign_archive("w.tgz", DATA, metadata, "Jo", ring, ask_nobody)
    assert verify_archive("w.tgz", DATA, signed, ring).identities == ("Jo <jo@example.com>",)


@pytest.mark.parametrize(
    ("names", "secret", "name", "problem"),
    [
        ((), True, "Jo", "private key not found"),
        (("Max",), True, "Jo", "private key not found"),
        (("Jo",), False, "Jo", "provided key is not a private key. Try providing a keyring with secret keys"),
        (("Jo", "Max"), True, "example.com", 'more than one key contain the id "example.com"'),
    ],
)
def test_a_key_that_cannot_sign_is_refused(
    tmp_path: Path, names: tuple[str, ...], secret: bool, name: str, problem: str
) -> None:
    ring = write_ring(tmp_path / "ring", *names, secret=secret)
    with pytest.raises(ProvenanceError) as caught:
        sign_archive("w.tgz", DATA, METADATA, name, ring, ask_nobody)
    assert str(caught.value) == problem
