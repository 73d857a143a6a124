"""`lint` prints what the reference prints, and can do more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import Files, chart_yaml, pack
from tests.reference import ROOT, requires_reference, run_helm

ICON = "icon: https://example.com/icon.svg\n"
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n"
CHARTS: Files = {
    "good/Chart.yaml": chart_yaml("good", more=ICON),
    "good/values.yaml": "a: 1\nt: {u: 1}\n",
    "good/templates/a.yaml": CONFIG,
    "plain/Chart.yaml": chart_yaml("plain"),
    "plain/templates/a.yaml": CONFIG,
    "warned/Chart.yaml": chart_yaml("warned", "1.0", "foo: bar\n" + ICON),
    "warned/values.yaml": "",
    "warned/templates/a.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: x}\n",
    "broken/Chart.yaml": "apiVersion: v2\nname: broken\n",
    "broken/templates/a.yaml": "{{",
    "talking/Chart.yaml": chart_yaml("talking", more=ICON),
    "talking/values.yaml": "",
    "talking/templates/a.yaml": 'a: {{ required "give a" .Values.a }}{{ fail "no" }}\nmetadata: {name: x}\n',
    "talking/templates/b.yaml": 'a: {{ required "give b" "" }}\nmetadata: {name: "{{ .Release.Namespace }}"}\n',
    "schema/Chart.yaml": chart_yaml("schema", more=ICON),
    "schema/values.yaml": "a: 1\n",
    "schema/values.schema.json": '{"properties": {"a": {"type": "string"}}}',
    "schema/templates/a.yaml": CONFIG,
    "parent/Chart.yaml": chart_yaml("parent", more=ICON + "dependencies: [{name: sub, version: 1.0.0}]\n"),
    "parent/values.yaml": "",
    "parent/templates/a.yaml": CONFIG,
    "parent/charts/sub/Chart.yaml": chart_yaml("sub"),
    "parent/charts/packed-1.0.0.tgz": pack("packed", "1.0.0"),
    "packed-1.0.0.tgz": pack("packed", "1.0.0"),
    "packed-2.0.0.tar.gz": pack("packed", "2.0.0"),
    "text.tgz": "no archive",
    "more.yaml": "a: x\n",
}

CASES: dict[str, Recorded] = {
    "lint good": (
        ("==> Linting good\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        "",
        0,
    ),
    "lint ./good/": (
        ("==> Linting ./good/\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        "",
        0,
    ),
    "lint plain": (
        (
            "==> Linting plain\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "\n"
            "1 chart(s) linted, 0 chart(s) failed\n"
        ),
        "",
        0,
    ),
    "lint plain --quiet": (
        "",
        "",
        0,
    ),
    "lint warned": (
        (
            "==> Linting warned\n"
            "[WARNING] Chart.yaml: failed to strictly parse chart metadata file\n"
            '\terror unmarshaling JSON: while decoding JSON: json: unknown field "foo"\n'
            "[ERROR] Chart.yaml: version should be of type string but it's of type float64\n"
            "[WARNING] Chart.yaml: version '1' is not a valid SemVerV2\n"
            "[WARNING] templates/a.yaml: extensions/v1beta1 Ingress is deprecated in v1.14+, "
            "unavailable in v1.22+; use networking.k8s.io/v1 Ingress\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint warned --strict": (
        (
            "==> Linting warned\n"
            "[WARNING] Chart.yaml: failed to strictly parse chart metadata file\n"
            '\terror unmarshaling JSON: while decoding JSON: json: unknown field "foo"\n'
            "[ERROR] Chart.yaml: version should be of type string but it's of type float64\n"
            "[WARNING] Chart.yaml: version '1' is not a valid SemVerV2\n"
            "[WARNING] templates/a.yaml: extensions/v1beta1 Ingress is deprecated in v1.14+, "
            "unavailable in v1.22+; use networking.k8s.io/v1 Ingress\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint warned --kube-version 1.13": (
        (
            "==> Linting warned\n"
            "[WARNING] Chart.yaml: failed to strictly parse chart metadata file\n"
            '\terror unmarshaling JSON: while decoding JSON: json: unknown field "foo"\n'
            "[ERROR] Chart.yaml: version should be of type string but it's of type float64\n"
            "[WARNING] Chart.yaml: version '1' is not a valid SemVerV2\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint warned --kube-version v2": (
        "",
        "Error: invalid kube version 'v2': illegal version string \"v2\"\n",
        1,
    ),
    "lint broken": (
        (
            "==> Linting broken\n"
            "[ERROR] Chart.yaml: version is required\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2\n"
            "[INFO] values.yaml: file does not exist\n"
            "[ERROR] templates/: validation: chart.metadata.version is required\n"
            "[ERROR] : unable to load chart\n"
            "\tvalidation: chart.metadata.version is required\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint broken --quiet": (
        (
            "==> Linting broken\n"
            "[ERROR] Chart.yaml: version is required\n"
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2\n"
            "[ERROR] templates/: validation: chart.metadata.version is required\n"
            "[ERROR] : unable to load chart\n"
            "\tvalidation: chart.metadata.version is required\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint talking": (
        ("==> Linting talking\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        (
            'level=WARN msg="missing required values" message="give b"\n'
            'level=WARN msg="missing required value" message="give a"\n'
            'level=INFO msg="funcMap fail" message=no\n'
        ),
        0,
    ),
    "lint talking --set a=5 -n A_B": (
        (
            "==> Linting talking\n"
            "[WARNING] templates/b.yaml: object name does not conform to Kubernetes naming "
            'requirements: "A_B": metadata.name: Invalid value: "A_B": a lowercase RFC 1123 '
            "subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
            "must start and end with an alphanumeric character (e.g. 'example.com', regex "
            "used for validation is "
            "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n"
            "\n"
            "1 chart(s) linted, 0 chart(s) failed\n"
        ),
        ('level=WARN msg="missing required values" message="give b"\nlevel=INFO msg="funcMap fail" message=no\n'),
        0,
    ),
    "HELM_NAMESPACE=N_S lint talking": (
        (
            "==> Linting talking\n"
            "[WARNING] templates/b.yaml: object name does not conform to Kubernetes naming "
            'requirements: "N_S": metadata.name: Invalid value: "N_S": a lowercase RFC 1123 '
            "subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
            "must start and end with an alphanumeric character (e.g. 'example.com', regex "
            "used for validation is "
            "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n"
            "\n"
            "1 chart(s) linted, 0 chart(s) failed\n"
        ),
        (
            'level=WARN msg="missing required values" message="give b"\n'
            'level=WARN msg="missing required value" message="give a"\n'
            'level=INFO msg="funcMap fail" message=no\n'
        ),
        0,
    ),
    "lint schema": (
        (
            "==> Linting schema\n"
            "[ERROR] values.yaml: - at '/a': got number, want string\n"
            "\n"
            "[ERROR] templates/: values don't meet the specifications of the schema(s) in "
            "the following chart(s):\n"
            "schema:\n"
            "- at '/a': got number, want string\n"
            "\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint schema --set a=x": (
        ("==> Linting schema\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        "",
        0,
    ),
    "lint schema -f more.yaml": (
        ("==> Linting schema\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        "",
        0,
    ),
    "lint schema --skip-schema-validation": (
        ("==> Linting schema\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        "",
        0,
    ),
    "lint good --set t=5": (
        ("==> Linting good\n\n1 chart(s) linted, 0 chart(s) failed\n"),
        'level=INFO msg="warning: cannot overwrite table with non table for t (map[u:1])"\n',
        0,
    ),
    "lint good -f nope.yaml": (
        "",
        "Error: open nope.yaml: no such file or directory\n",
        1,
    ),
    "lint good --set a": (
        "",
        'Error: failed parsing --set data: key "a" has no value\n',
        1,
    ),
    "lint good plain warned broken": (
        (
            "==> Linting good\n"
            "\n"
            "==> Linting plain\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "\n"
            "==> Linting warned\n"
            "[WARNING] Chart.yaml: failed to strictly parse chart metadata file\n"
            '\terror unmarshaling JSON: while decoding JSON: json: unknown field "foo"\n'
            "[ERROR] Chart.yaml: version should be of type string but it's of type float64\n"
            "[WARNING] Chart.yaml: version '1' is not a valid SemVerV2\n"
            "[WARNING] templates/a.yaml: extensions/v1beta1 Ingress is deprecated in v1.14+, "
            "unavailable in v1.22+; use networking.k8s.io/v1 Ingress\n"
            "\n"
            "==> Linting broken\n"
            "[ERROR] Chart.yaml: version is required\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[WARNING] Chart.yaml: version '' is not a valid SemVerV2\n"
            "[INFO] values.yaml: file does not exist\n"
            "[ERROR] templates/: validation: chart.metadata.version is required\n"
            "[ERROR] : unable to load chart\n"
            "\tvalidation: chart.metadata.version is required\n"
            "\n"
        ),
        "Error: 4 chart(s) linted, 2 chart(s) failed\n",
        1,
    ),
    "lint good plain --quiet": (
        "",
        "",
        0,
    ),
    "lint parent": (
        ("==> Linting parent\n[ERROR] WORLD/cwd/parent: chart metadata is missing these dependencies: packed\n\n"),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint parent --with-subcharts": (
        (
            "==> Linting parent\n"
            "[ERROR] WORLD/cwd/parent: chart metadata is missing these dependencies: packed\n"
            "\n"
            "==> Linting parent/charts/packed-1.0.0.tgz\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "[WARNING] templates/: directory does not exist\n"
            "\n"
            "==> Linting parent/charts/sub\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "[WARNING] templates/: directory does not exist\n"
            "\n"
        ),
        "Error: 3 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint parent --with-subcharts --quiet --strict": (
        (
            "==> Linting parent\n"
            "[ERROR] WORLD/cwd/parent: chart metadata is missing these dependencies: packed\n"
            "\n"
            "==> Linting parent/charts/packed-1.0.0.tgz\n"
            "[WARNING] templates/: directory does not exist\n"
            "\n"
            "==> Linting parent/charts/sub\n"
            "[WARNING] templates/: directory does not exist\n"
            "\n"
        ),
        "Error: 3 chart(s) linted, 3 chart(s) failed\n",
        1,
    ),
    "lint packed-1.0.0.tgz": (
        (
            "==> Linting packed-1.0.0.tgz\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "[WARNING] templates/: directory does not exist\n"
            "\n"
            "1 chart(s) linted, 0 chart(s) failed\n"
        ),
        "",
        0,
    ),
    "lint packed-2.0.0.tar.gz plain": (
        (
            "==> Linting packed-2.0.0.tar.gz\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "[WARNING] templates/: directory does not exist\n"
            "\n"
            "==> Linting plain\n"
            "[INFO] Chart.yaml: icon is recommended\n"
            "[INFO] values.yaml: file does not exist\n"
            "\n"
            "2 chart(s) linted, 0 chart(s) failed\n"
        ),
        "",
        0,
    ),
    "lint nowhere": (
        (
            "==> Linting nowhere\n"
            "Error unable to check Chart.yaml file in chart: stat nowhere/Chart.yaml: no "
            "such file or directory\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint nowhere --quiet": (
        (
            "==> Linting nowhere\n"
            "Error unable to check Chart.yaml file in chart: stat nowhere/Chart.yaml: no "
            "such file or directory\n"
            "\n"
        ),
        "Error: 1 chart(s) linted, 1 chart(s) failed\n",
        1,
    ),
    "lint nowhere.tgz text.tgz": (
        (
            "==> Linting nowhere.tgz\n"
            "Error unable to open tarball: open nowhere.tgz: no such file or directory\n"
            "\n"
            "==> Linting text.tgz\n"
            "Error unable to extract tarball: gzip: invalid header\n"
            "\n"
        ),
        "Error: 2 chart(s) linted, 2 chart(s) failed\n",
        1,
    ),
    "lint": (
        "",
        ('Error: "helm lint" requires at least 1 argument\n\nUsage:  helm lint PATH [flags]\n'),
        1,
    ),
    "lint good --nope": (
        "",
        "Error: unknown flag: --nope\n",
        1,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=CHARTS).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(line: str, tmp_path: Path) -> None:
    assert ask_helm(line, tmp_path / "world", work=CHARTS).printed == CASES[line]


EXAMPLES = sorted(
    str(path.parent.relative_to(ROOT))
    for path in ROOT.glob("examples/charts/**/Chart.yaml")
    if not list(path.parent.glob("templates/*.j2"))
)
"""Helm knows no Jinja2 templates."""


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("flags", ["", " --strict", " --with-subcharts --quiet", " --kube-version 1.20"])
@pytest.mark.parametrize("chart", EXAMPLES)
def test_examples_are_judged_alike(
    chart: str, flags: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"lint {ROOT / chart}{flags}"
    theirs = run_helm(*line.split(), home=tmp_path)
    ours = ask_pychart(line, tmp_path / "world", capfd, monkeypatch)
    assert (ours.stdout, ours.status) == (theirs.stdout.decode(), theirs.returncode)


def test_json(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask_pychart("lint warned -o json", tmp_path / "world", capfd, monkeypatch, work=CHARTS)
    (chart,) = json.loads(answer.stdout)["charts"]
    places = [(one["rule"], one["file"], one["line"], one["column"]) for one in chart["findings"]]
    assert places == [
        ("chart-yaml-strict", "Chart.yaml", 4, 1),
        ("chart-version-type", "Chart.yaml", 3, 1),
        ("chart-version-strict", "Chart.yaml", 3, 1),
        ("deprecated-api", "templates/a.yaml", 1, 1),
    ]
    assert (answer.stderr, answer.status) == ("Error: 1 chart(s) linted, 1 chart(s) failed\n", 1)


def test_sarif(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answer = ask_pychart("lint plain -o sarif", tmp_path / "world", capfd, monkeypatch, work=CHARTS)
    (run,) = json.loads(answer.stdout)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["chart-icon-missing", "values-missing"]
    assert answer.status == 0


def test_jinja_templates_are_templates(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    work: Files = {**CHARTS, "good/templates/b.yaml.j2": "kind: Service\nmetadata: {name: {{ 1 }}a}\n"}
    answer = ask_pychart("lint good -o json", tmp_path / "world", capfd, monkeypatch, work=work)
    (chart,) = json.loads(answer.stdout)["charts"]
    assert [(one["rule"], one["file"]) for one in chart["findings"]] == [("object-name", "templates/b.yaml.j2")]


REFUSED = {
    "lint good -o yaml": 'Error: invalid output format "yaml": use text, json or sarif\n',
    "lint good --disable nope": 'Error: unknown lint rule "nope"; docs/lint.md describes them all\n',
}


@pytest.mark.parametrize("line", REFUSED)
def test_own_flags_are_checked(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=CHARTS)
    assert answer.printed == ("", REFUSED[line], 1)


def test_disabled_rules_are_silent(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "lint warned --strict --disable chart-yaml-strict,chart-version-type --disable chart-version-strict"
    answer = ask_pychart(f"{line} --disable deprecated-api", tmp_path / "world", capfd, monkeypatch, work=CHARTS)
    assert answer.printed == ("==> Linting warned\n\n1 chart(s) linted, 0 chart(s) failed\n", "", 0)
