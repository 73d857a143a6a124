from __future__ import annotations

import pytest

from pychart.chart.check import check_metadata, find_missing_dependencies, require_dependencies
from pychart.chart.metadata import Dependency, Metadata
from pychart.chart.model import Chart
from pychart.errors import ChartError


def metadata(**changes: object) -> Metadata:
    return Metadata(**{"name": "c", "version": "1.0.0", "api_version": "v2", **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("version", ["1", "1.2", "v1.2.3", "01.2.3", "1.2.3-a.b+c", "1.2.3"])
def test_accepts_loose_versions(version: str) -> None:
    check_metadata(metadata(version=version))


@pytest.mark.parametrize("version", ["1.2.3.4", "1..3", "x", "1.2.", "9" * 300 + ".0.0", "1.0.0-" + "a" * 10_000, "²"])
def test_refuses_other_versions(version: str) -> None:
    with pytest.raises(ChartError, match=r'^validation: chart.metadata.version ".*" is invalid$'):
        check_metadata(metadata(version=version))


def test_limits_the_name() -> None:
    check_metadata(metadata(name="x" * 250))
    with pytest.raises(ChartError, match=r"is invalid$"):
        check_metadata(metadata(name="x" * 251))


def test_names_the_missing_dependencies() -> None:
    wanted = metadata(dependencies=(Dependency("a"), Dependency("b", alias="x"), Dependency("d")))
    chart = Chart(wanted, dependencies=(Chart(metadata(name="b")),))
    assert find_missing_dependencies(chart) == ["a", "d"]
    with pytest.raises(ChartError) as caught:
        require_dependencies(chart)
    assert str(caught.value) == "found in Chart.yaml, but missing in charts/ directory: a, d"
    require_dependencies(Chart(metadata()))
