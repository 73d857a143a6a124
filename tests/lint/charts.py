"""Small charts for the tests of lint, and what lint says of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pychart.lint.finding import Finding
from pychart.lint.runner import lint_chart
from pychart.lint.subject import Subject

CHART_YAML = "apiVersion: v2\nname: c\nversion: 0.1.0\nicon: https://a.b/c.png\n"
GOOD: dict[str, str | None] = {
    "Chart.yaml": CHART_YAML,
    "values.yaml": "a: 1\n",
    "templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n",
}
"""A chart in which lint finds nothing."""

Files = Mapping[str, str | None]


def write_chart(folder: Path, files: Files) -> Path:
    """Write the good chart with other files over its own.

    None leaves a file out; a name that ends in ``/`` makes a folder.
    """
    for name, content in {**GOOD, **files}.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        elif content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8", "surrogateescape"))
    return folder


def find_in(folder: Path, files: Files, *disabled: str, **options: Any) -> list[Finding]:
    """Lint the chart; ``options`` are the subject's."""
    return lint_chart(Subject(str(write_chart(folder, files)), **options), disabled)


def say_of(folder: Path, files: Files, **options: Any) -> list[str]:
    """Lint the chart and give Helm's lines, the chart's folder masked."""
    return [str(finding).replace(str(folder), "CHART") for finding in find_in(folder, files, **options)]
