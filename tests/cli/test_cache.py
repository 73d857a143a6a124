"""`pychart cache`: what is cached, and to be rid of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.cli.main import run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYCHART_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PYCHART_NO_CACHE", raising=False)
    chart = tmp_path / "c"
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
    (chart / "templates/a.yaml").write_text("a: 1\n")
    return tmp_path


def test_an_empty_cache(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["cache", "info"])
    assert capfd.readouterr().out == f"folder: {folder}/cache/charts\ncharts: 0\nbytes: 0\n"


def test_clears_what_a_render_left(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["template", str(folder / "c")])
    capfd.readouterr()
    run(["cache", "info"])
    assert "charts: 1\n" in capfd.readouterr().out
    run(["cache", "clear"])
    assert capfd.readouterr().out.startswith("removed 1 charts, ")
    assert list((folder / "cache/charts").iterdir()) == []


def test_a_folder_that_others_may_write_is_left_alone(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    charts = folder / "cache/charts"
    charts.mkdir(parents=True)
    (charts / "something").write_text("x")
    charts.chmod(0o777)
    run(["cache", "clear"])
    assert (charts / "something").exists()
