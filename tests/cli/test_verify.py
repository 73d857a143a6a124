"""`verify` answers as the reference does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import SIGNED
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "verify small-1.0.0.tgz --keyring pub.gpg": (
        "Signed by: Tester <tester@example.com>\n"
        "Using Key With Fingerprint: C7CD9C79DA9342A46195704D8890FEA17023DD27\n"
        "Chart Hash Verified: sha256:096380f0088b0bea51bb4b263856365990ce3c08cc4f98b099bd2d36c0e05747\n",
        "",
        0,
    ),
    "verify": (
        "",
        ('Error: "helm verify" requires 1 argument\n\nUsage:  helm verify PATH [flags]\n'),
        1,
    ),
    "verify a b": (
        "",
        ('Error: "helm verify" requires 1 argument\n\nUsage:  helm verify PATH [flags]\n'),
        1,
    ),
    "verify chart": (
        "",
        "Error: unpacked charts cannot be verified\n",
        1,
    ),
    "verify nope": (
        "",
        "Error: stat nope: no such file or directory\n",
        1,
    ),
    "verify nope.tgz": (
        "",
        "Error: stat nope.tgz: no such file or directory\n",
        1,
    ),
    "verify chart/Chart.yaml": (
        "",
        "Error: chart must be a tgz file\n",
        1,
    ),
    "verify lonely.tgz": (
        "",
        ("Error: could not load provenance file lonely.tgz.prov: stat lonely.tgz.prov: no such file or directory\n"),
        1,
    ),
    "verify small-1.0.0.tgz": (
        "",
        ("Error: failed to load keyring: open WORLD/home/.gnupg/pubring.gpg: no such file or directory\n"),
        1,
    ),
    "verify small-1.0.0.tgz --keyring nope.gpg": (
        "",
        "Error: failed to load keyring: open nope.gpg: no such file or directory\n",
        1,
    ),
    "verify small-1.0.0.tgz --keyring empty.gpg": (
        "",
        "Error: openpgp: signature made by unknown entity\n",
        1,
    ),
    "verify small-1.0.0.tgz --keyring text.gpg": (
        "",
        "Error: failed to load keyring: openpgp: invalid data: tag byte does not have MSB set\n",
        1,
    ),
    "verify small-1.0.0.tgz --keyring chart": (
        "",
        "Error: failed to load keyring: read chart: is a directory\n",
        1,
    ),
    "verify small-1.0.0.tgz --keyring empty.kbx": (
        "",
        "Error: failed to load keyring: reading keybox empty.kbx: keybox contains no OpenPGP keys\n",
        1,
    ),
    "verify small-1.0.0.tgz --keyring short.kbx": (
        "",
        (
            "Error: failed to load keyring: reading keybox short.kbx: blob at offset 32 has length 378 "
            "exceeding the 8 remaining bytes\n"
        ),
        1,
    ),
    "verify other.tgz --keyring pub.gpg": (
        "",
        'Error: provenance does not contain a SHA for a file named "other.tgz"\n',
        1,
    ),
    "verify UP.TGZ --keyring pub.gpg": (
        "",
        'Error: provenance does not contain a SHA for a file named "UP.TGZ"\n',
        1,
    ),
    "verify changed/small-1.0.0.tgz --keyring pub.gpg": (
        "",
        (
            'Error: sha256 sum does not match for small-1.0.0.tgz: "sha256:096380f0088b0bea51bb4b263856'
            '365990ce3c08cc4f98b099bd2d36c0e05747" != "sha256:658f7e692833fb07f210cd6163aef568bdf1a1ba2'
            '95d1fc7cc9d8fe188d8d5ce"\n'
        ),
        1,
    ),
    "verify unsigned/small-1.0.0.tgz --keyring pub.gpg": (
        "",
        "Error: signature block not found\n",
        1,
    ),
    "verify cut/small-1.0.0.tgz --keyring pub.gpg": (
        "",
        "Error: signature block not found\n",
        1,
    ),
    "verify suffix/small-1.0.0.tgz --keyring pub.gpg": (
        "",
        "Error: signature block not found\n",
        1,
    ),
    "verify header/small-1.0.0.tgz --keyring pub.gpg": (
        "",
        "Error: signature block not found\n",
        1,
    ),
    "verify folder/small-1.0.0.tgz --keyring pub.gpg": (
        "",
        "Error: failed to read provenance file: read folder/small-1.0.0.tgz.prov: is a directory\n",
        1,
    ),
    "GNUPGHOME=nowhere verify small-1.0.0.tgz": (
        "",
        "Error: failed to load keyring: open nowhere/pubring.gpg: no such file or directory\n",
        1,
    ),
    "GNUPGHOME= verify small-1.0.0.tgz": (
        "",
        "Error: failed to load keyring: open pubring.gpg: no such file or directory\n",
        1,
    ),
    "show chart chart --verify": (
        "",
        "Error: unpacked charts cannot be verified\n",
        1,
    ),
    "show chart lonely.tgz --verify": (
        "",
        (
            "Error: could not load provenance file WORLD/cwd/lonely.tgz.prov: stat WORLD/cwd/lonely.t"
            "gz.prov: no such file or directory\n"
        ),
        1,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=SIGNED).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ask_helm(line, tmp_path / "world", work=SIGNED)
    assert theirs.printed == CASES[line]
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=SIGNED) == theirs
