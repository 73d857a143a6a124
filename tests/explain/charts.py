"""Charts for the tests of traced renders, written to a folder and rendered by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.cli.main import run

CHART_YAML = "apiVersion: v2\nname: {name}\nversion: 0.1.0\n"


def write_chart(folder: Path, files: dict[str, str], name: str = "") -> Path:
    """Write a chart; Chart.yaml is made where it is not among the files."""
    given = {"Chart.yaml": CHART_YAML.format(name=name or folder.name), "values.yaml": ""} | files
    for path, text in given.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def run_cli(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Run a command line; gives its status, stdout and stderr."""
    status = run(list(args))
    done = capsys.readouterr()
    return status, done.out, done.err
