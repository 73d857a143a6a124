"""The rules about templates and what they render to say what the reference says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pychart.processes import Child, start_child
from pychart.templates.golang import sharing
from tests.lint.charts import CHART_YAML, Files, say_of

CASES: dict[str, tuple[Files, list[str]]] = {
    "field-of-nil": (
        {"templates/a.yaml": "{{ .Values.x.y }}"},
        [
            (
                "[ERROR] templates/: c/templates/a.yaml:1:10\n  executing "
                '"c/templates/a.yaml" at <.Values.x.y>:\n    nil pointer evaluating '
                "interface {}.y"
            ),
        ],
    ),
    "unknown-function": (
        {"templates/a.yaml": "{{ foo }}"},
        [
            ('[ERROR] templates/: parse error at (c/templates/a.yaml:1): function "foo" not defined'),
        ],
    ),
    "open-action": (
        {"templates/a.yaml": "{{"},
        [
            "[ERROR] templates/: parse error at (c/templates/a.yaml:1): unclosed action",
        ],
    ),
    "nothing-required": (
        {"templates/a.yaml": '{{ required "need" .Values.zz }}'},
        [],
    ),
    "fail-goes-on": (
        {"templates/a.yaml": '{{ fail "boo" }}'},
        [],
    ),
    "unknown-template": (
        {"templates/a.yaml": '{{ include "nope" . }}'},
        [
            (
                "[ERROR] templates/: c/templates/a.yaml:1:3\n  executing "
                '"c/templates/a.yaml" at <include "nope" .>:\n    error calling '
                'include:\ntemplate: no template "nope" associated with template "gotpl"'
            ),
        ],
    ),
    "indented": (
        {"templates/a.yaml": "  a: b\n"},
        [
            (
                '[WARNING] templates/a.yaml: document starts with an illegal indent: "  '
                'a: b", which may cause parsing problems'
            ),
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                'naming requirements: "": metadata.name: Invalid value: "": a lowercase '
                "RFC 1123 subdomain must consist of lower case alphanumeric characters, "
                "'-' or '.', and must start and end with an alphanumeric character (e.g. "
                "'example.com', regex used for validation is "
                "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
            ),
        ],
    ),
    "indented-after-blank-lines": (
        {"templates/a.yaml": "\n\n\t\n   a: b\nc: d\n"},
        [
            (
                '[WARNING] templates/a.yaml: document starts with an illegal indent: "   '
                'a: b", which may cause parsing problems'
            ),
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error converting YAML "
                "to JSON: yaml: line 3: found character that cannot start any token"
            ),
        ],
    ),
    "tab": (
        {"templates/a.yaml": "\ta: b\n"},
        [
            (
                "[WARNING] templates/a.yaml: document starts with an illegal indent: "
                '"\\ta: b", which may cause parsing problems'
            ),
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error converting YAML "
                "to JSON: yaml: found character that cannot start any token"
            ),
        ],
    ),
    "not-yaml": (
        {"templates/a.yaml": "a: [\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error converting YAML "
                "to JSON: yaml: line 1: did not find expected node content"
            ),
        ],
    ),
    "list": (
        {"templates/a.yaml": "- a\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal array into Go value "
                "of type rules.k8sYamlStruct"
            ),
        ],
    ),
    "null": (
        {"templates/a.yaml": "null\n"},
        [],
    ),
    "comment": (
        {"templates/a.yaml": "# c\n"},
        [],
    ),
    "only-separators": (
        {"templates/a.yaml": "---\n---\n"},
        [],
    ),
    "second-document-bad": (
        {"templates/a.yaml": "metadata: {name: a}\n---\nc: d: e\n---\nf: g\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error converting YAML "
                "to JSON: yaml: mapping values are not allowed in this context"
            ),
        ],
    ),
    "no-selector": (
        {"templates/a.yaml": "kind: Deployment\napiVersion: apps/v1\nmetadata: {name: x}\n"},
        [
            ('[ERROR] templates/a.yaml: a Deployment must contain matchLabels or matchExpressions, and "x" does not'),
        ],
    ),
    "selector": (
        {
            "templates/a.yaml": (
                "kind: StatefulSet\napiVersion: apps/v1\nmetadata: {name: x}\nspec: {selector: {matchLabels: {}}}\n"
            )
        },
        [],
    ),
    "deprecated": (
        {"templates/a.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: x}\n"},
        [
            (
                "[WARNING] templates/a.yaml: extensions/v1beta1 Ingress is deprecated in "
                "v1.14+, unavailable in v1.22+; use networking.k8s.io/v1 Ingress"
            ),
        ],
    ),
    "deprecated-without-removal": (
        {"templates/a.yaml": "apiVersion: v1\nkind: Endpoints\nmetadata: {name: x}\n"},
        [
            ("[WARNING] templates/a.yaml: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"),
        ],
    ),
    "bad-api-version": (
        {"templates/a.yaml": "apiVersion: a/b/c\nkind: Ingress\nmetadata: {name: x}\n"},
        [],
    ),
    "service-name": (
        {"templates/a.yaml": "kind: Service\nmetadata: {name: a.b}\n"},
        [
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                'naming requirements: "a.b": metadata.name: Invalid value: "a.b": a '
                "DNS-1035 label must consist of lower case alphanumeric characters or "
                "'-', start with an alphabetic character, and end with an alphanumeric "
                "character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                "'[a-z]([-a-z0-9]*[a-z0-9])?')"
            ),
        ],
    ),
    "no-name": (
        {"templates/a.yaml": "kind: X\n"},
        [
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                'naming requirements: "": metadata.name: Invalid value: "": a lowercase '
                "RFC 1123 subdomain must consist of lower case alphanumeric characters, "
                "'-' or '.', and must start and end with an alphanumeric character (e.g. "
                "'example.com', regex used for validation is "
                "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
            ),
        ],
    ),
    "name-too-long": (
        {
            "templates/a.yaml": (
                "kind: ConfigMap\nmetadata: {name: "
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
                "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.b}\n"
            )
        },
        [
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                "naming requirements: "
                '"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a'
                ".a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"
                ".a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"
                '.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.b": metadata.name: Invalid '
                "value: "
                '"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a'
                ".a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"
                ".a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"
                '.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.b": must be no more than 253 '
                "characters"
            ),
        ],
    ),
    "role-name": (
        {"templates/a.yaml": 'kind: Role\nmetadata: {name: "a/b%"}\n'},
        [
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                'naming requirements: "a/b%": [metadata.name: Invalid value: "a/b%": may '
                "not contain '/', metadata.name: Invalid value: \"a/b%\": may not contain "
                "'%']"
            ),
        ],
    ),
    "names-of-fields-in-capitals": (
        {"templates/a.yaml": "Kind: Service\nMETADATA: {NAME: 1a}\n"},
        [
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                'naming requirements: "1a": metadata.name: Invalid value: "1a": a '
                "DNS-1035 label must consist of lower case alphanumeric characters or "
                "'-', start with an alphabetic character, and end with an alphanumeric "
                "character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                "'[a-z]([-a-z0-9]*[a-z0-9])?')"
            ),
        ],
    ),
    "name-is-a-number": (
        {"templates/a.yaml": "metadata: {name: 1e3}\n"},
        [],
    ),
    "name-is-a-list": (
        {"templates/a.yaml": "metadata: {name: [a]}\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal array into Go struct "
                "field .metadata.name of type string"
            ),
        ],
    ),
    "metadata-is-a-list": (
        {"templates/a.yaml": "metadata: [a]\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal array into Go struct "
                "field .metadata of type rules.k8sYamlMetadata"
            ),
        ],
    ),
    "release": (
        {
            "templates/a.yaml": (
                'metadata: {name: "{{ .Release.Name }}_{{ .Release.Revision }}_{{ .Release.IsInstall }}"}'
            )
        },
        [
            (
                "[WARNING] templates/a.yaml: object name does not conform to Kubernetes "
                'naming requirements: "test-release_0_false": metadata.name: Invalid '
                'value: "test-release_0_false": a lowercase RFC 1123 subdomain must '
                "consist of lower case alphanumeric characters, '-' or '.', and must "
                "start and end with an alphanumeric character (e.g. 'example.com', regex "
                "used for validation is "
                "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
            ),
        ],
    ),
    "bad-separator": (
        {"templates/a.yaml": "metadata: {name: a}\n--- b\n"},
        [
            ("[ERROR] templates/a.yaml: unable to parse YAML: invalid Yaml document separator: b"),
        ],
    ),
    "carriage-returns": (
        {"templates/a.yaml": "metadata: {name: a}\r\n---\r\nmetadata: {name: b}\r\n"},
        [],
    ),
    "lookup-finds-nothing": (
        {"templates/a.yaml": '{{ lookup "v1" "a" "b" "c" }}'},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal string into Go value "
                "of type rules.k8sYamlStruct"
            ),
        ],
    ),
    "json": (
        {"templates/a.yaml": '{"kind": "Service", "metadata": {"name": "a"}}'},
        [],
    ),
    "json-type": (
        {"templates/a.yaml": '{"kind": [1]}'},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: json: cannot unmarshal "
                "array into Go struct field .kind of type string"
            ),
        ],
    ),
    "json-cut": (
        {"templates/a.yaml": '{"apiVersion": "v1", "kind": '},
        [
            "[ERROR] templates/a.yaml: unable to parse YAML: unexpected EOF",
        ],
    ),
    "json-bad": (
        {"templates/a.yaml": '{"apiVersion": x: y}'},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: json: offset 16: "
                "invalid character 'x' looking for beginning of value"
            ),
        ],
    ),
    "json-objects": (
        {
            "templates/a.yaml": (
                '{"metadata": {"name": "a"}}{"metadata": {"name": "b"}}{"metadata": {"name": "c"}} z: - a'
            )
        },
        [
            ("[ERROR] templates/a.yaml: unable to parse YAML: invalid character 'z' looking for beginning of value"),
        ],
    ),
    "json-then-yaml": (
        {"templates/a.yaml": '{"metadata":{"name":"a"}}\n---\nmetadata: {name: b}\n---\nmetadata: {name: 5}'},
        [],
    ),
    "json-then-bad": (
        {"templates/a.yaml": '{"metadata": {"name": "a"}} {"kind": x: y: z}'},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: json: offset 38: "
                "invalid character 'x' looking for beginning of value"
            ),
        ],
    ),
    "flow-map": (
        {"templates/a.yaml": "{metadata: {name: a}}"},
        [],
    ),
    "policy-in-list": (
        {
            "templates/a.yaml": (
                "kind: List\nmetadata: {name: x}\nitems:\n- metadata: {annotations: {helm.sh/resource-policy: keep}}\n"
            )
        },
        [
            ("[ERROR] templates/a.yaml: annotation 'helm.sh/resource-policy' within List objects are ignored"),
        ],
    ),
    "policy-in-second-document": (
        {
            "templates/a.yaml": (
                "metadata: {name: x}\n---\nkind: List\nmetadata: {name: x}\nitems:\n- "
                "metadata: {annotations: {helm.sh/resource-policy: keep}}\n"
            )
        },
        [],
    ),
    "items-not-a-list": (
        {"templates/a.yaml": "kind: List\nmetadata: {name: x}\nitems: 1\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal number into Go struct "
                "field .items of type []struct { Metadata struct { Annotations "
                "map[string]string } }"
            ),
        ],
    ),
    "item-not-a-map": (
        {"templates/a.yaml": "kind: List\nmetadata: {name: x}\nitems: [1]\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal number into .items.0 "
                "of type struct { Metadata struct { Annotations map[string]string } }"
            ),
        ],
    ),
    "annotation-not-text": (
        {"templates/a.yaml": "kind: List\nmetadata: {name: x}\nitems: [{metadata: {annotations: {a: [1]}}}]\n"},
        [
            (
                "[ERROR] templates/a.yaml: unable to parse YAML: error unmarshaling "
                "JSON: while decoding JSON: json: cannot unmarshal array into Go struct "
                "field .items.0.metadata.annotations.a of type string"
            ),
        ],
    ),
    "file-b.yml": (
        {"templates/b.yml": "a: b: c\n"},
        [
            (
                "[ERROR] templates/b.yml: unable to parse YAML: error converting YAML to "
                "JSON: yaml: mapping values are not allowed in this context"
            ),
        ],
    ),
    "file-b.txt": (
        {"templates/b.txt": "a: b: c\n"},
        [],
    ),
    "file-b.tpl": (
        {"templates/b.tpl": "a: b: c\n"},
        [],
    ),
    "file-b.json": (
        {"templates/b.json": "a: b: c\n"},
        [
            (
                "[ERROR] templates/b.json: file extension '.json' not valid. Valid "
                "extensions are .yaml, .yml, .tpl, or .txt"
            ),
        ],
    ),
    "file-b": (
        {"templates/b": "a: b: c\n"},
        [
            ("[ERROR] templates/b: file extension '' not valid. Valid extensions are .yaml, .yml, .tpl, or .txt"),
        ],
    ),
    "file-b.YAML": (
        {"templates/b.YAML": "a: b: c\n"},
        [
            (
                "[ERROR] templates/b.YAML: file extension '.YAML' not valid. Valid "
                "extensions are .yaml, .yml, .tpl, or .txt"
            ),
            (
                "[ERROR] templates/b.YAML: unable to parse YAML: error converting YAML "
                "to JSON: yaml: mapping values are not allowed in this context"
            ),
        ],
    ),
    "file-b.yaml.bak": (
        {"templates/b.yaml.bak": "a: b: c\n"},
        [
            (
                "[ERROR] templates/b.yaml.bak: file extension '.bak' not valid. Valid "
                "extensions are .yaml, .yml, .tpl, or .txt"
            ),
        ],
    ),
    "file-_b.yaml": (
        {"templates/_b.yaml": "a: b: c\n"},
        [],
    ),
    "file-sub/b.yaml": (
        {"templates/sub/b.yaml": "a: b: c\n"},
        [
            (
                "[ERROR] templates/sub/b.yaml: unable to parse YAML: error converting "
                "YAML to JSON: yaml: mapping values are not allowed in this context"
            ),
        ],
    ),
    "missing": (
        {"templates/a.yaml": None},
        [
            "[WARNING] templates/: directory does not exist",
        ],
    ),
    "a-file": (
        {"templates/a.yaml": None, "templates": "x"},
        [
            "[ERROR] templates/: not a directory",
        ],
    ),
    "empty": (
        {"templates/a.yaml": None, "templates/": None},
        [],
    ),
    "ignored": (
        {"templates/a.yaml": "{{", ".helmignore": "templates/a.yaml\n"},
        [],
    ),
    "subchart-does-not-parse": (
        {
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "charts/s/templates/x.yaml": "{{ foo }}",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, version: 1.0.0}]\n",
        },
        [
            ('[ERROR] templates/: parse error at (c/charts/s/templates/x.yaml:1): function "foo" not defined'),
        ],
    ),
    "subchart-is-not-looked-at": (
        {
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "charts/s/templates/x.yaml": "a: b: c",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, version: 1.0.0}]\n",
        },
        [],
    ),
    "section-not-a-table": (
        {
            "charts/s/Chart.yaml": "apiVersion: v2\nname: s\nversion: 1.0.0\n",
            "values.yaml": "s: 5\n",
            "templates/a.yaml": "{{",
            "Chart.yaml": CHART_YAML + "dependencies: [{name: s, version: 1.0.0}]\n",
        },
        [],
    ),
}
"""By name: the files that differ from a good chart's, and what the reference says."""


@pytest.mark.parametrize("name", CASES)
def test_findings_are_the_recorded_ones(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    assert say_of(tmp_path / "chart", files) == expected


def test_a_large_chart_is_compiled_by_all_processors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    def start(work: Callable[[], Any]) -> Child | None:
        started.append(work)
        return start_child(work)

    monkeypatch.setattr(sharing, "count_processors", lambda: 3)
    monkeypatch.setattr(sharing, "start_child", start)
    padding = "{{/* " + "x" * 20_000 + " */}}"
    files = {f"templates/f{n}.yaml": f'kind: {{{{ "A{n}" }}}}\nmetadata: {{name: B{n}}}\n{padding}' for n in range(9)}
    said = say_of(tmp_path, files)
    assert len(started) == 2
    assert [line for line in said if "B8" in line] == [line.replace("7", "8") for line in said if "B7" in line] != []
