# ruff: noqa: E501 (recorded texts are kept whole)
"""Chart.yaml files and what `helm show chart` (v4.3.1) says of each: its own writing, or the error."""

from __future__ import annotations

ACCEPTED = [
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nsources: [1, true, 1.50, null]\n",
        'apiVersion: v2\nname: c\nsources:\n- "1"\n- "true"\n- "1.5"\n- ""\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: [{}]\n",
        "apiVersion: v2\nmaintainers:\n- {}\nname: c\nversion: 0.1.0\n",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: [{name: 5, email: yes}]\n",
        'apiVersion: v2\nmaintainers:\n- email: "true"\n  name: "5"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndeprecated: yes\n",
        "apiVersion: v2\ndeprecated: true\nname: c\nversion: 0.1.0\n",
    ),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\ndeprecated: null\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {a: 1, b: true, c: 1.50, d: null, e: 0x10, 5: x}\n",
        'annotations:\n  "5": x\n  a: "1"\n  b: "true"\n  c: "1.5"\n  d: ""\n  e: "16"\napiVersion: v2\nname: c\nversion: 0.1.0\n',
    ),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {}\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: null\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    (
        'apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: s, version: 1, repository: ""}]\n',
        'apiVersion: v2\ndependencies:\n- name: s\n  repository: ""\n  version: "1"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: s, import-values: [1, {child: a, parent: 1.5}, [x], null]}]\n",
        'apiVersion: v2\ndependencies:\n- import-values:\n  - 1\n  - child: a\n    parent: 1.5\n  - - x\n  - null\n  name: s\n  repository: ""\nname: c\nversion: 0.1.0\n',
    ),
    ("APIVERSION: v2\nNAME: c\nVersion: 1.0.0\n", "apiVersion: v2\nname: c\nversion: 1.0.0\n"),
    ("apiVersion: v2\nName: d\nname: c\nNAME: e\nversion: 1.0.0\n", "apiVersion: v2\nname: c\nversion: 1.0.0\n"),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\ntags: 5\n", 'apiVersion: v2\nname: c\ntags: "5"\nversion: 0.1.0\n'),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nkeywords: [a, ~]\n",
        'apiVersion: v2\nkeywords:\n- a\n- ""\nname: c\nversion: 0.1.0\n',
    ),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\nfoo: [null]\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\ntype: null\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\nhome: ~\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: !!binary aGVsbG8=\n",
        "apiVersion: v2\nappVersion: hello\nname: c\nversion: 0.1.0\n",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 1e400\n",
        "apiVersion: v2\nappVersion: 1e400\nname: c\nversion: 0.1.0\n",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 123456789012345678901234\n",
        'apiVersion: v2\nappVersion: "1.2345679e+23"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 18446744073709551615\n",
        'apiVersion: v2\nappVersion: "18446744073709551615"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 0o17\n",
        'apiVersion: v2\nappVersion: "15"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 2020-01-01\n",
        'apiVersion: v2\nappVersion: "2020-01-01"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 1_000\n",
        'apiVersion: v2\nappVersion: "1000"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: -0.0\n",
        'apiVersion: v2\nappVersion: "-0"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 1e21\n",
        'apiVersion: v2\nappVersion: "1e+21"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 100000000.0\n",
        'apiVersion: v2\nappVersion: "1e+08"\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 1.7\n",
        'apiVersion: v2\nappVersion: "1.7"\nname: c\nversion: 0.1.0\n',
    ),
    ("apiVersion: v2\nname: c\nversion: 0.1.0\n---\nfoo\n", "apiVersion: v2\nname: c\nversion: 0.1.0\n"),
    (
        'apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies:\n- name: s\n  version: 1.x\n  repository: https://x\n  condition: s.e\n  tags: [a,b]\n  enabled: true\n  import-values: [data, {child: a, parent: b}]\n  alias: q\n- name: t\n  repository: ""\n',
        'apiVersion: v2\ndependencies:\n- alias: q\n  condition: s.e\n  enabled: true\n  import-values:\n  - data\n  - child: a\n    parent: b\n  name: s\n  repository: https://x\n  tags:\n  - a\n  - b\n  version: 1.x\n- name: t\n  repository: ""\nname: c\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nappVersion: 123456.7\nhome: 1234567.8\nicon: 0.0001\ntags: 0.00001\ncondition: 100000.0\nkubeVersion: 16777217\ndescription: 16777217.0\n",
        'apiVersion: v2\nappVersion: "123456.7"\ncondition: "100000"\ndescription: "1.6777216e+07"\nhome: "1.2345678e+06"\nicon: "0.0001"\nkubeVersion: "16777217"\nname: c\ntags: "1e-05"\nversion: 0.1.0\n',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nHOME: a\nhome: null\n",
        "apiVersion: v2\nhome: a\nname: c\nversion: 0.1.0\n",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ntype: library\n",
        "apiVersion: v2\nname: c\ntype: library\nversion: 0.1.0\n",
    ),
    (
        'apiVersion: v2\nname: c\nversion: 0.1.0\ndescription: "a\\tb\\nc\\u200bd\\u00a0e\\u2028f\\x1b[31m"\n',
        "apiVersion: v2\ndescription: a b cd e f[31m\nname: c\nversion: 0.1.0\n",
    ),
    ("apiVersion: v2\nname: c\nversion: v1.2\n", "apiVersion: v2\nname: c\nversion: v1.2\n"),
    ('name: c\nversion: 0.1.0\napiVersion: ""\n', "apiVersion: v1\nname: c\nversion: 0.1.0\n"),
    ('apiVersion: v2\nname: c\nversion: "1.02.3"\n', "apiVersion: v2\nname: c\nversion: 1.02.3\n"),
    ("apiVersion: v2\nversion: 0.1.0\nname: xé́_Y\n", "apiVersion: v2\nname: xé́_Y\nversion: 0.1.0\n"),
    (
        'apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {b: "x: y", a: "multi\\nline\\n"}\n',
        "annotations:\n  a: |\n    multi\n    line\n  b: 'x: y'\napiVersion: v2\nname: c\nversion: 0.1.0\n",
    ),
]

