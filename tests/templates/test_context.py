"""What stands behind the dot, as Helm 4.3.1 has it."""

from __future__ import annotations

from typing import Any

from pychart.capabilities import Capabilities
from pychart.chart.metadata import Metadata
from pychart.chart.model import Chart
from pychart.files import File
from pychart.gostd.types import Values, type_name
from pychart.templates.context import Release, build_contexts


def build(chart: Chart, values: dict[str, Any], **release: Any) -> dict[str, Values]:
    return build_contexts(chart, values, Release("rel", **release), Capabilities())


def make_chart(name: str, *subcharts: Chart) -> Chart:
    files = (File(f"{name}.txt", name.encode()),)
    return Chart(Metadata(name=name, version="1.0.0"), files=files, dependencies=subcharts)


def test_one_context_for_each_chart() -> None:
    contexts = build(make_chart("c", make_chart("s", make_chart("t")), make_chart("u")), {"s": {"t": {"x": 1}}})
    assert set(contexts) == {"c", "c/charts/s", "c/charts/s/charts/t", "c/charts/u"}
    assert sorted(contexts["c"]) == ["Capabilities", "Chart", "Files", "Release", "Subcharts", "Values"]
    assert [contexts[path]["Chart"]["IsRoot"] for path in ("c", "c/charts/s")] == [True, False]
    assert contexts["c"]["Subcharts"]["s"] is contexts["c/charts/s"]
    assert contexts["c/charts/s/charts/t"]["Values"] == {"x": 1}
    assert contexts["c/charts/u"]["Values"] == {}
    assert contexts["c/charts/s"]["Files"] == {"s.txt": b"s"}
    assert contexts["c"]["Release"] is contexts["c/charts/s"]["Release"]


def test_values_are_shared_with_the_parent() -> None:
    contexts = build(make_chart("c", make_chart("s", make_chart("t"))), {"s": {"t": {}, "k": 1}})
    contexts["c/charts/s"]["Values"]["new"] = 1
    contexts["c/charts/s/charts/t"]["Values"]["deep"] = 2
    assert contexts["c"]["Values"] == {"s": {"t": {"deep": 2}, "k": 1, "new": 1}}


def test_types_that_templates_can_ask_for() -> None:
    context = build(make_chart("c", make_chart("s")), {"s": {"a": 1}})["c"]
    assert type_name(context) == "common.Values"
    assert type_name(context["Values"]) == "common.Values"
    assert type_name(context["Values"]["s"]) == "map[string]interface {}"
    assert type_name(context["Capabilities"]) == "*common.Capabilities"
    assert type_name(context["Capabilities"].APIVersions) == "common.VersionSet"
    assert type_name(context["Files"]) == "engine.files"
    assert type_name(context["Subcharts"]) == "map[string]interface {}"


def test_name_with_a_dot_is_a_path() -> None:
    chart = make_chart("c", make_chart("a.b"), make_chart("d.e"))
    contexts = build(chart, {"a.b": {"x": 1}, "d.e": {}, "d": {"e": {"y": 1}}})
    assert contexts["c/charts/a.b"]["Values"] == {}
    assert contexts["c/charts/d.e"]["Values"] == {"y": 1}
    assert contexts["c/charts/d.e"]["Values"] is contexts["c"]["Values"]["d"]["e"]


def test_release() -> None:
    assert build(make_chart("c"), {}, namespace="ns", is_upgrade=True)["c"]["Release"] == {
        "Name": "rel",
        "Namespace": "ns",
        "Revision": 1,
        "IsInstall": False,
        "IsUpgrade": True,
        "Service": "Helm",
    }
