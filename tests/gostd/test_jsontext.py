from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.gostd import jsontext
from pychart.gostd.json import unmarshal_map

# (text, the error of fromJson) from the reference
REFUSED = [
    ("", "unexpected end of JSON input"),
    (" ", "unexpected end of JSON input"),
    ("{", "unexpected end of JSON input"),
    ('{"a"', "unexpected end of JSON input"),
    ('{"a":', "unexpected end of JSON input"),
    ('{"a":1', "unexpected end of JSON input"),
    ('{"a":1,', "unexpected end of JSON input"),
    ('{"a":1,}', "invalid character '}' looking for beginning of object key string"),
    ('{"a" 1}', "invalid character '1' after object key"),
    ('{"a":1 "b"}', "invalid character '\"' after object key:value pair"),
    ("{1:2}", "invalid character '1' looking for beginning of object key string"),
    ("{,}", "invalid character ',' looking for beginning of object key string"),
    ('{"a":}', "invalid character '}' looking for beginning of value"),
    ('{"a":]', "invalid character ']' looking for beginning of value"),
    ('{"a":1}x', "invalid character 'x' after top-level value"),
    ('{"a":1}}', "invalid character '}' after top-level value"),
    ('{"a":tru', "unexpected end of JSON input"),
    ('{"a":trux}', "invalid character 'x' in literal true (expecting 'e')"),
    ('{"a":nulL}', "invalid character 'L' in literal null (expecting 'l')"),
    ('{"a":fAlse}', "invalid character 'A' in literal false (expecting 'a')"),
    ('{"a":01}', "invalid character '1' after object key:value pair"),
    ('{"a":-}', "invalid character '}' in numeric literal"),
    ('{"a":-x}', "invalid character 'x' in numeric literal"),
    ('{"a":1.}', "invalid character '}' in numeric literal"),
    ('{"a":1.e}', "invalid character 'e' in numeric literal"),
    ('{"a":1e}', "invalid character '}' in numeric literal"),
    ('{"a":1e+}', "invalid character '}' in numeric literal"),
    ('{"a":1ex}', "invalid character 'x' in numeric literal"),
    ('{"a":.5}', "invalid character '.' looking for beginning of value"),
    ('{"a":+1}', "invalid character '+' looking for beginning of value"),
    ('{"a":NaN}', "invalid character 'N' looking for beginning of value"),
    ('{"a":Infinity}', "invalid character 'I' looking for beginning of value"),
    ('{"a":"', "unexpected end of JSON input"),
    ('{"a":"\n"}', "invalid character '\\n' in string"),
    ('{"a":"\x01"}', "invalid character '\\x01' in string"),
    ('{"a":"\\x"}', "invalid escape sequence `\\x` in string"),
    ('{"a":"\\u12"}', 'invalid escape sequence `\\u12"}` in string'),
    ('{"a":"\\u12G4"}', "invalid escape sequence `\\u12G4` in string"),
    ('{"a":"\\u12', "unexpected end of JSON input"),
    ('{"a":"\\`"}', 'invalid escape sequence "\\\\`" in string'),
    ('{"a":"\\', "unexpected end of JSON input"),
    ('{"a":"\\é"}', 'invalid escape sequence "\\\\\\xc3" in string'),
    ("{'a':1}", "invalid character '\\'' looking for beginning of object key string"),
    ("\ufeff{}", "invalid character '\\ufeff' looking for beginning of value"),
    ('{"a":é}', "invalid character 'é' looking for beginning of value"),
    ('{"a":\udcff}', "invalid character '\\xff' looking for beginning of value"),
    ("[1]", "json: cannot unmarshal array into Go value of type map[string]interface {}"),
    ('"x"', "json: cannot unmarshal string into Go value of type map[string]interface {}"),
    ("1", "json: cannot unmarshal number into Go value of type map[string]interface {}"),
    ("true", "json: cannot unmarshal bool into Go value of type map[string]interface {}"),
    ("[1", "unexpected end of JSON input"),
    ('{"a":1e400}', "json: cannot unmarshal number 1e400 into Go struct field .a of type float64"),
    ('{"a":[1,{"b":-1e999}]}', "json: cannot unmarshal number -1e999 into Go struct field .a.1.b of type float64"),
    ('{"a":[1e999]}', "json: cannot unmarshal number 1e999 into .a.0 of type float64"),
    ('{"a/b":{"c~":1e999}}', "json: cannot unmarshal number 1e999 into Go struct field .a~1b.c~0 of type float64"),
    ('{"a":[1 2]}', "invalid character '2' after array element"),
    ('{"a":[1,]}', "invalid character ']' looking for beginning of value"),
    ('{"a":[}', "invalid character '}' looking for beginning of value"),
    ("1e400", "json: cannot unmarshal number into Go value of type map[string]interface {}"),
    (":", "invalid character ':' looking for beginning of value"),
    ("/", "invalid character '/' looking for beginning of value"),
]

_PADDING = " " * jsontext._WORTH_IMPORTING
"""Makes a text long enough for Python's decoder, which must not show in the result."""


@pytest.mark.parametrize("padding", ["", _PADDING])
@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_faults_are_worded_as_the_reference_words_them(text: str, message: str, padding: str) -> None:
    with pytest.raises(FunctionError) as caught:
        unmarshal_map(padding + text)
    assert str(caught.value) == message


@pytest.mark.parametrize("padding", ["", _PADDING])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"a\\n\\t\\b\\f\\r\\/\\\\\\""', 'a\n\t\b\f\r/\\"'),
        ('"\\u00e9\\ud83d\\ude00"', "é\U0001f600"),
        ('"\\ud800 \\udc00 \\ud800\\u0041"', "\ufffd \ufffd \ufffdA"),
        ('"é\udcff"', "é\ufffd"),
        ("1e-400", 0.0),
        ("\r\n[[[]],{}]\t", [[[]], {}]),
        ("-1.5E+2", -150.0),
        ("123456789012345678901234567890", 1.2345678901234568e29),
    ],
)
def test_values(text: str, value: Any, padding: str) -> None:
    assert jsontext.parse(padding + text) == value


def test_depth_ends_at_ten_thousand() -> None:
    value = jsontext.parse("[" * 10000 + "]" * 10000)
    depth = 0
    while value:
        depth, value = depth + 1, value[0]
    assert depth == 9999
    with pytest.raises(FunctionError, match=r"^exceeded max depth$"):
        jsontext.parse("[" * 10001 + "]" * 10001)


def test_a_number_beyond_float64_leaves_the_rest_readable() -> None:
    with pytest.raises(jsontext.NumberRangeError) as caught:
        jsontext.parse('{"a":[1,1e999],"b":2e999}')
    assert caught.value.value == {"a": [1.0, 0.0], "b": 0.0}
    assert str(caught.value) == "json: cannot unmarshal number 1e999 into .a.1 of type float64"
