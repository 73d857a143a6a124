"""Undefined and unused values: each mistake is named at its place with its fix, and what is right is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pychart import yamlio
from tests.explain.charts import run_cli, write_chart

_TABLE: Any = yamlio.load(Path(__file__).with_name("mistakes.yaml").read_text())
MISTAKES: list[dict[str, Any]] = _TABLE["mistakes"]


def make(mistake: dict[str, Any], folder: Path) -> None:
    name = mistake.get("name", "t.yaml")
    text = mistake.get("file", 'a: {{ include "app.use" . | quote }}')
    write_chart(folder / "app", _TABLE["chart"] | mistake.get("files", {}) | {f"templates/{name}": text + "\n"})


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["mistake"])
def test_the_place_and_the_fix_are_named(
    mistake: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(mistake, tmp_path)
    status, out, err = run_cli(capsys, "template", "app", *mistake["args"])
    assert [line.strip() for line in err.splitlines()[1:]] == ([mistake["said"]] if mistake["said"] else [])
    assert status == (1 if mistake["said"] else 0)
    assert bool(out) == (not mistake["said"])


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["mistake"])
def test_without_the_flag_nothing_is_said(
    mistake: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(mistake, tmp_path)
    args = [arg for arg in mistake["args"] if arg not in ("--strict-values", "--unused-values", "fail")]
    status, _, err = run_cli(capsys, "template", "app", *args)
    assert (status, err) == (0, "")


def test_lint_finds_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(
        tmp_path / "app",
        {"values.yaml": "image: {tag: 1}\n", "templates/t.yaml": "a: 1\nb: {{ .Values.image.tga | quote }}\n"},
    )
    status, out, _ = run_cli(capsys, "lint", "app", "--strict-values", "--unused-values=warn", "--set=image.x=1")
    assert "[ERROR] templates/t.yaml:2:7: .Values.image.tga is not defined; did you mean .Values.image.tag?" in out
    assert "[WARNING] values: nothing reads image.x (--set image.x=1)" in out
    assert status == 1
    _, out, _ = run_cli(capsys, "lint", "app", "--strict-values", "--disable=undefined-value")
    assert "not defined" not in out


def test_lint_asks_all_charts_that_share_the_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "one", {"templates/t.yaml": "a: {{ .Values.a }}\n"})
    write_chart(tmp_path / "two", {"templates/t.yaml": "b: {{ .Values.b }}\n"})
    flags = ("--unused-values=fail", "--set=a=1,b=2,c=3")
    status, out, _ = run_cli(capsys, "lint", "one", "two", *flags)
    assert status == 1
    assert [line for line in out.splitlines() if "nothing reads" in line] == [
        "[ERROR] values: nothing reads c (--set a=1,b=2,c=3)"
    ]


def test_subcharts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(
        tmp_path / "app",
        {
            "Chart.yaml": "apiVersion: v2\nname: app\nversion: 0.1.0\ndependencies:\n"
            "- {name: db, version: '*', condition: db.on}\n"
            "- {name: db, version: '*', alias: cache, condition: cache.on}\n",
            "values.yaml": "db: {size: 1}\ncache: {on: false}\nglobal: {zone: eu}\n",
            "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 0.1.0\n",
            "charts/db/values.yaml": "size: 1\nname: x\n",
            "charts/db/templates/t.yaml": "a: {{ .Values.size }}\nz: {{ .Values.global.zone }}\n",
        },
    )
    given = "--set=db.size=2,db.on=true,global.zone=us,cache.size=3,db.global.zone=eu"
    assert run_cli(capsys, "template", "app", "--strict-values", "--unused-values=fail", given)[::2] == (0, "")
    status, _, err = run_cli(capsys, "template", "app", "--unused-values=fail", "--set=db.sise=2,global.zoen=us")
    assert status == 1
    assert [line.partition(" (")[0].strip() for line in err.splitlines()[1:]] == ["db.sise", "global.zoen"]
    assert "did you mean db.size?" in err
    assert "did you mean global.zone?" in err


def test_a_warning_lets_the_output_through(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_chart(tmp_path / "app", {"templates/t.yaml": "a: {{ .Values.b }}\n"})
    status, out, err = run_cli(capsys, "template", "app", "--unused-values=warn", "--set", "c=1")
    assert (status, "a:" in out) == (0, True)
    assert err == 'level=WARN msg="nothing reads a value" value=c source="--set c=1"\n'
    status, _, err = run_cli(capsys, "template", "app", "--unused-values=maybe")
    assert (status, err) == (1, 'Error: invalid value "maybe" for --unused-values: use warn or fail\n')
