"""Schemas and what Helm 4.3.1 says of values that do not meet them, recorded from ``helm template``.

Helm's order among siblings is random; here it is pychart's.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from pychart.chart.metadata import Metadata
from pychart.chart.model import Chart
from pychart.errors import FetchError, SchemaError
from pychart.values.schema import check_schema, find_problem

# what it shows, the schema, the values, Helm's message
ROWS: list[tuple[str, str, Any, str]] = [
    (
        "types",
        ('{"properties":{"a":{"type":["string","null"]},"b":{"type":"integer"},"c":{"type":"boolean"}}}'),
        {"a": 1, "b": 1.5, "c": []},
        (
            "- at '/a': got number, want null or string\n"
            "- at '/b': got number, want integer\n"
            "- at '/c': got array, want boolean\n"
        ),
    ),
    ("whole floats are integers", '{"properties":{"a":{"type":"integer"}}}', {"a": 2.0}, ""),
    (
        "whole floats in draft 4",
        ('{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"a":{"type":"integer"}}}'),
        {"a": 2.0},
        "",
    ),
    (
        "failed type hides the rest",
        '{"properties":{"a":{"type":"string","minimum":5,"allOf":[{"minimum":6}]}}}',
        {"a": 1},
        "- at '/a': got number, want string\n",
    ),
    (
        "enum",
        (
            '{"properties":{"a":{"enum":["x",1,null,true,1.50,"it\'s","q\\"x"]},"b":{"enum":["x"]},"c":{"'
            'enum":[{"a":1},2]},"d":{"enum":[]}}}'
        ),
        {"a": 2, "b": 1, "c": 1, "d": 1},
        (
            "- at '/a': value must be one of 'x', 1, <nil>, true, 1.50, 'it\\'s', 'q\"x'\n"
            "- at '/b': value must be 'x'\n"
            "- at '/c': 'enum' failed\n"
            "- at '/d': value must be one of \n"
        ),
    ),
    (
        "const",
        (
            '{"properties":{"a":{"const":"x"},"b":{"const":1.50},"c":{"const":null},"d":{"const":[1]},"'
            'e":{"const":1e3}}}'
        ),
        {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1},
        (
            "- at '/a': value must be 'x'\n"
            "- at '/b': value must be 1.50\n"
            "- at '/c': value must be <nil>\n"
            "- at '/d': 'const' failed\n"
            "- at '/e': value must be 1e3\n"
        ),
    ),
    (
        "bounds",
        (
            '{"properties":{"a":{"minimum":2.5},"b":{"maximum":1000},"c":{"exclusiveMinimum":1e-7},"d":'
            '{"exclusiveMaximum":-5},"e":{"multipleOf":0.1}}}'
        ),
        {"a": 1, "b": 1234.5678, "c": 0, "d": 1000000, "e": 1.25},
        (
            "- at '/a': minimum: got 1, want 2.5\n"
            "- at '/b': maximum: got 1,234.5678, want 1,000\n"
            "- at '/c': exclusiveMinimum: got 0, want 1×10⁻⁰⁷\n"
            "- at '/d': exclusiveMaximum: got 1×10⁰⁶, want -5\n"
            "- at '/e': multipleOf: got 1.25, want 0.1\n"
        ),
    ),
    (
        "numbers in English",
        ('{"properties":{"a":{"maximum":1},"b":{"maximum":1},"c":{"maximum":1},"d":{"minimum":1},"e":{"minimum":1}}}'),
        {"a": 123456, "b": 1234567.5, "c": 1e21, "d": 1e-05, "e": -12345.6},
        (
            "- at '/a': maximum: got 123,456, want 1\n"
            "- at '/b': maximum: got 1.2345675×10⁰⁶, want 1\n"
            "- at '/c': maximum: got 1×10²¹, want 1\n"
            "- at '/d': minimum: got 1×10⁻⁰⁵, want 1\n"
            "- at '/e': minimum: got -12,345.6, want 1\n"
        ),
    ),
    ("exact multiples", '{"properties":{"a":{"multipleOf":0.1},"b":{"multipleOf":0.01}}}', {"a": 0.3, "b": 1.13}, ""),
    (
        "lengths",
        (
            '{"properties":{"a":{"maxLength":2},"b":{"minLength":3},"c":{"maxItems":1},"d":{"minItems":'
            '1},"e":{"maxProperties":1},"f":{"minProperties":1}}}'
        ),
        {"a": "äöü", "b": "x", "c": [1, 2], "d": [], "e": {"x": 1, "y": 2}, "f": {}},
        (
            "- at '/a': maxLength: got 3, want 2\n"
            "- at '/b': minLength: got 1, want 3\n"
            "- at '/c': maxItems: got 2, want 1\n"
            "- at '/d': minItems: got 0, want 1\n"
            "- at '/e': maxProperties: got 2, want 1\n"
            "- at '/f': minProperties: got 0, want 1\n"
        ),
    ),
    (
        "several at one place",
        '{"properties":{"b":{"maximum":10,"multipleOf":2},"c":{"minimum":1}}}',
        {"b": 11, "c": 0},
        (
            "- at '/b': validation failed\n"
            "  - at '/b': maximum: got 11, want 10\n"
            "  - at '/b': multipleOf: got 11, want 2\n"
            "- at '/c': minimum: got 0, want 1\n"
        ),
    ),
    (
        "one group alone",
        '{"properties":{"b":{"maximum":10,"multipleOf":2}}}',
        {"b": 11},
        ("- at '/b': maximum: got 11, want 10\n- at '/b': multipleOf: got 11, want 2\n"),
    ),
    (
        "required",
        '{"required":["x"],"properties":{"a":{"required":["b","c\'d"]}}}',
        {"a": {}},
        ("- at '': missing property 'x'\n- at '/a': missing properties 'b', 'c\\'d'\n"),
    ),
    (
        "additional properties",
        ('{"additionalProperties":false,"properties":{"a":{"additionalProperties":{"type":"string"}}}}'),
        {"a": {"x": 1}, "b": 1},
        ("- at '/a/x': got number, want string\n- at '': additional properties 'b' not allowed\n"),
    ),
    (
        "nothing else allowed",
        '{"properties":{"a":{"additionalProperties":false}}}',
        {"a": {"x": 1}},
        "- at '/a': additional properties 'x' not allowed\n",
    ),
    (
        "pattern properties",
        ('{"patternProperties":{"^a":{"type":"string"},"b$":{"minimum":5}},"additionalProperties":false}'),
        {"ab": 1, "c": 1},
        (
            "- at '/ab': got number, want string\n"
            "- at '/ab': minimum: got 1, want 5\n"
            "- at '': additional properties 'c' not allowed\n"
        ),
    ),
    (
        "property names",
        '{"properties":{"a":{"propertyNames":{"minLength":2,"pattern":"^x"}}}}',
        {"a": {"b": 1}},
        (
            "- at '/a': invalid propertyName 'b'\n"
            "  - at '': minLength: got 1, want 2\n"
            "  - at '': 'b' does not match pattern '^x'\n"
        ),
    ),
    (
        "pattern",
        '{"properties":{"a":{"pattern":"^[a-z\'\\"]+$"}}}',
        {"a": "A'\n"},
        "- at '/a': 'A\\'\\n' does not match pattern '^[a-z\\'\"]+$'\n",
    ),
    (
        "unique items",
        '{"properties":{"a":{"uniqueItems":true},"b":{"uniqueItems":true}}}',
        {"a": [1, 2, {"x": 1}, {"x": 1}], "b": [1, True, "1", 0, False]},
        "- at '/a': items at 2 and 3 are equal\n",
    ),
    (
        "items",
        ('{"properties":{"a":{"items":{"type":"string"}},"b":{"prefixItems":[{"type":"string"}],"items":false}}}'),
        {"a": ["x", 1], "b": [1, 2]},
        (
            "- at '/a/1': got number, want string\n"
            "- at '/b': validation failed\n"
            "  - at '/b/0': got number, want string\n"
            "  - at '/b/1': false schema\n"
        ),
    ),
    (
        "additional items",
        (
            '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"items":[{"type":"'
            'string"}],"additionalItems":false},"b":{"items":[{}],"additionalItems":{"type":"string"}}}'
            "}"
        ),
        {"a": [1, 2, 3], "b": [1, "x"]},
        ("- at '/a/0': got number, want string\n- at '/a': last 2 additionalItem(s) not allowed\n"),
    ),
    (
        "contains",
        (
            '{"properties":{"a":{"contains":{"type":"string","minLength":1}},"b":{"contains":{"type":"s'
            'tring"},"minContains":2},"c":{"contains":{"type":"string"},"maxContains":1},"d":{"contains'
            '":{"type":"string"},"minContains":2}}}'
        ),
        {"a": [1], "b": ["x", 1], "c": ["x", 1, "y"], "d": [1]},
        (
            "- at '/a': no items match contains schema\n"
            "  - at '/a/0': got number, want string\n"
            "- at '/b': min 2 items required to match contains schema, but matched 1 items at 0\n"
            "  - at '/b/1': got number, want string\n"
            "- at '/c': max 1 items required to match contains schema, but matched 2 items at 0 2\n"
            "- at '/d': min 2 items required to match contains schema, but none matched\n"
            "  - at '/d/0': got number, want string\n"
        ),
    ),
    (
        "dependent",
        (
            '{"properties":{"a":{"dependentRequired":{"x":["y","z"],"q":["r"]}},"b":{"dependentSchemas"'
            ':{"x":{"required":["y"]}}}}}'
        ),
        {"a": {"x": 1}, "b": {"x": 1}},
        ("- at '/a': properties 'y', 'z' required, if 'x' exists\n- at '/b': missing property 'y'\n"),
    ),
    (
        "dependencies",
        ('{"$schema":"http://json-schema.org/draft-07/schema#","dependencies":{"a":["b","c"],"d":{"required":["e"]}}}'),
        {"a": 1, "d": 1},
        ("- at '': properties 'b', 'c' required, if 'a' exists\n- at '': missing property 'e'\n"),
    ),
    (
        "if",
        ('{"if":{"properties":{"a":{"const":1}}},"then":{"required":["b"]},"else":{"required":["c"]}}'),
        {"a": 1},
        "- at '': missing property 'b'\n",
    ),
    (
        "else",
        ('{"if":{"properties":{"a":{"const":2}}},"then":{"required":["b"]},"else":{"required":["c"]}}'),
        {"a": 1},
        "- at '': missing property 'c'\n",
    ),
    ("not", '{"properties":{"a":{"not":{"type":"number"}}}}', {"a": 1}, "- at '/a': 'not' failed\n"),
    ("false schema", '{"properties":{"a":false}}', {"a": 1}, "- at '/a': false schema\n"),
    (
        "all of",
        ('{"properties":{"a":{"minimum":9,"allOf":[{"type":"string"},{"minimum":5,"multipleOf":3},true]}}}'),
        {"a": 1},
        (
            "- at '/a': minimum: got 1, want 9\n"
            "- at '/a': 'allOf' failed\n"
            "  - at '/a': got number, want string\n"
            "  - at '/a': validation failed\n"
            "    - at '/a': minimum: got 1, want 5\n"
            "    - at '/a': multipleOf: got 1, want 3\n"
        ),
    ),
    (
        "any of",
        ('{"properties":{"a":{"anyOf":[{"type":"string"},{"required":["x","y"],"minProperties":1}]}}}'),
        {"a": {}},
        (
            "- at '/a': 'anyOf' failed\n"
            "  - at '/a': got object, want string\n"
            "  - at '/a': validation failed\n"
            "    - at '/a': minProperties: got 0, want 1\n"
            "    - at '/a': missing properties 'x', 'y'\n"
        ),
    ),
    (
        "one of, none",
        (
            '{"properties":{"a":{"oneOf":[{"type":"string"},{"properties":{"b":{"anyOf":[{"type":"strin'
            'g"},{"minimum":2}]}}}]}}}'
        ),
        {"a": {"b": 1}},
        (
            "- at '/a': 'oneOf' failed, none matched\n"
            "  - at '/a': got object, want string\n"
            "  - at '/a/b': 'anyOf' failed\n"
            "    - at '/a/b': got number, want string\n"
            "    - at '/a/b': minimum: got 1, want 2\n"
        ),
    ),
    (
        "one of, two",
        '{"properties":{"a":{"oneOf":[{"type":"string"},{"type":"number"},{"minimum":0}]}}}',
        {"a": 1},
        "- at '/a': 'oneOf' failed, subschemas 1, 2 matched\n",
    ),
    (
        "reference",
        (
            '{"$ref":"#/$defs/top","$defs":{"top":{"properties":{"a":{"$ref":"#/$defs/low"},"b":{"maxim'
            'um":0,"$ref":"#/$defs/low"}}},"low":{"minimum":5,"multipleOf":3}}}'
        ),
        {"a": 1, "b": 1},
        (
            "- at '': validation failed\n"
            "  - at '/a': validation failed\n"
            "    - at '/a': minimum: got 1, want 5\n"
            "    - at '/a': multipleOf: got 1, want 3\n"
            "  - at '/b': validation failed\n"
            "    - at '/b': validation failed\n"
            "      - at '/b': minimum: got 1, want 5\n"
            "      - at '/b': multipleOf: got 1, want 3\n"
            "    - at '/b': maximum: got 1, want 0\n"
        ),
    ),
    (
        "recursion",
        '{"properties":{"n":{"$ref":"#"},"v":{"type":"string"}}}',
        {"n": {"n": {"v": 1}}},
        "- at '/n/n/v': got number, want string\n",
    ),
    (
        "reference beside others in draft 7",
        (
            '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"$ref":"#/definiti'
            'ons/x","maximum":0}},"definitions":{"x":{"minimum":5}}}'
        ),
        {"a": 1},
        "- at '/a': minimum: got 1, want 5\n",
    ),
    (
        "unevaluated",
        (
            '{"properties":{"a":{"properties":{"x":{}},"unevaluatedProperties":false},"b":{"prefixItems'
            '":[{}],"unevaluatedItems":{"type":"string"}}}}'
        ),
        {"a": {"x": 1, "y": 2}, "b": [1, 2, "x"]},
        ("- at '/a/y': false schema\n- at '/b/1': got number, want string\n"),
    ),
    (
        "place",
        '{"properties":{"a/b~c\'d":{"type":"string"}}}',
        {"a/b~c'd": 1},
        "- at '/a~1b~0c\\'d': got number, want string\n",
    ),
    (
        "format counts in draft 7",
        (
            '{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"format":"email"},'
            '"b":{"format":"ipv4"},"c":{"format":"unknown"}}}'
        ),
        {"a": "x", "b": "1.2", "c": "x"},
        ("- at '/a': 'x' is not valid email: missing @\n- at '/b': '1.2' is not valid ipv4: expected four decimals\n"),
    ),
    ("format is a remark in 2020-12", '{"properties":{"a":{"format":"email"}}}', {"a": "x"}, ""),
    (
        "draft 4 bounds",
        (
            '{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"n":{"exclusiveMinimum"'
            ':true,"minimum":1}}}'
        ),
        {"n": 1},
        "- at '/n': exclusiveMinimum: got 1, want 1\n",
    ),
    ("false", "false", {}, "- at '': false schema\n"),
    ("true", "true", {"a": 1}, ""),
    ("not JSON", "{bad", {}, "invalid character 'b' looking for beginning of object key string"),
    ("empty", " ", {}, "EOF"),
    ("cut off", '{"a":', {}, "unexpected EOF"),
    ("too long", "{} x", {}, "invalid character after top-level value"),
    (
        "a list",
        "[]",
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': got array, want boolean or object"
        ),
    ),
    (
        "null",
        "null",
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': got null, want boolean or object"
        ),
    ),
    (
        "a string",
        '"x"',
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': got string, want boolean or object"
        ),
    ),
    (
        "bad type",
        '{"type":5}',
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': 'allOf' failed\n"
            "  - at '/type': 'anyOf' failed\n"
            "    - at '/type': value must be one of 'array', 'boolean', 'integer',"
            " 'null', 'number', 'object', 'string'\n"
            "    - at '/type': got number, want array"
        ),
    ),
    (
        "bad type in draft 7",
        '{"$schema":"http://json-schema.org/draft-07/schema#","type":5}',
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'http://json-schema.org/draft-07/schema#'\n"
            "- at '/type': 'anyOf' failed\n"
            "  - at '/type': value must be one of 'array', 'boolean', 'integer',"
            " 'null', 'number', 'object', 'string'\n"
            "  - at '/type': got number, want array"
        ),
    ),
    (
        "bad below",
        '{"properties":{"a":{"minimum":"x","minLength":-1},"b":{"type":"nope"}}}',
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': 'allOf' failed\n"
            "  - at '': validation failed\n"
            "    - at '/properties/a': 'allOf' failed\n"
            "      - at '/properties/a': validation failed\n"
            "        - at '/properties/a/minLength': minimum: got -1, want 0\n"
            "        - at '/properties/a/minimum': got string, want number\n"
            "    - at '/properties/b': 'allOf' failed\n"
            "      - at '/properties/b/type': 'anyOf' failed\n"
            "        - at '/properties/b/type': value must be one of 'array', 'boolean', 'integer',"
            " 'null', 'number', 'object', 'string'\n"
            "        - at '/properties/b/type': got string, want array"
        ),
    ),
    (
        "bad in draft 4",
        ('{"$schema":"http://json-schema.org/draft-04/schema#","properties":{"n":{"exclusiveMinimum":true}}}'),
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'http://json-schema.org/draft-04/schema#'\n"
            "- at '/properties/n': properties 'minimum' required, if 'exclusiveMinimum' exists"
        ),
    ),
    (
        "lookahead",
        '{"properties":{"a":{"pattern":"(?!x)a"}}}',
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': 'allOf' failed\n"
            "  - at '/properties/a': 'allOf' failed\n"
            "    - at '/properties/a/pattern': '(?!x)a' is not valid regex:"
            " error parsing regexp: invalid or unsupported Perl syntax: `(?!`"
        ),
    ),
    (
        "bad pattern property",
        '{"patternProperties":{"(a":{}}}',
        {},
        (
            "\"file:///values.schema.json#\" is not valid against metaschema: jsonschema validation failed with 'https://json-schema.org/draft/2020-12/schema#'\n"
            "- at '': 'allOf' failed\n"
            "  - at '/patternProperties': invalid propertyName '(a'\n"
            "    - at '': '(a' is not valid regex: error parsing regexp: missing closing ): `(a`"
        ),
    ),
    (
        "missing definition",
        '{"properties":{"a":{"$ref":"#/$defs/x"}}}',
        {},
        'json-pointer in "file:///values.schema.json#/$defs/x" not found',
    ),
    (
        "missing anchor",
        '{"$ref":"#foo"}',
        {},
        'anchor in "file:///values.schema.json#foo" not found in schema "file:///values.schema.json"',
    ),
    (
        "other scheme",
        '{"$ref":"ftp://x/y"}',
        {},
        'failing loading "ftp://x/y": no URLLoader registered for "ftp://x/y"',
    ),
    ("unknown draft", '{"$schema":"nope"}', {}, 'failing loading "nope": no URLLoader registered for "nope"'),
    (
        "any draft",
        '{"$schema":"http://json-schema.org/schema#","type":"string"}',
        {},
        "- at '': got object, want string\n",
    ),
    (
        "a property without a name",
        '{"properties":{"":{"anyOf":[{"type":"string"}]}}}',
        {"": {"x": 1}},
        "- at '': {\"x\":1} is not valid under any of the schemas listed in the 'anyOf' keyword\n",
    ),
    ("own id", '{"$id":"https://example.com/a.json","type":"string"}', {}, "- at '': got object, want string\n"),
]


@pytest.mark.parametrize(("schema", "values", "expected"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
def test_message(schema: str, values: Any, expected: str) -> None:
    assert find_problem(schema.encode(), values) == expected


def make_chart(name: str, schema: str, *subcharts: Chart) -> Chart:
    return Chart(Metadata(name=name), schema=schema.encode(), dependencies=subcharts)


def test_every_chart_has_its_say() -> None:
    child = make_chart("s", '{"additionalProperties": false, "properties": {"a": {"type": "string"}}}')
    chart = make_chart("c", '{"required": ["q"]}', child, make_chart("unused", "false"), make_chart("odd", "true"))
    with pytest.raises(SchemaError) as caught:
        check_schema(chart, {"s": {"a": 1.0, "global": {}}, "unused": None, "odd": "x"})
    assert str(caught.value) == (
        "values don't meet the specifications of the schema(s) in the following chart(s):\n"
        "c:\n- at '': missing property 'q'\n"
        "s:\n- at '/a': got number, want string\n- at '': additional properties 'global' not allowed\n"
        "odd:\ninvalid type for values: expected object (map), got string\n"
    )


def test_values_that_fit() -> None:
    check_schema(make_chart("c", '{"required": ["q"]}', Chart(Metadata(name="s"))), {"q": 1, "s": {}})
    assert find_problem(b'{"required": ["q"]}', {"q": 1}) == ""


def test_unresolved_urn_allows_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert find_problem(b'{"properties": {"a": {"$ref": "urn:x:y"}}}', {"a": 1}) == ""
    warning = 'level=WARN msg="unresolved URN reference ignored; using permissive schema" urn=urn:x:y\n'
    assert capsys.readouterr().err == warning


def test_reference_to_the_web() -> None:
    asked = []

    def fetch(url: str) -> bytes:
        asked.append(url)
        return json.dumps({"$defs": {"port": {"maximum": 65535}}}).encode()

    schema = b'{"properties": {"a": {"$ref": "https://example.com/types.json#/$defs/port"}}}'
    assert find_problem(schema, {"a": 70000}, fetch) == "- at '/a': maximum: got 70,000, want 65,535\n"
    assert asked == ["https://example.com/types.json"]


def test_reference_that_cannot_be_fetched() -> None:
    def fetch(url: str) -> bytes:
        raise FetchError(f"no route to {url}")

    problem = find_problem(b'{"$ref": "http://example.com/x.json"}', {}, fetch)
    assert problem == 'failing loading "http://example.com/x.json": no route to http://example.com/x.json'


@pytest.mark.parametrize("reference", ["file:///etc/hostname", "other.json", "FILE:///etc/hostname"])
def test_local_files_are_out_of_reach(reference: str) -> None:
    problem = find_problem(json.dumps({"properties": {"a": {"$ref": reference}}}).encode(), {"a": 1})
    assert problem.startswith('failing loading "file:///')
    assert problem.endswith("schemas may not refer to local files")


def test_deep_schema_is_refused() -> None:
    text = b'{"not":' * 100_000 + b"true" + b"}" * 100_000
    assert find_problem(text, {}) == "the schema nests deeper than 200 levels"


def test_deep_values_are_refused() -> None:
    values: Any = {}
    for _ in range(500):
        values = {"a": values}
    assert find_problem(b'{"properties": {"a": {"$ref": "#"}}}', values) == "the values nest deeper than 200 levels"


def nested(depth: int) -> Any:
    values: Any = 1
    for _ in range(depth):
        values = {"a": values}
    return values


@pytest.mark.parametrize(
    ("schema", "values", "reason"),
    [
        pytest.param({"$ref": "#"}, {}, "the schema refers to itself, causing a reference cycle", id="loop"),
        pytest.param(
            {"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"$ref": "#"}]}}},
            {},
            "the schema refers to itself, causing a reference cycle",
            id="loop through definitions",
        ),
        pytest.param(
            {
                "$ref": "#/$defs/d30",
                "$defs": {
                    "d0": True,
                    **{f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i - 1}"}] * 2} for i in range(1, 31)},
                },
            },
            {},
            "the schema takes more than 1000000 steps",
            id="doubling",
        ),
        pytest.param(
            {"$ref": "#x", "$defs": {"x": {"$anchor": "x", "properties": {"a": {"allOf": [{"$ref": "#x"}] * 2}}}}},
            nested(60),
            "the schema takes more than 1000000 steps",
            id="doubling with the depth of the values",
        ),
    ],
)
def test_endless_work_is_refused(schema: Any, values: Any, reason: str) -> None:
    assert find_problem(json.dumps(schema).encode(), values) == f"unable to validate schema: {reason}"


def test_recursion_that_moves_on_is_fine() -> None:
    assert find_problem(b'{"properties": {"a": {"$ref": "#"}}, "type": ["object", "number"]}', nested(60)) == ""


def test_braces_in_texts_are_not_depth() -> None:
    assert find_problem(json.dumps({"description": "{" * 1000}).encode(), {}) == ""


def test_bytes_that_are_no_utf8() -> None:
    schema = b'{"properties": {"a": {"maxLength": 1}}}'
    assert find_problem(schema, {"a": "\udcff\udcfe"}) == "- at '/a': maxLength: got 2, want 1\n"


def test_pattern_takes_linear_time() -> None:
    assert "does not match" in find_problem(b'{"properties": {"a": {"pattern": "^(a+)+$"}}}', {"a": "a" * 5000 + "!"})
