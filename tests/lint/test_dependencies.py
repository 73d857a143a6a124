"""The rules about dependencies say what the reference says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.charts import CHART_YAML, Files, say_of

CASES: dict[str, tuple[Files, list[str]]] = {
    "missing": (
        {"Chart.yaml": CHART_YAML + "dependencies: [{name: a, version: 1.0.0}, {name: b, version: 1.0.0}]\n"},
        [
            "[WARNING] CHART: chart directory is missing these dependencies: a,b",
        ],
    ),
    "twice": (
        {"Chart.yaml": CHART_YAML + "dependencies: [{name: a, version: 1.0.0}, {name: a, version: 2.0.0}]\n"},
        [
            '[ERROR] templates/: validation: more than one dependency with name or alias "a"',
            ('[ERROR] : unable to load chart\n\tvalidation: more than one dependency with name or alias "a"'),
        ],
    ),
    "null": (
        {"Chart.yaml": CHART_YAML + "dependencies: [null]\n"},
        [
            "[ERROR] templates/: validation: dependencies must not contain empty or null nodes",
            ("[ERROR] : unable to load chart\n\tvalidation: dependencies must not contain empty or null nodes"),
        ],
    ),
    "undeclared": (
        {"charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n"},
        [
            "[ERROR] CHART: chart metadata is missing these dependencies: s",
        ],
    ),
    "aliased": (
        {
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, alias: t, version: 1.0.0}]\n",
        },
        [],
    ),
    "invalid-subchart": (
        {"charts/s/Chart.yaml": "foo"},
        [
            (
                "[ERROR] templates/: error unpacking subchart s in c: cannot load "
                "Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot "
                "unmarshal string into Go value of type v2.Metadata"
            ),
            (
                "[ERROR] : unable to load chart\n\terror unpacking subchart s in c: cannot "
                "load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: "
                "cannot unmarshal string into Go value of type v2.Metadata"
            ),
        ],
    ),
    "no-chart": (
        {"charts/s/x": "foo"},
        [
            "[ERROR] templates/: error unpacking subchart s in c: Chart.yaml file is missing",
            ("[ERROR] : unable to load chart\n\terror unpacking subchart s in c: Chart.yaml file is missing"),
        ],
    ),
    "no-archive": (
        {"charts/s.tgz": "foo"},
        [
            "[ERROR] templates/: error unpacking subchart s.tgz in c: unexpected EOF",
            ("[ERROR] : unable to load chart\n\terror unpacking subchart s.tgz in c: unexpected EOF"),
        ],
    ),
    "requirements": (
        {
            "Chart.yaml": "apiVersion: v1\nname: c\nversion: 0.1.0\nicon: https://a.b/c.png\n",
            "requirements.yaml": "dependencies: [{name: q, version: 1.0.0}]\n",
        },
        [
            "[WARNING] CHART: chart directory is missing these dependencies: q",
        ],
    ),
}
"""By name: the files that differ from a good chart's, and what the reference says."""


@pytest.mark.parametrize("name", CASES)
def test_findings_are_the_recorded_ones(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    assert say_of(tmp_path / "chart", files) == expected
