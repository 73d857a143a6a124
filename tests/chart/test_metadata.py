from __future__ import annotations

import pytest

from pychart.chart.load import load_files
from pychart.chart.metadata import (
    Dependency,
    Maintainer,
    Metadata,
    metadata_json,
    metadata_map,
    metadata_yaml,
    sanitise_metadata,
)
from pychart.errors import ChartError
from pychart.files import File
from pychart.gostd.types import NilStringMap, StringMap
from tests.chart.metadata_cases import ACCEPTED, REFUSED


@pytest.mark.parametrize(("text", "written"), ACCEPTED)
def test_reads_and_writes_as_helm(text: str, written: str) -> None:
    assert metadata_yaml(load_files([File("Chart.yaml", text.encode())]).metadata) == written


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refuses_as_helm(text: str, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        load_files([File("Chart.yaml", text.encode())])
    assert str(caught.value) == message


FULL = Metadata(
    name="c",
    version="0.1.0",
    api_version="v2",
    keywords=("a",),
    maintainers=(Maintainer("m", "e@x", ""),),
    dependencies=(Dependency("s", "1.x", "", "s.on", ("t",), False, ("data", {"parent": "p", "child": "c"}), "q"),),
    annotations={"b": "<&>", "a": "1"},
)


def test_what_templates_see() -> None:
    assert metadata_map(FULL, True) == {
        "Name": "c",
        "Home": "",
        "Sources": [],
        "Version": "0.1.0",
        "Description": "",
        "Keywords": ["a"],
        "Maintainers": [{"Name": "m", "Email": "e@x", "URL": ""}],
        "Icon": "",
        "APIVersion": "v2",
        "Condition": "",
        "Tags": "",
        "AppVersion": "",
        "Deprecated": False,
        "Annotations": {"b": "<&>", "a": "1"},
        "KubeVersion": "",
        "Dependencies": [
            {
                "Name": "s",
                "Version": "1.x",
                "Repository": "",
                "Condition": "s.on",
                "Tags": ["t"],
                "Enabled": False,
                "ImportValues": ["data", {"parent": "p", "child": "c"}],
                "Alias": "q",
            }
        ],
        "Type": "",
        "IsRoot": True,
    }


def test_annotations_are_nil_where_there_are_none() -> None:
    assert type(metadata_map(Metadata(), False)["Annotations"]) is NilStringMap
    assert type(metadata_map(Metadata(annotations={}), False)["Annotations"]) is StringMap


def test_json_keeps_gos_order() -> None:
    assert metadata_json(FULL) == (
        '{"name":"c","version":"0.1.0","keywords":["a"],"maintainers":[{"name":"m","email":"e@x"}],'
        '"apiVersion":"v2","annotations":{"a":"1","b":"\\u003c\\u0026\\u003e"},'
        '"dependencies":[{"name":"s","version":"1.x","repository":"","condition":"s.on","tags":["t"],'
        '"import-values":["data",{"child":"c","parent":"p"}],"alias":"q"}]}'
    )


def test_version_one_keeps_no_dependencies_in_chart_yaml() -> None:
    old = Metadata(name="c", version="1", api_version="v1", dependencies=(Dependency("s"),))
    assert metadata_yaml(old) == 'apiVersion: v1\nname: c\nversion: "1"\n'


def test_sanitising_leaves_version_and_annotations_alone() -> None:
    odd = Metadata(name="a\x1bb", version="1\n", annotations={"k": "\x1b"}, keywords=("x\ty",), sources=("\u200bz",))
    assert sanitise_metadata(odd) == Metadata(
        name="ab", version="1\n", annotations={"k": "\x1b"}, keywords=("x y",), sources=("z",)
    )
