"""What Helm says about documents that it cannot read, recorded from it."""

# ruff: noqa: E501 - recorded text stays in one piece

from __future__ import annotations

import pytest

from pychart.errors import YamlError
from pychart.yamlio import load_map

BROKEN = [
    ("k: .INF", "error converting YAML to JSON: json: unsupported value: +Inf"),
    ("k: !!int abc", "error converting YAML to JSON: yaml: cannot decode !!str `abc` as a !!int"),
    ("k: !!float abc", "error converting YAML to JSON: yaml: cannot decode !!str `abc` as a !!float"),
    ('k: !!binary "aGV sbG8="', "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data"),
    ("k: !!null x", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!null"),
    ("k: !!timestamp x", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!timestamp"),
    ('k: !!float "1e400"', "error converting YAML to JSON: yaml: cannot decode !!str `1e400` as a !!float"),
    ("k: .nan", "error converting YAML to JSON: json: unsupported value: NaN"),
    ("k: -.inf", "error converting YAML to JSON: json: unsupported value: -Inf"),
    ("k: !!int 1.5", "error converting YAML to JSON: yaml: cannot decode !!float `1.5` as a !!int"),
    (
        "18446744073709551615: v",
        'error converting YAML to JSON: unsupported map key of type: uint64, key: 0xffffffffffffffff, value: "v"',
    ),
    ("~: v", 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "v"'),
    ("null: v", 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "v"'),
    ("!!int abc: v", "error converting YAML to JSON: yaml: cannot decode !!str `abc` as a !!int"),
    ("!!float abc: v", "error converting YAML to JSON: yaml: cannot decode !!str `abc` as a !!float"),
    ('!!binary "aGV sbG8=": v', "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data"),
    ("!!null x: v", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!null"),
    ("!!timestamp x: v", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!timestamp"),
    ("<<: v", "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value"),
    ('!!float "1e400": v', "error converting YAML to JSON: yaml: cannot decode !!str `1e400` as a !!float"),
    ("!!int 1.5: v", "error converting YAML to JSON: yaml: cannot decode !!float `1.5` as a !!int"),
    ("!!merge <<: v", "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value"),
    (
        "0xFFFFFFFFFFFFFFFF: v",
        'error converting YAML to JSON: unsupported map key of type: uint64, key: 0xffffffffffffffff, value: "v"',
    ),
    (
        "0b1111111111111111111111111111111111111111111111111111111111111111: v",
        'error converting YAML to JSON: unsupported map key of type: uint64, key: 0xffffffffffffffff, value: "v"',
    ),
    (
        "!!str: v",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}",
    ),
    ("a: b: c", "error converting YAML to JSON: yaml: mapping values are not allowed in this context"),
    ('a: "unclosed', "error converting YAML to JSON: yaml: found unexpected end of stream"),
    ("a: 'unclosed", "error converting YAML to JSON: yaml: found unexpected end of stream"),
    ("a: [1, 2", "error converting YAML to JSON: yaml: line 1: did not find expected ',' or ']'"),
    ("a: {b: c", "error converting YAML to JSON: yaml: line 1: did not find expected ',' or '}'"),
    ("a: ]", "error converting YAML to JSON: yaml: did not find expected node content"),
    ("a: }", "error converting YAML to JSON: yaml: did not find expected node content"),
    ("a: @x", "error converting YAML to JSON: yaml: found character that cannot start any token"),
    ("a: `x", "error converting YAML to JSON: yaml: found character that cannot start any token"),
    ("a: %x", "error converting YAML to JSON: yaml: found character that cannot start any token"),
    ("a:\n  b\n c: d\n", "error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context"),
    ("a:\n- b\n c: d\n", "error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context"),
    ("a: b\n\tc: d", "error converting YAML to JSON: yaml: line 2: found a tab character that violates indentation"),
    ("a:\n\tb: c", "error converting YAML to JSON: yaml: line 2: found character that cannot start any token"),
    ("\ta: b", "error converting YAML to JSON: yaml: found character that cannot start any token"),
    ("a: |x", "error converting YAML to JSON: yaml: did not find expected comment or line break"),
    ("a: |0\n x", "error converting YAML to JSON: yaml: found an indentation indicator equal to 0"),
    ('a: "\\q"', "error converting YAML to JSON: yaml: found unknown escape character"),
    ('a: "\\u12"', "error converting YAML to JSON: yaml: did not find expected hexdecimal number"),
    ('a: "\\ud83d"', "error converting YAML to JSON: yaml: found invalid Unicode character escape code"),
    ("- a\nb: c", "error converting YAML to JSON: yaml: line 1: did not find expected '-' indicator"),
    ("a: b\n- c", "error converting YAML to JSON: yaml: line 1: did not find expected key"),
    ("a: *x", "error converting YAML to JSON: yaml: unknown anchor 'x' referenced"),
    ("a: &", "error converting YAML to JSON: yaml: did not find expected alphabetic or numeric character"),
    ("a: !<x", "error converting YAML to JSON: yaml: did not find the expected '>'"),
    ("%YAML 2.0\n---\na: b", "error converting YAML to JSON: yaml: found incompatible YAML document"),
    ("%FOO\n---\na: b", "error converting YAML to JSON: yaml: found unknown directive name"),
    ("%TAG ! x y\n---\na", "error converting YAML to JSON: yaml: did not find expected comment or line break"),
    ("a: \x01", "error converting YAML to JSON: yaml: control characters are not allowed"),
    ("a: \x7f", "error converting YAML to JSON: yaml: control characters are not allowed"),
    ("k: v\na: \x80", "error converting YAML to JSON: yaml: control characters are not allowed"),
    ("a: b #c\nd: e: f", "error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context"),
    (
        "a: >-\n x\n y: z: w\nb: c: d",
        "error converting YAML to JSON: yaml: line 4: mapping values are not allowed in this context",
    ),
    ("x: ,", "error converting YAML to JSON: yaml: did not find expected node content"),
    (
        "[a, b]]",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
    ),
    ("a: [b]c", "error converting YAML to JSON: yaml: did not find expected key"),
    ("a: {b: c}d", "error converting YAML to JSON: yaml: did not find expected key"),
    ('"a"b: c', "error converting YAML to JSON: yaml: did not find expected key"),
    ("'a': 'b': c", "error converting YAML to JSON: yaml: mapping values are not allowed in this context"),
    ("a: - b", "error converting YAML to JSON: yaml: block sequence entries are not allowed in this context"),
    (
        "key: value\n  other: x",
        "error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context",
    ),
    (
        "a: 1\n b: 2\nc: 3",
        "error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context",
    ),
    ("a:\n    b: 1\n   c: 2", "error converting YAML to JSON: yaml: line 2: did not find expected key"),
    ('a: "x\n---\ny"', "error converting YAML to JSON: yaml: line 2: found unexpected document indicator"),
    ("a: 'x\n...\n'", "error converting YAML to JSON: yaml: line 2: found unexpected document indicator"),
    ('a: "b" "c"', "error converting YAML to JSON: yaml: did not find expected key"),
    (
        "a: b\n  - c: d: e",
        "error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context",
    ),
    (
        "{{ x }}: y",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"x":interface {}(nil)}',
    ),
    (
        "a: {{ x }}",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"x":interface {}(nil)}',
    ),
    (
        "a: {{x}}",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"x":interface {}(nil)}',
    ),
    (
        "{{x}}",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"x":interface {}(nil)}',
    ),
    (
        "- {{ x }}",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"x":interface {}(nil)}',
    ),
    (
        "a: [{b: {{ c }}}]",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"c":interface {}(nil)}',
    ),
    ("x: {a: b\n\ny: z\n", "error converting YAML to JSON: yaml: line 2: did not find expected ',' or '}'"),
    ("!!int a", "error converting YAML to JSON: yaml: cannot decode !!str `a` as a !!int"),
    ("a: !!int b", "error converting YAML to JSON: yaml: cannot decode !!str `b` as a !!int"),
    ("<<: 5", "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value"),
    ("<<: [1]", "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value"),
    ("<<: *a", "error converting YAML to JSON: yaml: unknown anchor 'a' referenced"),
    ("a: &a [*a]", "error converting YAML to JSON: yaml: anchor 'a' value contains itself"),
    ("a: &a {b: *a}", "error converting YAML to JSON: yaml: anchor 'a' value contains itself"),
    ("a: &a {<<: *a}", "error converting YAML to JSON: yaml: anchor 'a' value contains itself"),
    (
        "a: &x [{b: 1}]\nc: {<<: *x}",
        "error converting YAML to JSON: yaml: map merge requires map or sequence of maps as the value",
    ),
    ("a: &x {b: 1}\nb: [*x, *y]", "error converting YAML to JSON: yaml: unknown anchor 'y' referenced"),
    (
        "? [a, 1.5, true, null, {x: 0x10}]\n: b",
        'error converting YAML to JSON: yaml: invalid map key: []interface {}{"a", 1.5, true, interface {}(nil), map[interface {}]interface {}{"x":16}}',
    ),
    (
        "? {z: 1, b: [], a: {}, 1: 2}\n: v",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"a":map[interface {}]interface {}{}, "b":[]interface {}{}, "z":1, 1:2}',
    ),
    (
        '~: {a: [1, 1.5, "x\\ty", true, ~]}',
        'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: map[interface {}]interface {}{"a":[]interface {}{1, 1.5, "x\\ty", true, interface {}(nil)}}',
    ),
    ("? \n", "error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: <nil>"),
    (
        "? &a : b\n: c",
        'error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{interface {}(nil):"b"}',
    ),
    ("a: .nan", "error converting YAML to JSON: json: unsupported value: NaN"),
    ("- .inf", "error converting YAML to JSON: json: unsupported value: +Inf"),
    ("a: 1\n: b", "error converting YAML to JSON: yaml: line 1: did not find expected key"),
    ('a: 1\n{a: b}: c\nd: "', "error converting YAML to JSON: yaml: line 3: found unexpected end of stream"),
    ("\udcef", "error converting YAML to JSON: yaml: incomplete UTF-8 octet sequence"),
    ("a: b\n\x00", "error converting YAML to JSON: yaml: control characters are not allowed"),
    (
        "--- a\n--- b: c: d",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}",
    ),
    (
        "a\nb",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}",
    ),
    ("a: b\nc", "error converting YAML to JSON: yaml: line 3: could not find expected ':'"),
    (
        "5",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type map[string]interface {}",
    ),
    (
        "[a]",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}",
    ),
    (
        "true",
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal bool into Go value of type map[string]interface {}",
    ),
    (
        '"x"',
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type map[string]interface {}",
    ),
    ("null: x", 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "x"'),
    ("1: 2\n~: 3", "error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: 3"),
    ('a: !!binary "x y"', "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data"),
    ("a: !!float x", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!float"),
    ("a: !!timestamp x", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!timestamp"),
    ("a: !!null x", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!null"),
    ("a: !!bool x", "error converting YAML to JSON: yaml: cannot decode !!str `x` as a !!bool"),
    ("a: |\n  x\n y\n", "error converting YAML to JSON: yaml: line 2: did not find expected key"),
    ("a: b\n# c\n  d: e", "error converting YAML to JSON: yaml: line 2: did not find expected key"),
    ("x:\n  - a\n  b: c\n", "error converting YAML to JSON: yaml: line 2: did not find expected '-' indicator"),
    ("x:\n- a: b\n - c: d\n", "error converting YAML to JSON: yaml: line 2: did not find expected key"),
    ('x: "a\n  b\n\nc: d', "error converting YAML to JSON: yaml: line 4: found unexpected end of stream"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_errors_are_helms(text: str, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        load_map(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: b: c", 1, 5), ("a: b\nc: d: e", 2, 5), ("a: 1\n b: 2", 2, 3), ("a: [1\nb: 2", 2, 2), ("x: 1\ny: *z", 2, 4)],
)
def test_errors_tell_the_place(text: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        load_map(text)
    assert (caught.value.line, caught.value.column) == (line, column)
