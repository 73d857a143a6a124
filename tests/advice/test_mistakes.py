"""Typical mistakes: each is shown at the right line with the right fix, and Helm's own words stay what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pychart import yamlio
from pychart.cli.main import run

_TABLE: Any = yamlio.load(Path(__file__).with_name("mistakes.yaml").read_text())
CHART: dict[str, str] = _TABLE["chart"]
MISTAKES: list[dict[str, Any]] = _TABLE["mistakes"]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "PYCHART_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def render(mistake: dict[str, Any], *args: str) -> int:
    for name, text in (CHART | mistake["files"]).items():
        path = Path("app", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return run(["template", "app", *mistake.get("args", ()), *args])


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["mistake"])
def test_the_place_and_the_fix_are_named(mistake: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert render(mistake, "--error-format", "json") == 1
    told = json.loads(capsys.readouterr().err)
    frame = told["frames"][-1] if told["frames"] else {"file": "", "line": None, "column": None}
    place = ":".join(str(part) for part in (frame["file"], frame["line"], frame["column"]) if part)
    wanted = mistake.get("at", ""), mistake.get("origin"), mistake["fix"]
    assert (place, told["origin"], told["suggestion"]) == wanted
    assert mistake["helm"] == f"Error: {told['helm_text']}\n"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["mistake"])
def test_helms_words_stay_what_they_are(mistake: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert render(mistake) == 1
    assert capsys.readouterr().err == mistake["helm"]
    assert render(mistake, "--error-format=rich") == 1
    shown = capsys.readouterr().err
    assert shown.startswith(mistake["helm"])
    assert f"  help: {mistake['fix']}\n" in shown
    assert "at" not in mistake or f"  --> {mistake['at']}\n" in shown


def test_there_are_enough_mistakes() -> None:
    assert len(MISTAKES) >= 40
    assert len({mistake["mistake"] for mistake in MISTAKES}) == len(MISTAKES)
