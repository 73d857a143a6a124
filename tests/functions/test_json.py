"""JSON functions. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.errors import FunctionError
from pychart.functions import json


def test_to_json() -> None:
    value = {"b": [1.0, 2.5, None], "a": "<&>"}
    assert json.to_json(value) == json.must_to_json(value) == '{"a":"\\u003c\\u0026\\u003e","b":[1,2.5,null]}'
    assert json.to_raw_json({"a": "<&>"}) == json.must_to_raw_json({"a": "<&>"}) == '{"a":"<&>"}'
    assert json.to_pretty_json({"a": [1]}) == json.must_to_pretty_json({"a": [1]}) == '{\n  "a": [\n    1\n  ]\n}'


def test_what_cannot_be_written() -> None:
    nan = float("nan")
    assert json.to_json(nan) == json.to_pretty_json(nan) == ""
    for function in (json.must_to_json, json.must_to_pretty_json, json.to_raw_json, json.must_to_raw_json):
        with pytest.raises(FunctionError, match="json: unsupported value: NaN"):
            function(nan)


def test_from_json() -> None:
    assert json.from_json('{"a": 1}') == {"a": 1.0}
    assert json.from_json_array("[1, null]") == [1.0, None]
    assert json.must_from_json('"x"') == "x"
    assert json.from_json("null") == {}
    assert json.from_json_array("null") == []
    assert json.to_json(json.from_json_array("null")) == "null"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "unexpected end of JSON input"),
        ("x", "invalid character 'x' looking for beginning of value"),
        ("[1]", "json: cannot unmarshal array into Go value of type map[string]interface {}"),
    ],
)
def test_from_json_names_the_fault(text: str, message: str) -> None:
    assert json.from_json(text) == {"Error": message}


def test_other_faults() -> None:
    assert json.from_json_array("{}") == ["json: cannot unmarshal object into Go value of type []interface {}"]
    with pytest.raises(FunctionError, match="unexpected end of JSON input"):
        json.must_from_json("[")
