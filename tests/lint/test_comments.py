"""Comments switch rules off for their file, those in Chart.yaml for the whole chart."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.lint.comments import find_silenced
from tests.lint.charts import CHART_YAML, Files, find_in

TEXTS = {
    "# pychart-lint: disable=object-name\n": {"object-name"},
    "a: b  # pychart-lint: disable=a, b\n": {"a", "b"},
    "{{/* pychart-lint: disable=a */}}": {"a"},
    "{{- /* pychart-lint: disable=a,b */ -}}\n# pychart-lint: disable=c": {"a", "b", "c"},
    "text: pychart-lint: disable=a\n": set(),
    "# pychart-lint: enable=a\n": set(),
    "": set(),
}


@pytest.mark.parametrize("text", TEXTS)
def test_comments_are_found(text: str) -> None:
    assert find_silenced(text) == TEXTS[text]


BAD_NAME = "kind: Service\nmetadata: {name: 1a}\n"
NO_ICON = "apiVersion: v2\nname: c\nversion: 0.1.0\n"
CHARTS: dict[str, tuple[Files, list[str]]] = {
    "nothing": ({"Chart.yaml": NO_ICON, "templates/a.yaml": BAD_NAME}, ["chart-icon-missing", "object-name"]),
    "in-chart-yaml": ({"Chart.yaml": NO_ICON + "# pychart-lint: disable=chart-icon-missing\n"}, []),
    "in-template": ({"templates/a.yaml": "{{/* pychart-lint: disable=object-name */}}" + BAD_NAME}, []),
    "in-another-template": (
        {"templates/a.yaml": BAD_NAME, "templates/b.yaml": "# pychart-lint: disable=object-name\n"},
        ["object-name"],
    ),
    "for-all-templates": (
        {"Chart.yaml": CHART_YAML + "# pychart-lint: disable=object-name\n", "templates/a.yaml": BAD_NAME},
        [],
    ),
    "for-what-is-missing": (
        {"Chart.yaml": CHART_YAML + "# pychart-lint: disable=values-missing\n", "values.yaml": None},
        [],
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_comments_count(name: str, tmp_path: Path) -> None:
    files, expected = CHARTS[name]
    assert [finding.rule for finding in find_in(tmp_path / "chart", files)] == expected


def test_disabled_rules_are_silent(tmp_path: Path) -> None:
    files = CHARTS["nothing"][0]
    assert [finding.rule for finding in find_in(tmp_path / "chart", files, "object-name")] == ["chart-icon-missing"]
