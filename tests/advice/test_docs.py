"""The examples of docs/errors.md print what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.cli.main import run
from tests.reference import ROOT

PAGE = (ROOT / "docs" / "errors.md").read_text()
CHART = "apiVersion: v2\nname: {}\nversion: 0.1.0\n"


def block(language: str, number: int) -> str:
    """Give a fenced block of the page by its language and its place among those of that language."""
    fences = PAGE.split("```")[1::2]
    return [text.partition("\n")[2] for text in fences if text.partition("\n")[0] == language][number]


@pytest.mark.parametrize(
    ("name", "files", "args", "shown"),
    [
        ("web", {"values.yaml": block("yaml", 0), "templates/pod.yaml": block("yaml", 1)}, ["rich"], block("", 0)),
        ("shop", {"templates/service.yaml": block("yaml", 2)}, ["json"], block("json", 0)),
    ],
    ids=["rich", "json"],
)
def test_example(
    name: str,
    files: dict[str, str],
    args: list[str],
    shown: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYCHART_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HELM_CACHE_HOME", str(tmp_path / "cache"))
    for path, text in {"Chart.yaml": CHART.format(name), **files}.items():
        (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name / path).write_text(text)
    command = next(
        line.partition("`pychart ")[2].partition("`")[0]
        for line in PAGE.splitlines()
        if f"`pychart template {name} " in line
    )
    assert command.endswith(f"--error-format {args[0]}")
    assert run(command.split()) == 1
    assert capsys.readouterr().err == shown
