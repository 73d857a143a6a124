from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest
from pysequoia import Cert

from pychart.errors import ProvenanceError
from pychart.provenance.sign import sign_archive
from pychart.provenance.verify import MAX_PROVENANCE_BYTES, verify_archive
from tests.provenance.keyrings import DATA, METADATA, keybox, make_key, write_ring
from tests.scenarios.scenario import load_file_sets

NAME = "web-1.0.0.tgz"


@pytest.fixture
def signed(tmp_path: Path) -> bytes:
    return sign_archive(NAME, DATA, METADATA, "Jo", write_ring(tmp_path / "secret", "Jo", secret=True), lambda _: "")


def problem_of(provenance: bytes, keyring: str, data: bytes = DATA) -> str:
    with pytest.raises(ProvenanceError) as caught:
        verify_archive(NAME, data, provenance, keyring)
    return str(caught.value)


def certificate(name: str = "Jo") -> Cert:
    return make_key(name).extract_certificate()


def test_every_form_of_a_keyring_will_do(signed: bytes, tmp_path: Path) -> None:
    forms = [
        bytes(certificate("Max")) + bytes(certificate()),
        str(certificate()).encode(),
        keybox(bytes(certificate("Max")), bytes(certificate())),
        b"\xb0\x02\x00\x06".join([bytes(certificate("Max")), bytes(certificate())]),  # GnuPG's trust packets
    ]
    for number, form in enumerate(forms):
        ring = tmp_path / f"ring{number}"
        ring.write_bytes(form)
        found = verify_archive(NAME, DATA, signed, str(ring))
        assert found.fingerprint == certificate().fingerprint.upper()


def test_a_stranger_is_refused(signed: bytes, tmp_path: Path) -> None:
    unknown = "openpgp: signature made by unknown entity"
    assert problem_of(signed, write_ring(tmp_path / "ring", "Max")) == unknown
    assert problem_of(signed, write_ring(tmp_path / "none")) == unknown


def test_changed_text_is_refused(signed: bytes, tmp_path: Path) -> None:
    ring = write_ring(tmp_path / "ring", "Jo")
    changed = signed.replace(b"name: web", b"name: wub")
    assert problem_of(changed, ring) == "openpgp: invalid signature: EdDSA verification failure"


def test_a_changed_archive_is_refused(signed: bytes, tmp_path: Path) -> None:
    assert "sha256 sum does not match for" in problem_of(signed, write_ring(tmp_path / "ring", "Jo"), DATA + b"x")


def test_a_revoked_key_is_refused(signed: bytes, tmp_path: Path) -> None:
    key = make_key("Jo")
    revoked = Cert.from_bytes(bytes(certificate()) + bytes(certificate().revoke(key.certifier())))
    (tmp_path / "ring").write_bytes(bytes(revoked))
    assert problem_of(signed, str(tmp_path / "ring")) == "openpgp: signature made by revoked key"


def test_an_expired_key_is_refused(signed: bytes, tmp_path: Path) -> None:
    end = datetime.now(UTC) + timedelta(seconds=1)  # as soon as the format can say
    expired = certificate().set_expiration(end, make_key("Jo").certifier())
    (tmp_path / "ring").write_bytes(bytes(expired))
    sleep((end - datetime.now(UTC)).total_seconds())
    assert problem_of(signed, str(tmp_path / "ring")) == "openpgp: key expired"


@pytest.mark.parametrize(
    "spoil", [lambda text: b"x\n" + text, lambda text: text + b"\nx", lambda text: text + b"\n" + text]
)
def test_text_that_nobody_signed_is_refused(signed: bytes, tmp_path: Path, spoil: object) -> None:
    assert callable(spoil)
    problem = problem_of(spoil(signed), write_ring(tmp_path / "ring", "Jo"))
    assert problem == "provenance file has text outside of the signed message, which nobody vouches for"


@pytest.mark.parametrize("text", [b"", b"name: web\n...\nfiles: {}\n"])
def test_what_is_not_signed_is_refused(text: bytes, tmp_path: Path) -> None:
    assert problem_of(text, write_ring(tmp_path / "ring", "Jo")) == "signature block not found"


def test_a_huge_file_is_refused(signed: bytes, tmp_path: Path) -> None:
    huge = signed + b"\n" * MAX_PROVENANCE_BYTES
    assert "larger than the maximum size" in problem_of(huge, write_ring(tmp_path / "ring", "Jo"))


@pytest.mark.parametrize(
    ("ring", "problem"),
    [
        (b"text\n", "openpgp: invalid data: tag byte does not have MSB set"),
        (b"\x99" + b"\xff" * 50, "openpgp: invalid data: "),
        (keybox(), "keybox contains no OpenPGP keys"),
        (keybox(b"x").replace(b"\0\0\0\x14", b"\0\0\0\x99"), "has no room for its key"),
    ],
)
def test_a_damaged_keyring_is_refused(signed: bytes, tmp_path: Path, ring: bytes, problem: str) -> None:
    (tmp_path / "ring").write_bytes(ring)
    assert problem in problem_of(signed, str(tmp_path / "ring"))


def test_every_byte_of_a_signed_text_counts(signed: bytes, tmp_path: Path) -> None:
    ring = write_ring(tmp_path / "ring", "Jo")
    start, end = signed.index(b"apiVersion"), signed.index(b"-----BEGIN PGP SIGNATURE") - 1
    for place in range(start, end):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        problem_of(changed, ring)


def verify_from_gnupg(name: str, tmp_path: Path) -> str:
    """Verify a message that GnuPG signed with a key of the scenarios; gives what is wrong with it."""
    (tmp_path / "ring").write_text(load_file_sets()["keys"]["public.asc"])
    signed = (Path(__file__).parent / "by_gnupg" / f"{name}.prov").read_bytes()
    try:
        verify_archive(NAME, DATA, signed, str(tmp_path / "ring"))
    except ProvenanceError as problem:
        return str(problem)
    return ""


def test_what_gnupg_signs_is_accepted(tmp_path: Path) -> None:
    assert verify_from_gnupg("sha256", tmp_path) == ""


@pytest.mark.parametrize(("name", "shown"), [("sha1", "SHA1"), ("md5", "MD5"), ("ripemd160", "RipeMD")])
def test_weak_hashes_are_refused(name: str, shown: str, tmp_path: Path) -> None:
    problem = verify_from_gnupg(name, tmp_path)
    assert problem == f"openpgp: signature uses {shown}, a hash too weak to trust: sign it again"
