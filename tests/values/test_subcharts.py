"""Which subcharts take part and what they hand up, as Helm 4.3.1 decides; recorded from ``toJson .Values``."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.chart.metadata import Dependency, Metadata
from pychart.chart.model import Chart
from pychart.values.coalesce import coalesce_values
from pychart.values.subcharts import is_compatible, process_dependencies

# what it shows, the entries of c for s, the defaults of c, those of s, the user's values, .Values of each chart, log
ROWS: list[tuple[str, list[Dependency], Any, Any, Any, Any, str]] = [
    (
        "condition false",
        [Dependency(name="s", version="1.x", condition="s.enabled")],
        {"s": {"enabled": False}},
        {},
        {},
        {"c": {"s": {"enabled": False}}},
        "",
    ),
    (
        "condition in child defaults",
        [Dependency(name="s", version="1.x", condition="s.enabled")],
        {},
        {"enabled": False},
        {},
        {"c": {}},
        "",
    ),
    (
        "condition by user",
        [Dependency(name="s", version="1.x", condition="s.enabled")],
        {"s": {"enabled": False}},
        {},
        {"s": {"enabled": True}},
        {"s": {"enabled": True, "global": {}}, "c": {"s": {"enabled": True, "global": {}}}},
        "",
    ),
    (
        "condition no boolean",
        [Dependency(name="s", version="1.x", condition="s.enabled")],
        {"s": {"enabled": "no"}},
        {},
        {},
        {"s": {"enabled": "no", "global": {}}, "c": {"s": {"enabled": "no", "global": {}}}},
        'level=WARN msg="returned non-bool value" path=s.enabled chart=s\n',
    ),
    (
        "blank in condition",
        [Dependency(name="s", version="1.x", condition="x, s.enabled")],
        {"s": {"enabled": False}},
        {},
        {},
        {"s": {"enabled": False, "global": {}}, "c": {"s": {"enabled": False, "global": {}}}},
        "",
    ),
    (
        "second condition",
        [Dependency(name="s", version="1.x", condition=" x,s.enabled ")],
        {"s": {"enabled": False}},
        {},
        {},
        {"c": {"s": {"enabled": False}}},
        "",
    ),
    (
        "first condition decides",
        [Dependency(name="s", version="1.x", condition="a,b")],
        {"a": True, "b": False},
        {},
        {},
        {"s": {"global": {}}, "c": {"a": True, "b": False, "s": {"global": {}}}},
        "",
    ),
    (
        "condition is a table",
        [Dependency(name="s", version="1.x", condition="s")],
        {"s": {"a": 1}},
        {},
        {},
        {"s": {"a": 1, "global": {}}, "c": {"s": {"a": 1, "global": {}}}},
        "",
    ),
    (
        "condition null",
        [Dependency(name="s", version="1.x", condition="q")],
        {},
        {},
        {"q": None},
        {"s": {"global": {}}, "c": {"q": None, "s": {"global": {}}}},
        'level=WARN msg="returned non-bool value" path=q chart=s\n',
    ),
    (
        "tag false",
        [Dependency(name="s", version="1.x", tags=("a", "b"))],
        {"tags": {"a": False}},
        {},
        {},
        {"c": {"tags": {"a": False}}},
        "",
    ),
    (
        "any tag true",
        [Dependency(name="s", version="1.x", tags=("a", "b"))],
        {"tags": {"a": False, "b": True}},
        {},
        {},
        {"s": {"global": {}}, "c": {"s": {"global": {}}, "tags": {"a": False, "b": True}}},
        "",
    ),
    (
        "tag no boolean",
        [Dependency(name="s", version="1.x", tags=("a", "b"))],
        {"tags": {"a": "x"}},
        {},
        {},
        {"s": {"global": {}}, "c": {"s": {"global": {}}, "tags": {"a": "x"}}},
        'level=WARN msg="returned non-bool value" tag=a chart=s\n',
    ),
    (
        "condition beats tag",
        [Dependency(name="s", version="1.x", tags=("a",), condition="s.enabled")],
        {"tags": {"a": False}, "s": {"enabled": True}},
        {},
        {},
        {"s": {"enabled": True, "global": {}}, "c": {"s": {"enabled": True, "global": {}}, "tags": {"a": False}}},
        "",
    ),
    (
        "two aliases",
        [Dependency(name="s", version="1.x", alias="one"), Dependency(name="s", version="1.x", alias="two")],
        {"one": {"k": 1}, "two": {"k": 2}},
        {"d": 3},
        {},
        {
            "one": {"d": 3, "global": {}, "k": 1},
            "two": {"d": 3, "global": {}, "k": 2},
            "c": {"one": {"d": 3, "global": {}, "k": 1}, "two": {"d": 3, "global": {}, "k": 2}},
        },
        "",
    ),
    (
        "alias in condition",
        [Dependency(name="s", version="1.x", alias="one", condition="one.on")],
        {"one": {"on": False}},
        {},
        {},
        {"c": {"one": {"on": False}}},
        "",
    ),
    (
        "version does not match",
        [Dependency(name="s", version="2.x")],
        {},
        {"d": 3},
        {},
        {"s": {"d": 3, "global": {}}, "c": {"s": {"d": 3, "global": {}}}},
        "",
    ),
    (
        "version is no range",
        [Dependency(name="s", version="not a range")],
        {},
        {"d": 3},
        {},
        {"s": {"d": 3, "global": {}}, "c": {"s": {"d": 3, "global": {}}}},
        "",
    ),
    (
        "import exports",
        [Dependency(name="s", version="1.x", import_values=("data",))],
        {"z": 9},
        {"exports": {"data": {"x": 1, "z": 2}}},
        {},
        {
            "s": {"exports": {"data": {"x": 1, "z": 2}}, "global": {}},
            "c": {"s": {"exports": {"data": {"x": 1, "z": 2}}, "global": {}}, "x": 1, "z": 9},
        },
        "",
    ),
    (
        "import child to parent",
        [
            Dependency(
                name="s", version="1.x", import_values=({"child": "d", "parent": "p"}, {"child": "d.b", "parent": "."})
            )
        ],
        {"p": {"a": 5}},
        {"d": {"a": 1, "b": {"c": 2}}},
        {},
        {
            "s": {"d": {"a": 1, "b": {"c": 2}}, "global": {}},
            "c": {"c": 2, "p": {"a": 5, "b": {"c": 2}}, "s": {"d": {"a": 1, "b": {"c": 2}}, "global": {}}},
        },
        "",
    ),
    (
        "import missing",
        [Dependency(name="s", version="1.x", import_values=("nope", {"child": "d", "parent": "p"}, {"child": "e"}))],
        {},
        {"d": 1},
        {},
        {"s": {"d": 1, "global": {}}, "c": {"s": {"d": 1, "global": {}}}},
        'level=WARN msg="ImportValues missing table" error="\\"exports\\" is not a table"\n'
        'level=WARN msg="ImportValues missing table from chart" chart=s error="\\"d\\" is not a table"\n'
        'level=WARN msg="ImportValues missing table from chart" chart=s error="\\"e\\" is not a table"\n',
    ),
    (
        "import ignores the user",
        [Dependency(name="s", version="1.x", import_values=("data",))],
        {},
        {"exports": {"data": {"x": 1}}},
        {"s": {"exports": {"data": {"x": 5}}}},
        {
            "s": {"exports": {"data": {"x": 5}}, "global": {}},
            "c": {"s": {"exports": {"data": {"x": 5}}, "global": {}}, "x": 1},
        },
        "",
    ),
    (
        "parent null stops import",
        [Dependency(name="s", version="1.x", import_values=("d",))],
        {"x": None},
        {"exports": {"d": {"x": 1, "z": 2}}},
        {},
        {
            "s": {"exports": {"d": {"x": 1, "z": 2}}, "global": {}},
            "c": {"s": {"exports": {"d": {"x": 1, "z": 2}}, "global": {}}, "z": 2},
        },
        "",
    ),
    (
        "later imports change earlier ones",
        [
            Dependency(
                name="s", version="1.x", import_values=({"child": "d", "parent": "p"}, {"child": "e", "parent": "p"})
            )
        ],
        {},
        {"d": {"a": 1}, "e": {"b": 2}},
        {},
        {
            "s": {"d": {"a": 1, "b": 2}, "e": {"b": 2}, "global": {}},
            "c": {"p": {"a": 1, "b": 2}, "s": {"d": {"a": 1, "b": 2}, "e": {"b": 2}, "global": {}}},
        },
        "",
    ),
    (
        "import under alias",
        [Dependency(name="s", version="1.x", alias="one", import_values=("d",))],
        {},
        {"exports": {"d": {"x": 1}}},
        {},
        {
            "one": {"exports": {"d": {"x": 1}}, "global": {}},
            "c": {"one": {"exports": {"d": {"x": 1}}, "global": {}}, "x": 1},
        },
        "",
    ),
]

G = Chart(Metadata(name="g", version="1.0.0"), values={"data": {"deep": 1}})
H = Chart(Metadata(name="h", version="1.0.0"))
S = (Dependency(name="s", version="1.x"),)
UP = ({"child": "data", "parent": "exports.up"},)

# what it shows, the entries of c, those of s, the charts below s, the defaults of c, .Values of each chart
DEEP: list[tuple[str, Any, Any, Any, Any, Any]] = [
    (
        "import through two levels",
        (Dependency(name="s", version="1.x", import_values=("up",)),),
        (Dependency(name="g", version="1.x", import_values=UP),),
        (G,),
        {},
        {
            "g": {"data": {"deep": 1}, "global": {}},
            "s": {"exports": {"up": {"deep": 1}}, "g": {"data": {"deep": 1}, "global": {}}, "global": {}},
            "c": {
                "deep": 1,
                "s": {"exports": {"up": {"deep": 1}}, "g": {"data": {"deep": 1}, "global": {}}, "global": {}},
            },
        },
    ),
    (
        "tags reach the second level",
        S,
        (Dependency(name="g", version="1.x", tags=("tt",)), Dependency(name="h", version="1.x")),
        (G, H),
        {"tags": {"tt": False}},
        {
            "h": {"global": {}},
            "s": {"global": {}, "h": {"global": {}}},
            "c": {"s": {"global": {}, "h": {"global": {}}}, "tags": {"tt": False}},
        },
    ),
    (
        "condition on the second level",
        S,
        (Dependency(name="g", version="1.x", condition="g.on"),),
        (G,),
        {"s": {"g": {"on": False}}},
        {"s": {"g": {"on": False}, "global": {}}, "c": {"s": {"g": {"on": False}, "global": {}}}},
    ),
    (
        "nothing is switched below an undeclared chart",
        (),
        (Dependency(name="g", version="1.x", condition="g.on"),),
        (G,),
        {"s": {"g": {"on": False}}},
        {
            "g": {"data": {"deep": 1}, "global": {}, "on": False},
            "s": {"g": {"data": {"deep": 1}, "global": {}, "on": False}, "global": {}},
            "c": {"s": {"g": {"data": {"deep": 1}, "global": {}, "on": False}, "global": {}}},
        },
    ),
]


def values_of_all(chart: Chart, user: dict[str, Any]) -> dict[str, Any]:
    processed = process_dependencies(chart, user)
    values = coalesce_values(processed, user)
    found = {chart.name: values}

    def collect(parent: Chart, section: dict[str, Any]) -> None:
        for subchart in parent.dependencies:
            found[subchart.name] = section[subchart.name]
            collect(subchart, section[subchart.name])

    collect(processed, values)
    return found


@pytest.mark.parametrize(
    ("entries", "parent", "child", "user", "expected", "logged"), [pytest.param(*row[1:], id=row[0]) for row in ROWS]
)
def test_process(
    entries: Any, parent: Any, child: Any, user: Any, expected: Any, logged: str, capsys: pytest.CaptureFixture[str]
) -> None:
    subchart = Chart(Metadata(name="s", version="1.0.0"), values=child)
    chart = Chart(Metadata(name="c", dependencies=tuple(entries)), values=parent, dependencies=(subchart,))
    before = repr(chart)
    assert values_of_all(chart, user) == expected
    assert capsys.readouterr().err == logged
    assert repr(chart) == before


@pytest.mark.parametrize(
    ("entries", "below", "charts", "parent", "expected"), [pytest.param(*row[1:], id=row[0]) for row in DEEP]
)
def test_process_deeper(entries: Any, below: Any, charts: Any, parent: Any, expected: Any) -> None:
    subchart = Chart(Metadata(name="s", version="1.0.0", dependencies=below), dependencies=charts)
    chart = Chart(Metadata(name="c", dependencies=entries), values=parent, dependencies=(subchart,))
    assert values_of_all(chart, {}) == expected


def test_entries_show_what_was_decided() -> None:
    entries = (
        Dependency(name="s", version="1.x", alias="one", import_values=("d", {"child": "x", "parent": "y"}, 5)),
        Dependency(name="s", version="1.x", alias="two", condition="off"),
        Dependency(name="missing", version="1.x"),
    )
    subchart = Chart(Metadata(name="s", version="1.0.0"), values={"exports": {"d": {"k": 1}}, "x": {"z": 1}})
    chart = Chart(Metadata(name="c", dependencies=entries), values={"off": False}, dependencies=(subchart,))
    processed = process_dependencies(chart, {})
    assert [entry.name for entry in processed.metadata.dependencies] == ["one", "missing"]
    assert all(entry.enabled for entry in processed.metadata.dependencies)
    assert processed.metadata.dependencies[0].import_values == (
        {"child": "exports.d", "parent": "."},
        {"child": "x", "parent": "y"},
    )
    assert [subchart.name for subchart in processed.dependencies] == ["one"]
    assert process_dependencies(subchart, {}) is subchart


@pytest.mark.parametrize(
    ("constraint", "version", "expected"),
    [("1.x", "1.2.3", True), ("2.x", "1.2.3", False), ("nonsense!", "1.2.3", False), ("1.x", "nonsense", False)],
)
def test_is_compatible(constraint: str, version: str, expected: bool) -> None:
    assert is_compatible(constraint, version) is expected
