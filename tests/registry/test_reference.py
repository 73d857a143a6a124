"""References to charts in registries, right ones and wrong ones."""

from __future__ import annotations

import pytest

from pychart.errors import RepositoryError
from pychart.registry.reference import Reference, parse_plainly, parse_reference

DIGEST = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("oci://h.example.com/a/b", Reference("h.example.com", "a/b")),
        ("h:5000/a:1.0.0", Reference("h:5000", "a", "1.0.0")),
        ("h:5000/a:1.0.0+b.1", Reference("h:5000", "a", "1.0.0_b.1")),
        (f"h/a@{DIGEST}", Reference("h", "a", "", DIGEST)),
        (f"h/a:1@{DIGEST}", Reference("h", "a", "1", DIGEST)),
        ("[::1]:5000/a__b/c-d.e", Reference("[::1]:5000", "a__b/c-d.e")),
    ],
)
def test_parts(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("h", "missing registry or repository"),
        ("h/", 'invalid repository ""'),
        ("h/A", 'invalid repository "A"'),
        ("h/a//b", 'invalid repository "a//b"'),
        ("h/a:1:2", 'invalid tag "1:2"'),
        ("h/a:" + "x" * 129, "invalid tag"),
        ("jo@h/a", "invalid registry"),
        ("h e/a", "invalid registry"),
        ("h/a@sha256:00", "invalid checksum digest length"),
        ("h/a@md5:00", "unsupported digest algorithm"),
        ("h/a@x", "invalid checksum digest format"),
        ("h/a@sha256:" + "G" * 64, "invalid checksum digest format"),
    ],
)
def test_refusals(text: str, problem: str) -> None:
    with pytest.raises(RepositoryError, match="invalid reference") as caught:
        parse_plainly(text)
    assert problem in str(caught.value)


def test_texts() -> None:
    assert str(Reference("h", "a", "1", DIGEST)) == "h/a:1"
    assert str(Reference("h", "a", "", DIGEST)) == f"h/a@{DIGEST}"
    assert str(Reference("h", "a")) == "h/a"
    assert Reference("docker.io", "a").host == "registry-1.docker.io"


def test_a_long_reference_is_refused_at_once() -> None:
    with pytest.raises(RepositoryError):
        parse_plainly("h/" + "a-" * 100_000 + "!")
    with pytest.raises(RepositoryError):
        parse_plainly("h/" + "a" * 4000 + "!")