REFUSED = [
    ("", "validation: chart.metadata.name is required"),
    (
        "[]",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type v2.Metadata",
    ),
    (
        "x",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type v2.Metadata",
    ),
    ("null", "validation: chart.metadata.name is required"),
    (
        "- a\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type v2.Metadata",
    ),
    (
        "5\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type v2.Metadata",
    ),
    (
        "apiVersion: [v2]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .apiVersion of type string",
    ),
    (
        "apiVersion: v2\nname: [c]\nversion: 1\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .name of type string",
    ),
    (
        "apiVersion: v2\nname: {a: b}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .name of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nsources: x\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .sources of type []string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nsources: {a: b}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .sources of type []string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nsources: [[a]]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into .sources.0 of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nsources: [{a: b}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into .sources.0 of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: x\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .maintainers of type []*v2.Maintainer",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: [x]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into .maintainers.0 of type v2.Maintainer",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: {name: x}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .maintainers of type []*v2.Maintainer",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: [{name: [x]}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .maintainers.0.name of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nmaintainers: [null]\n",
        "validation: maintainers must not contain empty or null nodes",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndeprecated: x\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .deprecated of type bool",
    ),
    (
        'apiVersion: v2\nname: c\nversion: 0.1.0\ndeprecated: "true"\n',
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .deprecated of type bool",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndeprecated: 1\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go struct field .deprecated of type bool",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: x\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .annotations of type map[string]string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: [a]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .annotations of type map[string]string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {a: [x]}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .annotations.a of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {a: {b: c}}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .annotations.a of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: x\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .dependencies of type []*v2.Dependency",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: {a: b}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .dependencies of type []*v2.Dependency",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [x]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into .dependencies.0 of type v2.Dependency",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: [s]}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .dependencies.0.name of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: s, tags: x}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .dependencies.0.tags of type []string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: s, tags: [1, [x]]}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into .dependencies.0.tags.1 of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: s, enabled: x}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .dependencies.0.enabled of type bool",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: s, import-values: x}]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go struct field .dependencies.0.import-values of type []interface {}",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ntags: [a]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .tags of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\n? [a]\n: b\n",
        'cannot load Chart.yaml: error converting YAML to JSON: yaml: invalid map key: []interface {}{"a"}',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\n{a: b}: c\n",
        'cannot load Chart.yaml: error converting YAML to JSON: yaml: invalid map key: map[interface {}]interface {}{"a":"b"}',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nnull: c\n",
        'cannot load Chart.yaml: error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "c"',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nannotations: {z: [x], a/b.c: {}}\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go struct field .annotations.a~1b.c of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nHOME: [x]\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go struct field .HOME of type string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\nsources: true\n",
        "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal bool into Go struct field .sources of type []string",
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ntype: foo\n",
        "validation: chart.metadata.type must be application or library",
    ),
    ('apiVersion: v2\nversion: 0.1.0\nname: ".."\n', 'validation: chart.metadata.name ".." is not allowed'),
    ("apiVersion: v2\nversion: 0.1.0\nname: a/b\n", 'validation: chart.metadata.name "a/b" is invalid'),
    ('apiVersion: v2\nversion: 0.1.0\nname: "\\u200b.."\n', 'validation: chart.metadata.name ".." is not allowed'),
    ("apiVersion: v2\nname: c\nversion: abc\n", 'validation: chart.metadata.version "abc" is invalid'),
    ("apiVersion: v2\nname: c\nversion: 1.0.0+a/b\n", 'validation: chart.metadata.version "1.0.0+a/b" is invalid'),
    ('apiVersion: v2\nname: c\nversion: ""\n', "validation: chart.metadata.version is required"),
    ('apiVersion: v2\nversion: 0.1.0\nname: ""\n', "validation: chart.metadata.name is required"),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: d, alias: ../x}]\n",
        'validation: dependency "d" has disallowed characters in the alias',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: d, alias: q}, {name: e, alias: q}]\n",
        'validation: more than one dependency with name or alias "q"',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [{name: d}, {name: d}]\n",
        'validation: more than one dependency with name or alias "d"',
    ),
    (
        "apiVersion: v2\nname: c\nversion: 0.1.0\ndependencies: [null]\n",
        "validation: dependencies must not contain empty or null nodes",
    ),
    (
        'apiVersion: v2\nname: c\nversion: 0.1.0\nhome: "\\ud83d\\ude00 <a> & b"\n',
        "cannot load Chart.yaml: error converting YAML to JSON: yaml: line 4: found invalid Unicode character escape code",
    ),
]
