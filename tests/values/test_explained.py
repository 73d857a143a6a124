"""Who set which of the final values."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.capabilities import Capabilities
from pychart.chart.load import load_chart
from pychart.errors import ValuesError
from pychart.render import prepare
from pychart.templates.context import Release
from pychart.values.explained import ExplainedValues
from pychart.values.layers import read_user_values, spell_path
from pychart.values.sources import merge_sources
from tests.explain.charts import write_chart

ROOT = Path(__file__).parent.parent.parent


def explain(chart: Path, **user: object) -> dict[str, tuple[object, str]]:
    found = ExplainedValues(load_chart(chart), read_user_values(**user), "app").list()  # type: ignore[arg-type]
    return {one.key: ("deleted" if one.deleted else one.value, str(one.origin)) for one in found}


@pytest.fixture
def umbrella(tmp_path: Path) -> Path:
    return write_chart(
        tmp_path / "app",
        {
            "Chart.yaml": "apiVersion: v2\nname: app\nversion: 0.1.0\ndependencies:\n"
            "- {name: db, version: '*', alias: main, import-values: [shared, {child: deep, parent: lifted}]}\n"
            "- {name: idle, version: '*', condition: idle.used}\n",
            "values.yaml": "main:\n  size: 2\nglobal:\n  zone: eu\nidle: {used: false}\nlist: [a, {b: 1}]\nempty: {}\n",
            "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 0.1.0\n",
            "charts/db/values.yaml": "size: 1\nname: x\nexports:\n  shared:\n    port: 80\ndeep: {number: 3}\n",
            "charts/idle/Chart.yaml": "apiVersion: v2\nname: idle\nversion: 0.1.0\n",
            "charts/idle/values.yaml": "x: 1\n",
        },
    )


def test_each_value_names_its_source(umbrella: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text("main: {name: why}\nlist: [c]\n")
    second.write_text("# two\nglobal:\n  zone: us\n")
    found = explain(umbrella, files=[str(first), str(second)], set_=["main.size=7,port=81"], set_json=['m={"a":[1]}'])
    assert found["main.size"] == (7, "--set main.size=7,port=81")
    assert found["main.name"] == ("why", f"{first}:1")
    assert found["list[0]"] == ("c", f"{first}:2")
    assert found["global.zone"] == found["main.global.zone"] == ("us", f"{second}:3")
    assert found["port"] == (81, "--set main.size=7,port=81")
    assert found["lifted.number"] == (3.0, "app/charts/db/values.yaml:6")
    assert found["m.a[0]"] == (1.0, '--set-json m={"a":[1]}')
    assert found["empty"] == ({}, "app/values.yaml:7")
    assert found["idle.used"] == (False, "app/values.yaml:5")
    assert "idle.x" not in found


def test_imported_values_come_from_the_subchart(umbrella: Path) -> None:
    assert explain(umbrella)["port"] == (80.0, "app/charts/db/values.yaml:5")


def test_a_null_deletes(umbrella: Path) -> None:
    found = explain(umbrella, set_=["main.name=null", "list=null", "nothing=null"])
    assert found["main.name"] == ("deleted", "--set main.name=null")
    assert found["list"] == ("deleted", "--set list=null")
    assert found["nothing"] == (None, "--set nothing=null")


def test_a_flag_changes_one_element_of_a_list(umbrella: Path) -> None:
    found = explain(umbrella, set_json=['list=["x", {"b": 2}]'], set_=["list[1].b=3", "list[2]=z"])
    assert found["list[0]"] == ("x", '--set-json list=["x", {"b": 2}]')
    assert found["list[1].b"] == (3, "--set list[1].b=3")
    assert found["list[2]"] == ("z", "--set list[2]=z")


@pytest.mark.parametrize("chart", ["hello-world", "umbrella", "legacy", "library/shop"])
def test_the_values_are_those_of_rendering(chart: str) -> None:
    flags = ["global.environment=x", "new.key[1]=2", "replicaCount=null"]
    loaded = load_chart(ROOT / "examples/charts" / chart)
    prepared = prepare(loaded, merge_sources(set_=flags), Release("r"), Capabilities())
    explained = ExplainedValues(loaded, read_user_values(set_=flags), chart)
    assert explained.value(()) == prepared.values
    assert all(one.origin for one in explained.list() if one.value is not None)


def test_errors_are_those_of_merging(tmp_path: Path) -> None:
    for flags in (["a=1", "a.b=2"], ["a[x]=1"], ["a"]):
        with pytest.raises(ValuesError) as ours:
            read_user_values(set_=flags)
        with pytest.raises(ValuesError) as usual:
            merge_sources(set_=flags)
        assert str(ours.value) == str(usual.value)
    with pytest.raises(ValuesError, match=r"open .*none\.yaml: no such file"):
        read_user_values(files=[str(tmp_path / "none.yaml")])


def test_paths_are_spelled_as_flags_read_them() -> None:
    path = ("a.b", 0, "c=d", "e[f", "g\\h,i")
    text = spell_path(path)
    assert text == r"a\.b[0].c\=d.e\[f.g\\h\,i"
    assert merge_sources(set_=[f"{text}=1"]) == {"a.b": [{"c=d": {"e[f": {"g\\h,i": 1}}}]}
