"""`repo remove` answers as the reference does, and leaves the same files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import KNOWN
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "repo remove loc": (
        '"loc" has been removed from your repositories\n',
        "",
        0,
    ),
    "repo rm another loc": (
        ('"another" has been removed from your repositories\n"loc" has been removed from your repositories\n'),
        "",
        0,
    ),
    "repo remove nope": (
        "",
        'Error: no repo named "nope" found\n',
        1,
    ),
    "repo remove loc nope": (
        '"loc" has been removed from your repositories\n',
        'Error: no repo named "nope" found\n',
        1,
    ),
    "repo remove loc loc": (
        '"loc" has been removed from your repositories\n',
        'Error: no repo named "loc" found\n',
        1,
    ),
    "repo remove 'a\"b'": (
        "",
        'Error: no repo named "a\\"b" found\n',
        1,
    ),
    "repo remove": (
        "",
        (
            'Error: "helm repo remove" requires at least 1 argument\n'
            "\n"
            "Usage:  helm repo remove [REPO1 [REPO2 ...]] [flags]\n"
        ),
        1,
    ),
    "repo remove loc --repository-config nope.yaml": (
        "",
        "Error: no repositories configured\n",
        1,
    ),
    "repo remove loc --repository-cache nowhere": (
        '"loc" has been removed from your repositories\n',
        "",
        0,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, home=KNOWN).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ask_helm(line, tmp_path / "world", home=KNOWN)
    assert theirs.printed == CASES[line]
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, home=KNOWN) == theirs
