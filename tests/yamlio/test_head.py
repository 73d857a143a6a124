"""Heads of manifests: what Helm's SimpleHead takes and refuses; the errors were recorded from Helm."""

from __future__ import annotations

import pytest

from pychart.errors import YamlError
from pychart.yamlio import read_head
from pychart.yamlio.head import Head

NOTHING: Head = ("", "", "", None)
REFUSAL = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
METADATA = 'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }'


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("", NOTHING),
        ("# only a comment\n", NOTHING),
        ("null", NOTHING),
        ("a: 1", NOTHING),
        ("apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec: {}\n", ("v1", "Pod", "x", None)),
        ("apiVersion: 1.10\nkind: 5\nmetadata: {name: true}", ("1.1", "5", "true", None)),
        ("kind: 1e6", ("", "1e+06", "", None)),
        ("kind: 20230101", ("", "20230101", "", None)),
        ("kind: .inf", ("", "+Inf", "", None)),
        ("kind: ~\nmetadata: ~", NOTHING),
        ("metadata: {annotations: {}}", ("", "", "", {})),
        ("metadata: {annotations: {a: 1, b: true, c: null, d: 1.50, 5: x}}",
         ("", "", "", {"a": "1", "b": "true", "c": "", "d": "1.5", "5": "x"})),
        ("kind: a\nkind: b", ("", "b", "", None)),
        ("KIND: a\nMetaData: {NAME: b}", ("", "a", "b", None)),
        ("kind: b\nKind: a", ("", "b", "", None)),
        ("x: &m {name: m}\nmetadata: {<<: *m}", ("", "", "m", None)),
        ("kind: A\n---\nkind: B", ("", "A", "", None)),
        ('{"kind": "List", "apiVersion": "v1"}', ("v1", "List", "", None)),
    ],
)  # fmt: skip
def test_heads(text: str, head: Head) -> None:
    assert read_head(text) == head
    assert read_head(text.encode()) == head


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a", REFUSAL + "string into Go value of type util.SimpleHead"),
        ("[1]", REFUSAL + "array into Go value of type util.SimpleHead"),
        ("5", REFUSAL + "number into Go value of type util.SimpleHead"),
        ("true", REFUSAL + "bool into Go value of type util.SimpleHead"),
        ("kind: [a]", REFUSAL + "array into Go struct field .kind of type string"),
        ("kind: {a: 1}", REFUSAL + "object into Go struct field .kind of type string"),
        ("Kind: [a]", REFUSAL + "array into Go struct field .Kind of type string"),
        ("metadata: x", REFUSAL + f"string into Go struct field .metadata of type {METADATA}"),
        ("metadata: 5", REFUSAL + f"number into Go struct field .metadata of type {METADATA}"),
        ("metadata: {name: [a]}", REFUSAL + "array into Go struct field .metadata.name of type string"),
        ("metadata: {annotations: x}",
         REFUSAL + "string into Go struct field .metadata.annotations of type map[string]string"),
        ("metadata: {annotations: {a: {b: c}}}",
         REFUSAL + "object into Go struct field .metadata.annotations.a of type string"),
        ("metadata: {annotations: {a/b: []}}",
         REFUSAL + "array into Go struct field .metadata.annotations.a~1b of type string"),
        ("metadata: {annotations: {1: [2]}}", REFUSAL + "array into .metadata.annotations.1 of type string"),
        ("metadata: x\napiVersion: []", REFUSAL + "array into Go struct field .apiVersion of type string"),
        ("x: .nan\nkind: A", "error converting YAML to JSON: json: unsupported value: NaN"),
        ("kind: A\nspec: {a: {{ b }}}",
         "error converting YAML to JSON: yaml: invalid map key: "
         'map[interface {}]interface {}{"b":interface {}(nil)}'),
        ("kind: A\nspec:\n  a: b: c",
         "error converting YAML to JSON: yaml: line 3: mapping values are not allowed in this context"),
    ],
)  # fmt: skip
def test_refusals(text: str, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        read_head(text)
    assert str(caught.value) == message
