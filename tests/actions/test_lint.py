"""Linting several charts: folders, archives, subcharts, values, what earlier runs remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.actions.lint import LintOptions, find_subcharts, lint
from pychart.errors import UsageError
from pychart.lint.report import LintReport
from pychart.settings import Settings
from tests.cli.worlds import pack
from tests.lint.charts import CHART_YAML, GOOD, Files, write_chart


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"HOME": str(tmp_path / "home"), "PYCHART_CACHE_HOME": str(tmp_path / "cache")})


def rules_of(report: LintReport) -> list[list[str]]:
    return [[finding.rule for finding in chart.findings] for chart in report.charts]


def test_charts_are_linted_in_order(tmp_path: Path, settings: Settings) -> None:
    good = write_chart(tmp_path / "good", {})
    bad = write_chart(tmp_path / "bad", {"values.yaml": None, "templates/a.yaml": "{{"})
    report = lint([str(bad), str(good)], LintOptions(), settings)
    assert rules_of(report) == [["values-missing", "template-render"], []]
    assert report.failed == 1


def test_what_is_no_chart_is_part_of_the_report(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "none"
    (chart,) = lint([f"{folder}/"], LintOptions(), settings).charts
    reason = f"stat {folder}/Chart.yaml: no such file or directory"
    assert chart.error == f"unable to check Chart.yaml file in chart: {reason}"


CHANGES: dict[str, tuple[Files, list[str]]] = {
    "static": ({"Chart.yaml": CHART_YAML + "sources: [x]\n"}, ["chart-sources"]),
    "rendered": ({"templates/a.yaml": "kind: Service\nmetadata: {name: 1a}\n"}, ["object-name"]),
    "crd": ({"crds/a.yaml": "kind: CustomResourceDefinition\n"}, ["crd-api-version"]),
    "loading": ({"charts/s/x": "y"}, ["chart-load", "chart-load"]),
    "schema": ({"values.schema.json": '{"required": ["z"]}'}, ["values-schema", "values-schema"]),
    "log": ({"requirements.yaml": "dependencies: []\n", "templates/b.txt": '{{ fail "x" }}'}, []),
}


@pytest.mark.parametrize("name", CHANGES)
def test_second_run_finds_the_same(name: str, tmp_path: Path, settings: Settings) -> None:
    files, expected = CHANGES[name]
    path = str(write_chart(tmp_path / "chart", files))
    first = lint([path], LintOptions(), settings)
    second = lint([path], LintOptions(), settings)
    assert rules_of(first) == [expected]
    assert first == second


def test_a_change_is_seen(tmp_path: Path, settings: Settings) -> None:
    folder = write_chart(tmp_path / "chart", {"Chart.yaml": CHART_YAML + "sources: [x]\n"})
    assert rules_of(lint([str(folder)], LintOptions(), settings)) == [["chart-sources"]]
    (folder / "Chart.yaml").write_text(CHART_YAML)
    assert rules_of(lint([str(folder)], LintOptions(), settings)) == [[]]


def test_kube_version_decides_deprecations_also_from_the_cache(tmp_path: Path, settings: Settings) -> None:
    ingress = {"templates/a.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: x}\n"}
    path = str(write_chart(tmp_path / "chart", ingress))
    for version, expected in (("", ["deprecated-api"]), ("1.13", []), ("v1.14.2", ["deprecated-api"]), ("1.13", [])):
        assert rules_of(lint([path], LintOptions(kube_version=version), settings)) == [expected]


def test_archive(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "c-1.0.0.tgz"
    path.write_bytes(pack("c", "1.0.0"))
    report = lint([str(path)], LintOptions(), settings)
    assert rules_of(report) == [["chart-icon-missing", "values-missing", "templates-missing"]]
    assert report.charts[0].path == str(path)


def test_archives_that_cannot_be_unpacked(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "text.tgz").write_bytes(b"nope")
    (tmp_path / "folder.tgz").mkdir()
    paths = [str(tmp_path / name) for name in ("missing.tgz", "text.tgz", "folder.tgz")]
    errors = [chart.error for chart in lint(paths, LintOptions(), settings).charts]
    assert errors == [
        f"unable to open tarball: open {paths[0]}: no such file or directory",
        "unable to extract tarball: unexpected EOF",
        f"unable to extract tarball: read {paths[2]}: is a directory",
    ]


def test_subcharts_are_found_in_the_order_of_paths(tmp_path: Path) -> None:
    nested = {f"charts/{name}/Chart.yaml": CHART_YAML for name in ("b", "a", "a/charts/x")}
    folder = write_chart(tmp_path / "chart", {**nested, "charts/c.tgz": "", "charts/d.tar.gz": "", "charts/e.txt": ""})
    found = [path.removeprefix(f"{folder}/charts/") for path in find_subcharts(f"{folder}/")]
    assert found == ["a", "a/charts/x", "b", "c.tgz", "d.tar.gz"]


def test_nested_nulls_are_remembered_from_chart_to_chart(tmp_path: Path, settings: Settings) -> None:
    """Helm fills the user's tables with the first chart's defaults, and the next chart sees them."""
    first = write_chart(tmp_path / "first", {"values.yaml": "t: {u: 1}\n"})
    second = write_chart(tmp_path / "second", {"templates/a.yaml": 'metadata: {name: "{{ .Values.t.u }}_"}\n'})
    options = LintOptions(set_=["t.v=1"])
    (name,) = lint([str(first), str(second)], options, settings).charts[1].findings
    assert 'naming requirements: "1_"' in name.message


def test_unknown_rules_and_versions_are_refused(settings: Settings) -> None:
    with pytest.raises(UsageError, match='unknown lint rule "nope"'):
        lint(["."], LintOptions(disable=["nope"]), settings)
    with pytest.raises(UsageError, match="invalid kube version 'x'"):
        lint(["."], LintOptions(kube_version="x"), settings)


def test_links_out_of_the_chart_are_not_read(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "secret").write_text("secret: {\n")
    folder = write_chart(tmp_path / "chart", {"values.yaml": None})
    (folder / "values.yaml").symlink_to(tmp_path / "secret")
    report = lint([str(folder)], LintOptions(), settings)
    assert rules_of(report) == [["values-syntax", "chart-load", "chart-load"]]
    assert all("leads out of the chart" in finding.message for finding in report.charts[0].findings)


def test_good_chart_is_good(tmp_path: Path, settings: Settings) -> None:
    assert GOOD
    assert lint([str(write_chart(tmp_path / "chart", {}))], LintOptions(strict=True), settings).failed == 0
