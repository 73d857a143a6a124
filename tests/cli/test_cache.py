"""`pychart cache`: what is cached, and to be rid of it."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

import pychart
from pychart.actions.cache import SECTIONS
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
    assert capfd.readouterr().out == (
        f"folder: {folder}/cache\ncharts: 0\nindexes: 0\nnames: 0\narchives: 0\nvalidators: 0\nbytes: 0\n"
    )


def test_clears_what_a_render_left(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["template", str(folder / "c")])
    capfd.readouterr()
    run(["cache", "info"])
    assert "charts: 1\n" in capfd.readouterr().out
    run(["cache", "clear"])
    assert capfd.readouterr().out.startswith("removed 1 entries, ")
    assert list((folder / "cache/charts").iterdir()) == []


def test_clears_what_an_index_left(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(["package", str(folder / "c"), "-d", str(folder / "out")])
    os.utime(folder / "out/c-0.1.0.tgz", ns=(1_000_000_001, 1_000_000_001))
    time.sleep(0.1)
    run(["repo", "index", str(folder / "out")])
    capfd.readouterr()
    run(["cache", "info"])
    assert "archives: 1\n" in capfd.readouterr().out
    run(["cache", "clear"])
    assert list((folder / "cache/archives").iterdir()) == []


def test_every_folder_of_the_cache_is_told_of() -> None:
    named = {
        found
        for path in Path(pychart.__file__).parent.rglob("*.py")
        for found in re.findall(r"(?:cache|pychart_cache|own_cache)\}/([a-z]+)", path.read_text())
    }
    assert named == set(SECTIONS)


def test_a_folder_that_others_may_write_is_left_alone(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    charts = folder / "cache/charts"
    charts.mkdir(parents=True)
    (charts / "something").write_text("x")
    charts.chmod(0o777)
    run(["cache", "clear"])
    assert (charts / "something").exists()
