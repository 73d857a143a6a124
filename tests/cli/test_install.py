from __future__ import annotations

from pathlib import Path

import pytest

from pychart.cli.main import run
from tests.cli.worlds import chart_yaml, write_files


def test_advice_names_the_line_and_what_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_files(
        tmp_path,
        {
            "web/Chart.yaml": chart_yaml("web"),
            "web/values.yaml": "image: {tag: x}\n",
            "web/templates/a.yaml": "kind: X\nmetadata: {name: {{ .Values.imagee.tag }}}\n",
        },
    )
    line = ["install", "site", "./web", "--dry-run=client", "--error-format"]
    assert run([*line, "rich"]) == 1
    said = capfd.readouterr().err
    assert said.startswith("Error: INSTALLATION FAILED: ")
    assert "--> ./web/templates/a.yaml:2:21" in said
    assert "did you mean .Values.image?" in said
    assert run([*line, "helm"]) == 1
    assert "did you mean" not in capfd.readouterr().err
