from __future__ import annotations

import pytest

from pychart.errors import ProvenanceError
from pychart.provenance.message import check_digest, parse_digests

_ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_digests_stand_behind_the_metadata() -> None:
    assert parse_digests(b"name: x\n\n...\nfiles:\n  x-1.tgz: sha256:00\n") == {"x-1.tgz": "sha256:00"}
    assert parse_digests(b"name: x\n\n...\nimages: {}\n") == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"name: x\n", "message block must have at least two parts"),
        (b"\n...\nfiles: [", "error converting YAML to JSON: yaml: line 1: did not find expected node content"),
        (b"\n...\nfiles: 5", "cannot unmarshal number into Go struct field"),
    ],
)
def test_a_message_without_digests_is_refused(text: bytes, problem: str) -> None:
    with pytest.raises(ProvenanceError) as caught:
        parse_digests(text)
    assert problem in str(caught.value)


def test_a_file_must_be_the_one_that_was_signed() -> None:
    assert check_digest("a", b"abc", {"a": _ABC}) == _ABC
    with pytest.raises(ProvenanceError, match=r'^provenance does not contain a SHA for a file named "b"$'):
        check_digest("b", b"abc", {"a": _ABC})
    with pytest.raises(ProvenanceError, match=rf'^sha256 sum does not match for a: "sha256:00" != "{_ABC}"$'):
        check_digest("a", b"abc", {"a": "sha256:00"})
