"""YAML functions. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.errors import FunctionError
from pychart.functions import yaml

NAN = float("nan")


def test_to_yaml() -> None:
    value = {"b": ["x", {"c": 1.0}], "a": "yes"}
    assert yaml.to_yaml(value) == yaml.must_to_yaml(value) == 'a: "yes"\nb:\n- x\n- c: 1'
    assert yaml.to_yaml_pretty({"b": ["x"]}) == "b:\n  - x"


def test_what_cannot_be_written() -> None:
    assert yaml.to_yaml(NAN) == ""
    with pytest.raises(FunctionError):
        yaml.must_to_yaml(NAN)


def test_from_yaml() -> None:
    assert yaml.from_yaml("a: 1\nb: [x]\n") == {"a": 1.0, "b": ["x"]}
    assert yaml.from_yaml_array("- 1\n- x\n") == [1.0, "x"]
    assert yaml.from_yaml("") == yaml.from_yaml("null") == {}
    assert yaml.from_yaml_array("") == yaml.from_yaml_array("null") == []


def test_faults() -> None:
    prefix = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
    assert yaml.from_yaml("[1]") == {"Error": prefix + "array into Go value of type map[string]interface {}"}
    assert yaml.from_yaml_array("a: 1") == [prefix + "object into Go value of type []interface {}"]
    assert yaml.from_yaml_array("x") == [prefix + "string into Go value of type []interface {}"]
    assert yaml.from_yaml("a: [") == {
        "Error": "error converting YAML to JSON: yaml: line 1: did not find expected node content"
    }
