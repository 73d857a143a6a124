"""The rules about crds/ say what the reference says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.charts import CHART_YAML, Files, say_of

CASES: dict[str, tuple[Files, list[str]]] = {
    "good": (
        {"crds/a.yaml": "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"},
        [],
    ),
    "other-objects": (
        {"crds/a.yaml": "a: b\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"},
        [
            "[ERROR] crds/a.yaml: apiVersion is not in 'apiextensions.k8s.io'",
            "[ERROR] crds/a.yaml: object kind is not 'CustomResourceDefinition'",
        ],
    ),
    "template": (
        {"crds/a.yaml": "a: {{ b }}\n", "crds/b.yaml": "a: b\n"},
        [
            (
                "[ERROR] crds/a.yaml: unable to parse YAML: error converting YAML to "
                "JSON: yaml: invalid map key: map[interface {}]interface "
                '{}{"b":interface {}(nil)}'
            ),
        ],
    ),
    "a-file": (
        {"crds": "x"},
        [
            "[ERROR] crds/: not a directory",
        ],
    ),
    "json-and-others": (
        {"crds/a.json": '{"apiVersion":"v1","kind":"X"}', "crds/b.txt": "x", "crds/sub/c.YML": "kind: X\n"},
        [
            "[ERROR] crds/a.json: apiVersion is not in 'apiextensions.k8s.io'",
            "[ERROR] crds/a.json: object kind is not 'CustomResourceDefinition'",
            "[ERROR] crds/sub/c.YML: apiVersion is not in 'apiextensions.k8s.io'",
            "[ERROR] crds/sub/c.YML: object kind is not 'CustomResourceDefinition'",
        ],
    ),
    "separator": (
        {"crds/a.yaml": "--- x\n"},
        [
            "[ERROR] crds/a.yaml: unable to parse YAML: invalid Yaml document separator: x",
        ],
    ),
    "chart-does-not-load": (
        {
            "crds/a.yaml": "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n",
            "Chart.yaml": "apiVersion: v2\n",
        },
        [
            "[ERROR] Chart.yaml: name is required",
            "[ERROR] Chart.yaml: version is required",
            "[INFO] Chart.yaml: icon is recommended",
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2",
            "[ERROR] templates/: validation: chart.metadata.name is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.name is required",
            "[ERROR] crds/: validation: chart.metadata.name is required",
        ],
    ),
    "of-subcharts": (
        {
            "crds/a.yaml": "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n",
            "charts/s/crds/b.yaml": "kind: Q\n",
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, version: 1.0.0}]\n",
        },
        [
            "[ERROR] crds/b.yaml: apiVersion is not in 'apiextensions.k8s.io'",
            "[ERROR] crds/b.yaml: object kind is not 'CustomResourceDefinition'",
        ],
    ),
    "only-in-subchart": (
        {
            "charts/s/crds/b.yaml": "kind: Q\n",
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, version: 1.0.0}]\n",
        },
        [],
    ),
    "empty": (
        {"crds/": None},
        [],
    ),
}
"""By name: the files that differ from a good chart's, and what the reference says."""


@pytest.mark.parametrize("name", CASES)
def test_findings_are_the_recorded_ones(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    assert say_of(tmp_path / "chart", files) == expected
