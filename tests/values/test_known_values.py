"""What the memory of values gives is what coalescing them anew gives: result, refusal, log and shared parts."""

from __future__ import annotations

import random
from typing import Any

import pytest

from pychart.chart.metadata import Dependency, Metadata
from pychart.chart.model import Chart
from pychart.errors import PychartError
from pychart.gostd.types import Int64
from pychart.values import known_values
from pychart.values.coalesce import coalesce_values
from pychart.values.known_values import KnownValues
from pychart.values.subcharts import process_dependencies

KEYS = ("a", "b", "s", "t", "u", "global", "tags", "enabled", "exports")
LEAVES: tuple[Any, ...] = (None, True, False, "x", 1.0, [], [{"a": 1.0}], {}, "")


def make_table(chance: random.Random, depth: int) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key in chance.sample(KEYS, chance.randrange(5)):
        nested = depth and chance.random() < 0.6
        table[key] = make_table(chance, depth - 1) if nested else chance.choice(LEAVES)
    return table


def make_chart(chance: random.Random, name: str, depth: int) -> Chart:
    names = chance.sample(("s", "t", "u"), chance.randrange(3)) if depth else []
    imports = ("data", {"child": "a", "parent": "b"}, {"child": "global", "parent": "."})
    entries = tuple(
        Dependency(
            name=below,
            version="1.x",
            alias=chance.choice(("", "", "b")),
            condition=chance.choice(("", f"{below}.enabled", "a.enabled,enabled")),
            tags=chance.choice(((), ("a",))),
            import_values=chance.choice(((), (), (chance.choice(imports),))),
        )
        for below in names
        if chance.random() < 0.7
    )
    return Chart(
        metadata=Metadata(name=name, version="1.0.0", dependencies=entries),
        values=make_table(chance, 2),
        dependencies=tuple(make_chart(chance, below, depth - 1) for below in names),
    )


def find_shared(value: Any, path: str, seen: dict[int, str]) -> list[tuple[str, str]]:
    """Give the paths of parts that are one and the same object."""
    if not isinstance(value, dict | list):
        return []
    if id(value) in seen:
        return [(seen[id(value)], path)]
    seen[id(value)] = path
    items = sorted(value.items()) if isinstance(value, dict) else enumerate(value)
    return [pair for key, item in items for pair in find_shared(item, f"{path}.{key}", seen)]


def prepare(chart: Chart, user: dict[str, Any], known: KnownValues | None, capsys: pytest.CaptureFixture[str]) -> Any:
    try:
        if known:
            processed = known.process_dependencies(user)
            values = known.coalesce_values(processed, user)
        else:
            processed = process_dependencies(chart, user)
            values = coalesce_values(processed, user)
        result: Any = processed, values, find_shared(values, "", {})
    except PychartError as error:
        result = str(error)
    return result, capsys.readouterr().err


def test_memory_and_coalescing_agree(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(3)
    for _ in range(400):
        chart = make_chart(chance, "c", 2)
        known = KnownValues(chart)
        for _ in range(4):
            user = make_table(chance, 3)
            expected = prepare(chart, user, None, capsys)
            assert prepare(chart, user, known, capsys) == expected, (chart, user)


def test_each_gets_its_own() -> None:
    chart = Chart(metadata=Metadata(name="c", version="1.0.0"), values={"a": {"b": [1.0]}})
    known = KnownValues(chart)
    for _ in range(3):
        values = known.coalesce_values(chart, {"c": Int64(1)})
        assert values == {"a": {"b": [1.0]}, "c": 1}
        assert type(values["c"]) is Int64
        values["a"]["b"].append("new")
        values["a"]["c"] = "new"


def test_what_cannot_be_kept_is_coalesced_anew() -> None:
    chart = Chart(metadata=Metadata(name="c", version="1.0.0"), values={"a": {"b": Int64(3)}})
    assert KnownValues(chart).coalesce_values(chart, {"x": "y"}) == {"a": {"b": 3}, "x": "y"}


def test_the_memory_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_values, "_MAX_CHARTS", 3)
    names = [f"s{number}" for number in range(8)]
    chart = Chart(
        metadata=Metadata(
            name="c",
            version="1.0.0",
            dependencies=tuple(Dependency(name=name, version="1.x", condition=f"{name}.on") for name in names),
        ),
        dependencies=tuple(Chart(metadata=Metadata(name=name, version="1.0.0")) for name in names),
    )
    known = KnownValues(chart)
    for off in names:
        user = {name: {"on": name != off} for name in names}
        processed = known.process_dependencies(user)
        assert off not in [subchart.name for subchart in processed.dependencies]
        assert known.coalesce_values(processed, user) == coalesce_values(processed, user)
    assert len(known._imported) == len(known._settled) == 3
