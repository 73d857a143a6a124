"""The rules about values.yaml and its schema say what the reference says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.charts import CHART_YAML, Files, say_of

CASES: dict[str, tuple[Files, list[str]]] = {
    "empty": (
        {"values.yaml": ""},
        [],
    ),
    "text": (
        {"values.yaml": "a"},
        [
            (
                "[ERROR] values.yaml: unable to parse YAML: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go value of "
                "type common.Values"
            ),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error unmarshaling JSON: while decoding JSON: json: cannot "
                "unmarshal string into Go value of type map[string]interface {}"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error unmarshaling JSON: while decoding JSON: "
                "json: cannot unmarshal string into Go value of type "
                "map[string]interface {}"
            ),
        ],
    ),
    "list": (
        {"values.yaml": "[1]"},
        [
            (
                "[ERROR] values.yaml: unable to parse YAML: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go value of type "
                "common.Values"
            ),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error unmarshaling JSON: while decoding JSON: json: cannot "
                "unmarshal array into Go value of type map[string]interface {}"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error unmarshaling JSON: while decoding JSON: "
                "json: cannot unmarshal array into Go value of type map[string]interface "
                "{}"
            ),
        ],
    ),
    "not-yaml": (
        {"values.yaml": "a: b: c"},
        [
            (
                "[ERROR] values.yaml: unable to parse YAML: error converting YAML to "
                "JSON: yaml: mapping values are not allowed in this context"
            ),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error converting YAML to JSON: yaml: mapping values are not "
                "allowed in this context"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error converting YAML to JSON: yaml: mapping "
                "values are not allowed in this context"
            ),
        ],
    ),
    "null": (
        {"values.yaml": "null"},
        [],
    ),
    "comment": (
        {"values.yaml": "# c\n"},
        [],
    ),
    "two-documents": (
        {"values.yaml": "a: 1\n---\nb: 2\n"},
        [],
    ),
    "bad-separator": (
        {"values.yaml": "a: 1\n--- b\n"},
        [
            (
                "[ERROR] templates/: cannot load values.yaml: error reading yaml "
                "document: invalid Yaml document separator: b"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: error reading "
                "yaml document: invalid Yaml document separator: b"
            ),
        ],
    ),
    "tab": (
        {"values.yaml": "\ta: 1\n"},
        [
            (
                "[ERROR] values.yaml: unable to parse YAML: error converting YAML to "
                "JSON: yaml: found character that cannot start any token"
            ),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error converting YAML to JSON: yaml: found character that "
                "cannot start any token"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error converting YAML to JSON: yaml: found "
                "character that cannot start any token"
            ),
        ],
    ),
    "key-twice": (
        {"values.yaml": "a: 1\na: 2\n"},
        [],
    ),
    "open": (
        {"values.yaml": "{a: 1"},
        [
            (
                "[ERROR] values.yaml: unable to parse YAML: error converting YAML to "
                "JSON: yaml: line 1: did not find expected ',' or '}'"
            ),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error converting YAML to JSON: yaml: line 1: did not find "
                "expected ',' or '}'"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error converting YAML to JSON: yaml: line 1: "
                "did not find expected ',' or '}'"
            ),
        ],
    ),
    "infinite": (
        {"values.yaml": "a: .inf\n"},
        [
            ("[ERROR] values.yaml: unable to parse YAML: error converting YAML to JSON: json: unsupported value: +Inf"),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error converting YAML to JSON: json: unsupported value: +Inf"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error converting YAML to JSON: json: "
                "unsupported value: +Inf"
            ),
        ],
    ),
    "alias-to-itself": (
        {"values.yaml": "a: &x [*x]\n"},
        [
            (
                "[ERROR] values.yaml: unable to parse YAML: error converting YAML to "
                "JSON: yaml: anchor 'x' value contains itself"
            ),
            (
                "[ERROR] templates/: cannot load values.yaml: cannot unmarshal yaml "
                "document: error converting YAML to JSON: yaml: anchor 'x' value "
                "contains itself"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load values.yaml: cannot "
                "unmarshal yaml document: error converting YAML to JSON: yaml: anchor "
                "'x' value contains itself"
            ),
        ],
    ),
    "missing": (
        {"values.yaml": None},
        [
            "[INFO] values.yaml: file does not exist",
        ],
    ),
    "folder": (
        {"values.yaml": None, "values.yaml/": None},
        [
            "[ERROR] values.yaml: unable to parse YAML: read CHART/values.yaml: is a directory",
        ],
    ),
    "schema-not-met": (
        {
            "values.schema.json": (
                '{"type":"object","properties":{"a":{"type":"string"},"b":{"minimum":3}},"required":["z"]}'
            )
        },
        [
            ("[ERROR] values.yaml: - at '': missing property 'z'\n- at '/a': got number, want string\n"),
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                "schema(s) in the following chart(s):\nc:\n- at '': missing property 'z'\n- "
                "at '/a': got number, want string\n"
            ),
        ],
    ),
    "schema-met": (
        {
            "values.schema.json": (
                '{"type":"object","properties":{"a":{"type":"string"},"b":{"minimum":3}},"required":["z"]}'
            ),
            "values.yaml": "a: x\nz: 1\n",
        },
        [],
    ),
    "schema-not-json": (
        {"values.schema.json": "{"},
        [
            "[ERROR] values.yaml: unexpected EOF",
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                "schema(s) in the following chart(s):\nc:\nunexpected EOF"
            ),
        ],
    ),
    "schema-empty": (
        {"values.schema.json": ""},
        [
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                "schema(s) in the following chart(s):\nc:\nEOF"
            ),
        ],
    ),
    "schema-wrong": (
        {"values.schema.json": '{"type": 5}'},
        [
            (
                '[ERROR] values.yaml: "file:///values.schema.json#" is not valid against '
                "metaschema: jsonschema validation failed with "
                "'https://json-schema.org/draft/2020-12/schema#'\n- at '': 'allOf' "
                "failed\n  - at '/type': 'anyOf' failed\n    - at '/type': value must be "
                "one of 'array', 'boolean', 'integer', 'null', 'number', 'object', "
                "'string'\n    - at '/type': got number, want array"
            ),
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                'schema(s) in the following chart(s):\nc:\n"file:///values.schema.json#" '
                "is not valid against metaschema: jsonschema validation failed with "
                "'https://json-schema.org/draft/2020-12/schema#'\n- at '': 'allOf' "
                "failed\n  - at '/type': 'anyOf' failed\n    - at '/type': value must be "
                "one of 'array', 'boolean', 'integer', 'null', 'number', 'object', "
                "'string'\n    - at '/type': got number, want array"
            ),
        ],
    ),
    "schema-sees-first-document": (
        {
            "values.schema.json": (
                '{"type":"object","properties":{"a":{"type":"string"},"b":{"minimum":3}},"required":["z"]}'
            ),
            "values.yaml": "a: x\nz: 1\n---\nb: 1\n",
        },
        [
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                "schema(s) in the following chart(s):\nc:\n- at '/b': minimum: got 1, want "
                "3\n"
            ),
        ],
    ),
    "schema-of-subchart": (
        {
            "charts/s/values.schema.json": (
                '{"type":"object","properties":{"a":{"type":"string"},"b":{"minimum":3}},"required":["z"]}'
            ),
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, version: 1.0.0}]\n",
        },
        [
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                "schema(s) in the following chart(s):\ns:\n- at '': missing property 'z'\n"
            ),
        ],
    ),
    "values-ignored-by-helmignore": (
        {
            "values.schema.json": (
                '{"type":"object","properties":{"a":{"type":"string"},"b":{"minimum":3}},"required":["z"]}'
            ),
            ".helmignore": "values.yaml\n",
        },
        [
            ("[ERROR] values.yaml: - at '': missing property 'z'\n- at '/a': got number, want string\n"),
            (
                "[ERROR] templates/: values don't meet the specifications of the "
                "schema(s) in the following chart(s):\nc:\n- at '': missing property 'z'\n"
            ),
        ],
    ),
}
"""By name: the files that differ from a good chart's, and what the reference says."""


@pytest.mark.parametrize("name", CASES)
def test_findings_are_the_recorded_ones(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    assert say_of(tmp_path / "chart", files) == expected
