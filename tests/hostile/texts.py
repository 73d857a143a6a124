"""YAML, flags, templates and schemas that want all memory or all time, or what is not theirs."""

# ruff: noqa: E501 - one input a line
from __future__ import annotations

import json

from tests.cli.worlds import Files
from tests.hostile.case import Case

LAUGHS = 'a0: &a0 ["x"]\n' + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 11))
_MERGES = "m0: &m0 {a: 1}\n" + "".join(
    f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 10)}], k{n}: 1}}\n" for n in range(1, 9)
)
_BIG = 'a: &a "' + "x" * 4_000_000 + '"\nb: [' + "*a," * 2000 + "]\n"


def _values(name: str, text: str, says: str, rows: str = "PyYAML") -> Case:
    return Case(name, rows, "template r c", says, {"c/values.yaml": text})


def _set(name: str, text: str, says: str, rows: str) -> Case:
    return Case(name, rows, f"template r c --set {text}", says)


def _template(name: str, body: str, says: str, rows: str = "templates", shows: str = "") -> Case:
    files: Files = {"c/templates/a.yaml": f"a: {body}\n", "c/values.yaml": 't: "{{ tpl .Values.t . }}"\n'}
    return Case(name, rows, "template r c", says, files, shows=shows)


def _schema(name: str, schema: object, says: str, rows: str, values: str = "a: 1\n") -> Case:
    text = schema if isinstance(schema, str) else json.dumps(schema)
    return Case(name, rows, "template r c", says, {"c/values.schema.json": text, "c/values.yaml": values})


_DOUBLING = {"d0": True} | {f"d{n}": {"allOf": [{"$ref": f"#/definitions/d{n - 1}"}] * 2} for n in range(1, 31)}
_CYCLE = '{{ $d := dict "a" 1 }}{{ $_ := set $d "d" $d }}'

CASES = [
    _values("aliases of aliases", LAUGHS, "excessive aliasing"),
    _values("one long text 2,000 times", _BIG, "aliasing"),
    _values("merges of merges", _MERGES, "excessive aliasing"),
    _values("100,000 brackets", "a: " + "[" * 100_000 + "]" * 100_000, "depth"),
    _values("an anchor that holds itself", "a: &a [*a]\n", "contains itself"),
    _values("a Python object", 'a: !!python/object/apply:os.system ["touch outside/e"]\n', ""),
    _values("an integer of a million digits", "a: " + "9" * 1_000_000 + "\n", ""),
    _set("index of a billion", "a[999999999]=1", "maximum supported index", "CVE-2022-36055"),
    _set("many large indexes", ",".join(f"b{n}[65536]=1" for n in range(200)), "grow by more than", "CVE-2022-36055"),
    _set("10,000 dots", ".".join(["a"] * 10_000) + "=1", "maximum supported nested level", "CVE-2022-23524"),
    _set("10,000 indexes", "a" + "[0]" * 10_000 + "=1", "list indexes", "CVE-2022-23524"),
    _template("include of itself", '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}', "nested reference"),
    _template("tpl of itself", "{{ tpl .Values.t . }}", "Error"),
    _template("a billion numbers", "{{ range until 1000000000 }}{{ end }}", "elements"),
    _template("a loop to a trillion", "{{ range $i := 1000000000000 }}{{ end }}", "elements"),
    _template("ten billion letters", '{{ repeat 10000000000 "x" }}', "long"),
    _template("indentation of a billion", '{{ indent 1000000000 "x" }}', "long"),
    _template("letters by doubling", '{{ $s := "x" }}{{ range until 40 }}{{ $s = printf "%s%s" $s $s }}{{ end }}', "long"),
    _template("backtracking pattern", '{{ regexMatch "^(a+)+$" (printf "%sb" (repeat 60 "a")) }}', "", "re"),
    _template("pattern of 10,000 groups", '{{ regexMatch (repeat 10000 "(a?)") "a" }}', "", "re"),
    _template("pattern that nests", '{{ regexMatch (printf "%sa%s" (repeat 10000 "(") (repeat 10000 ")")) "a" }}', "", "re"),
    _template("a map that holds itself", _CYCLE + "{{ $d }}", "Error"),
    _template("a copy of a map that holds itself", _CYCLE + "{{ $e := deepCopy $d }}", "Error"),
    _template("100,000 parentheses", "{{ " + "(" * 100_000 + "1" + ")" * 100_000 + " }}", "Error"),
    _template("files outside", '{{ .Files.Get "../outside/secret.txt" }}{{ .Files.Get "/etc/passwd" }}x', "", shows="a: x\n"),
    _template("the environment", '{{ env "HOME" }}', 'function "env" not defined'),
    _template("a name service", '{{ getHostByName "localhost" | quote }}', "", "CVE-2023-25165", 'a: ""\n'),
    _template("the cluster", '{{ lookup "v1" "Secret" "" "x" | toJson }}', "", "CVE-2020-11013", "a: {}\n"),
    _template("YAML of YAML", "{{ .Values | toYaml | fromYaml | toJson }}", "", "PyYAML"),
    _template("a page of escapes", '{{ fail "\\x1b[2Jx" }}', "x", "CVE-2021-21303"),
    _schema("local file", {"$ref": "file:///etc/passwd"}, "file://", "CVE-2025-55199"),
    _schema("endless file", {"$ref": "file:///dev/zero"}, "file://", "CVE-2025-55199"),
    _schema("file beside", {"$ref": "../outside/secret.txt"}, "secret.txt", "CVE-2025-55199"),
    _schema("reference to itself", {"$ref": "#"}, "refers to itself", "jsonschema"),
    _schema("doubled 30 times", {"definitions": _DOUBLING, "$ref": "#/definitions/d30"}, "schema", "jsonschema"),
    _schema("100,000 levels", '{"not":' * 100_000 + "true" + "}" * 100_000, "deep", "CVE-2025-32387"),
    _schema("9,000 levels", '{"properties":{"a":' * 4500 + "true" + "}}" * 4500, "deep", "CVE-2025-32387"),
    _schema("backtracking pattern in it", {"properties": {"a": {"pattern": "^(a+)+$"}}}, "a", "jsonschema", f'a: "{"a" * 60}b"\n'),
    *(_schema(f"a schema that is {text}", text, "schema", "CVE-2022-23526") for text in ("null", "[]", "5", '{"type": 5}', "{")),
]  # fmt: skip
