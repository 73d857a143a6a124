"""`repo list` answers as the reference does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import KNOWN
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "repo list": (
        (
            "NAME   \tURL                                        \n"
            "loc    \thttp://127.0.0.1:8765                      \n"
            "another\thttps://charts.example.com/with/a/long/path\n"
        ),
        "",
        0,
    ),
    "repo ls": (
        (
            "NAME   \tURL                                        \n"
            "loc    \thttp://127.0.0.1:8765                      \n"
            "another\thttps://charts.example.com/with/a/long/path\n"
        ),
        "",
        0,
    ),
    "repo list --no-headers": (
        (
            "loc    \thttp://127.0.0.1:8765                      \n"
            "another\thttps://charts.example.com/with/a/long/path\n"
        ),
        "",
        0,
    ),
    "repo list -o json": (
        (
            '[{"name":"loc","url":"http://127.0.0.1:8765"},{"name":"another","url":"https://charts.exam'
            'ple.com/with/a/long/path"}]\n'
        ),
        "",
        0,
    ),
    "repo list --output yaml": (
        (
            "- name: loc\n"
            "  url: http://127.0.0.1:8765\n"
            "- name: another\n"
            "  url: https://charts.example.com/with/a/long/path\n"
        ),
        "",
        0,
    ),
    "repo list -o json --no-headers": (
        (
            '[{"name":"loc","url":"http://127.0.0.1:8765"},{"name":"another","url":"https://charts.exam'
            'ple.com/with/a/long/path"}]\n'
        ),
        "",
        0,
    ),
    "repo list -o xml": (
        "",
        'Error: invalid argument "xml" for "-o, --output" flag: invalid format type\n',
        1,
    ),
    "repo list x": (
        "",
        ('Error: "helm repo list" accepts no arguments\n\nUsage:  helm repo list [flags]\n'),
        1,
    ),
    "repo list --repository-config nope.yaml": (
        "",
        "no repositories to show\n",
        0,
    ),
    "repo list --repository-config nope.yaml -o json": (
        "[]\n",
        "",
        0,
    ),
    "repo list --repository-config nope.yaml -o yaml": (
        "[]\n",
        "",
        0,
    ),
    "HELM_REPOSITORY_CONFIG=nope.yaml repo list": (
        "",
        "no repositories to show\n",
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
