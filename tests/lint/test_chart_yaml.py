"""The rules about Chart.yaml say what the reference says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lint.charts import CHART_YAML, Files, say_of

CASES: dict[str, tuple[Files, list[str]]] = {
    "good": (
        {"Chart.yaml": CHART_YAML},
        [],
    ),
    "no-name": (
        {"Chart.yaml": "apiVersion: v2\nversion: 1.0.0\nicon: http://a\n"},
        [
            "[ERROR] Chart.yaml: name is required",
            "[ERROR] templates/: validation: chart.metadata.name is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.name is required",
        ],
    ),
    "only-name": (
        {"Chart.yaml": "name: c\n"},
        [
            '[ERROR] Chart.yaml: apiVersion is required. The value must be either "v1" or "v2"',
            "[ERROR] Chart.yaml: version is required",
            "[INFO] Chart.yaml: icon is recommended",
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2",
            "[ERROR] templates/: validation: chart.metadata.version is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.version is required",
        ],
    ),
    "text": (
        {"Chart.yaml": "a"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go value of "
                "type v2.Metadata"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go value of "
                "type v2.Metadata"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal string "
                "into Go value of type v2.Metadata"
            ),
        ],
    ),
    "list": (
        {"Chart.yaml": "[1]"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go value of type "
                "v2.Metadata"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go value of type "
                "v2.Metadata"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal array "
                "into Go value of type v2.Metadata"
            ),
        ],
    ),
    "empty": (
        {"Chart.yaml": ""},
        [
            "[ERROR] Chart.yaml: name is required",
            '[ERROR] Chart.yaml: apiVersion is required. The value must be either "v1" or "v2"',
            "[ERROR] Chart.yaml: version is required",
            "[INFO] Chart.yaml: icon is recommended",
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2",
            "[ERROR] templates/: validation: chart.metadata.name is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.name is required",
        ],
    ),
    "null": (
        {"Chart.yaml": "null\n"},
        [
            "[ERROR] Chart.yaml: name is required",
            '[ERROR] Chart.yaml: apiVersion is required. The value must be either "v1" or "v2"',
            "[ERROR] Chart.yaml: version is required",
            "[INFO] Chart.yaml: icon is recommended",
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2",
            "[ERROR] templates/: validation: chart.metadata.name is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.name is required",
        ],
    ),
    "not-yaml": (
        {"Chart.yaml": "a: b: c\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror converting YAML to "
                "JSON: yaml: mapping values are not allowed in this context"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error converting YAML to "
                "JSON: yaml: mapping values are not allowed in this context"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "converting YAML to JSON: yaml: mapping values are not allowed in this "
                "context"
            ),
        ],
    ),
    "v3": (
        {"Chart.yaml": "apiVersion: v3\nname: c\nversion: 1.0.0\n"},
        [
            ('[ERROR] Chart.yaml: apiVersion \'v3\' is not valid. The value must be either "v1" or "v2"'),
            "[INFO] Chart.yaml: icon is recommended",
        ],
    ),
    "number-as-api-version": (
        {"Chart.yaml": "apiVersion: 2\nname: c\nversion: 1.0.0\n"},
        [
            ('[ERROR] Chart.yaml: apiVersion \'2\' is not valid. The value must be either "v1" or "v2"'),
            "[INFO] Chart.yaml: icon is recommended",
        ],
    ),
    "unknown-fields": (
        {"Chart.yaml": CHART_YAML + "foo: 1\nbar: 2\n"},
        [
            (
                "[WARNING] Chart.yaml: failed to strictly parse chart metadata "
                "file\n\terror unmarshaling JSON: while decoding JSON: json: unknown field "
                '"bar"'
            ),
        ],
    ),
    "field-twice": (
        {"Chart.yaml": CHART_YAML + "name: d\n"},
        [
            (
                "[WARNING] Chart.yaml: failed to strictly parse chart metadata "
                "file\n\terror converting YAML to JSON: yaml: unmarshal errors:\n  line 5: "
                'key "name" already set in map'
            ),
        ],
    ),
    "name-in-capitals": (
        {"Chart.yaml": CHART_YAML + "Name: d\n"},
        [],
    ),
    "version-1": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 1\nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version should be of type string but it's of type float64",
            "[WARNING] Chart.yaml: version '1' is not a valid SemVerV2",
        ],
    ),
    "version-1.10": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.10\nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version should be of type string but it's of type float64",
            "[WARNING] Chart.yaml: version '1.1' is not a valid SemVerV2",
        ],
    ),
    "version-~1.10~": (
        {"Chart.yaml": 'apiVersion: v2\nname: c\nversion: "1.10"\nicon: https://a.b/c.png\n'},
        [
            "[WARNING] Chart.yaml: version '1.10' is not a valid SemVerV2",
        ],
    ),
    "version-v1.2.3": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: v1.2.3\nicon: https://a.b/c.png\n"},
        [
            "[WARNING] Chart.yaml: version 'v1.2.3' is not a valid SemVerV2",
        ],
    ),
    "version-abc": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: abc\nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version 'abc' is not a valid SemVer",
            "[WARNING] Chart.yaml: version 'abc' is not a valid SemVerV2",
            '[ERROR] templates/: validation: chart.metadata.version "abc" is invalid',
            ('[ERROR] : unable to load chart\n\tvalidation: chart.metadata.version "abc" is invalid'),
        ],
    ),
    "version-0.0.0-0": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.0.0-0\nicon: https://a.b/c.png\n"},
        [
            '[ERROR] Chart.yaml: version "0.0.0-0" is less than or equal to "0.0.0-0"',
        ],
    ),
    "version-0.0.0": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.0.0\nicon: https://a.b/c.png\n"},
        [],
    ),
    "version-": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: \nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version should be of type string but it's of type <nil>",
            "[ERROR] Chart.yaml: version is required",
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2",
            "[ERROR] templates/: validation: chart.metadata.version is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.version is required",
        ],
    ),
    "version-null": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: null\nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version should be of type string but it's of type <nil>",
            "[ERROR] Chart.yaml: version is required",
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2",
            "[ERROR] templates/: validation: chart.metadata.version is required",
            "[ERROR] : unable to load chart\n\tvalidation: chart.metadata.version is required",
        ],
    ),
    "version-true": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: true\nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version should be of type string but it's of type bool",
            "[ERROR] Chart.yaml: version 'true' is not a valid SemVer",
            "[WARNING] Chart.yaml: version 'true' is not a valid SemVerV2",
            '[ERROR] templates/: validation: chart.metadata.version "true" is invalid',
            ('[ERROR] : unable to load chart\n\tvalidation: chart.metadata.version "true" is invalid'),
        ],
    ),
    "version-[1]": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: [1]\nicon: https://a.b/c.png\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".version of type string"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".version of type string"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal array "
                "into Go struct field .version of type string"
            ),
        ],
    ),
    "version-01.2.3": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 01.2.3\nicon: https://a.b/c.png\n"},
        [
            "[WARNING] Chart.yaml: version '01.2.3' is not a valid SemVerV2",
        ],
    ),
    "version-1.2.3-01": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.2.3-01\nicon: https://a.b/c.png\n"},
        [
            "[ERROR] Chart.yaml: version '1.2.3-01' is not a valid SemVer",
            "[WARNING] Chart.yaml: version '1.2.3-01' is not a valid SemVerV2",
            '[ERROR] templates/: validation: chart.metadata.version "1.2.3-01" is invalid',
            ('[ERROR] : unable to load chart\n\tvalidation: chart.metadata.version "1.2.3-01" is invalid'),
        ],
    ),
    "version-1.2.3+b": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.2.3+b\nicon: https://a.b/c.png\n"},
        [],
    ),
    "app-version-1": (
        {"Chart.yaml": CHART_YAML + "appVersion: 1\n"},
        [
            "[ERROR] Chart.yaml: appVersion should be of type string but it's of type float64",
        ],
    ),
    "app-version-{a: 1}": (
        {"Chart.yaml": CHART_YAML + "appVersion: {a: 1}\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal object into Go struct field "
                ".appVersion of type string"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal object into Go struct field "
                ".appVersion of type string"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal object "
                "into Go struct field .appVersion of type string"
            ),
        ],
    ),
    "app-version-null": (
        {"Chart.yaml": CHART_YAML + "appVersion: null\n"},
        [
            "[ERROR] Chart.yaml: appVersion should be of type string but it's of type <nil>",
        ],
    ),
    "app-version-2020-01-01": (
        {"Chart.yaml": CHART_YAML + "appVersion: 2020-01-01\n"},
        [],
    ),
    "app-version-true": (
        {"Chart.yaml": CHART_YAML + "appVersion: true\n"},
        [
            "[ERROR] Chart.yaml: appVersion should be of type string but it's of type bool",
        ],
    ),
    "app-version-[1]": (
        {"Chart.yaml": CHART_YAML + "appVersion: [1]\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".appVersion of type string"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".appVersion of type string"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal array "
                "into Go struct field .appVersion of type string"
            ),
        ],
    ),
    "maintainers-[null]": (
        {"Chart.yaml": CHART_YAML + "maintainers: [null]\n"},
        [
            "[ERROR] Chart.yaml: a maintainer entry is empty",
            "[ERROR] templates/: validation: maintainers must not contain empty or null nodes",
            ("[ERROR] : unable to load chart\n\tvalidation: maintainers must not contain empty or null nodes"),
        ],
    ),
    "maintainers-[{email: a}]": (
        {"Chart.yaml": CHART_YAML + "maintainers: [{email: a}]\n"},
        [
            "[ERROR] Chart.yaml: each maintainer requires a name",
        ],
    ),
    "maintainers-[{name: a, email: b}]": (
        {"Chart.yaml": CHART_YAML + "maintainers: [{name: a, email: b}]\n"},
        [
            "[ERROR] Chart.yaml: invalid email 'b' for maintainer 'a'",
        ],
    ),
    "maintainers-[{name: a, url: b}]": (
        {"Chart.yaml": CHART_YAML + "maintainers: [{name: a, url: b}]\n"},
        [
            "[ERROR] Chart.yaml: invalid url 'b' for maintainer 'a'",
        ],
    ),
    "maintainers-[{name: a, foo: b}]": (
        {"Chart.yaml": CHART_YAML + "maintainers: [{name: a, foo: b}]\n"},
        [
            (
                "[WARNING] Chart.yaml: failed to strictly parse chart metadata "
                "file\n\terror unmarshaling JSON: while decoding JSON: json: unknown field "
                '"foo"'
            ),
        ],
    ),
    "maintainers-a": (
        {"Chart.yaml": CHART_YAML + "maintainers: a\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go struct field "
                ".maintainers of type []*v2.Maintainer"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go struct field "
                ".maintainers of type []*v2.Maintainer"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal string "
                "into Go struct field .maintainers of type []*v2.Maintainer"
            ),
        ],
    ),
    "maintainers-[{name: a, email: a@b.c, url: http://a}]": (
        {"Chart.yaml": CHART_YAML + "maintainers: [{name: a, email: a@b.c, url: http://a}]\n"},
        [],
    ),
    "sources-[a]": (
        {"Chart.yaml": CHART_YAML + "sources: [a]\n"},
        [
            "[ERROR] Chart.yaml: invalid source URL 'a'",
        ],
    ),
    "sources-[~~, ~http://a~]": (
        {"Chart.yaml": CHART_YAML + 'sources: ["", "http://a"]\n'},
        [
            "[ERROR] Chart.yaml: invalid source URL ''",
        ],
    ),
    "sources-http://a": (
        {"Chart.yaml": CHART_YAML + "sources: http://a\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go struct field "
                ".sources of type []string"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal string into Go struct field "
                ".sources of type []string"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal string "
                "into Go struct field .sources of type []string"
            ),
        ],
    ),
    "no-icon": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n"},
        [
            "[INFO] Chart.yaml: icon is recommended",
        ],
    ),
    "icon-path": (
        {"Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\nicon: a/b.png\n"},
        [
            "[ERROR] Chart.yaml: invalid icon URL 'a/b.png'",
        ],
    ),
    "type-in-v1": (
        {"Chart.yaml": "apiVersion: v1\nname: c\nversion: 0.1.0\nicon: https://a.b/c.png\ntype: library\n"},
        [
            ("[ERROR] Chart.yaml: chart type is not valid in apiVersion 'v1'. It is valid in apiVersion 'v2'"),
        ],
    ),
    "unknown-type": (
        {"Chart.yaml": CHART_YAML + "type: foo\n"},
        [
            ("[ERROR] templates/: validation: chart.metadata.type must be application or library"),
            ("[ERROR] : unable to load chart\n\tvalidation: chart.metadata.type must be application or library"),
        ],
    ),
    "dependencies-in-v1": (
        {
            "Chart.yaml": (
                "apiVersion: v1\nname: c\nversion: 0.1.0\nicon: "
                "https://a.b/c.png\ndependencies: [{name: a, version: 1.0.0, repository: "
                '""}]\n'
            )
        },
        [
            (
                "[ERROR] Chart.yaml: dependencies are not valid in the Chart file with "
                "apiVersion 'v1'. They are valid in apiVersion 'v2'"
            ),
            "[WARNING] CHART: chart directory is missing these dependencies: a",
        ],
    ),
    "name-with-slash": (
        {"Chart.yaml": "apiVersion: v2\nname: a/b\nversion: 0.1.0\nicon: https://a.b/c.png\n"},
        [
            '[ERROR] Chart.yaml: chart name "a/b" is invalid',
            '[ERROR] templates/: validation: chart.metadata.name "a/b" is invalid',
            ('[ERROR] : unable to load chart\n\tvalidation: chart.metadata.name "a/b" is invalid'),
        ],
    ),
    "name-of-dots": (
        {"Chart.yaml": "apiVersion: v2\nname: ..\nversion: 0.1.0\nicon: https://a.b/c.png\n"},
        [
            '[ERROR] templates/: validation: chart.metadata.name ".." is not allowed',
            ('[ERROR] : unable to load chart\n\tvalidation: chart.metadata.name ".." is not allowed'),
        ],
    ),
    "name-is-a-list": (
        {"Chart.yaml": "apiVersion: v2\nname: [c]\nversion: 0.1.0\nicon: https://a.b/c.png\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".name of type string"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".name of type string"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal array "
                "into Go struct field .name of type string"
            ),
        ],
    ),
    "unsupported-kube-version": (
        {"Chart.yaml": CHART_YAML + 'kubeVersion: ">99"\n'},
        [],
    ),
    "annotation-not-text": (
        {"Chart.yaml": CHART_YAML + "annotations: {a: [1]}\n"},
        [
            (
                "[ERROR] Chart.yaml: unable to parse YAML\n\terror unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".annotations.a of type string"
            ),
            (
                "[ERROR] templates/: cannot load Chart.yaml: error unmarshaling JSON: "
                "while decoding JSON: json: cannot unmarshal array into Go struct field "
                ".annotations.a of type string"
            ),
            (
                "[ERROR] : unable to load chart\n\tcannot load Chart.yaml: error "
                "unmarshaling JSON: while decoding JSON: json: cannot unmarshal array "
                "into Go struct field .annotations.a of type string"
            ),
        ],
    ),
    "folder": (
        {"Chart.yaml": None, "Chart.yaml/": None},
        [
            "[ERROR] Chart.yaml: should be a file, not a directory",
            "[ERROR] Chart.yaml: unable to parse YAML\n\tread CHART/Chart.yaml: is a directory",
            "[ERROR] templates/: Chart.yaml file is missing",
            "[ERROR] : unable to load chart\n\tChart.yaml file is missing",
        ],
    ),
}
"""By name: the files that differ from a good chart's, and what the reference says."""


@pytest.mark.parametrize("name", CASES)
def test_findings_are_the_recorded_ones(name: str, tmp_path: Path) -> None:
    files, expected = CASES[name]
    assert say_of(tmp_path / "chart", files) == expected
