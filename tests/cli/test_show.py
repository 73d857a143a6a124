"""`show` answers as the reference does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import SHOWN
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "show chart plain": (
        (
            "annotations:\n"
            '  a: "1"\n'
            "  b: x\n"
            "apiVersion: v2\n"
            'appVersion: "1.1"\n'
            "description: 'x: y # z'\n"
            "keywords:\n"
            "- a\n"
            "- b\n"
            "maintainers:\n"
            "- email: e\n"
            "  name: who\n"
            "name: plain\n"
            "version: 1.0.0\n"
            "\n"
        ),
        "",
        0,
    ),
    "show values plain": (
        "a: 1 # c\n\n\nb: [x]\n",
        "",
        0,
    ),
    "show readme plain": (
        "# hi\n\n",
        "",
        0,
    ),
    "show crds plain": (
        "---\nkind: A\n\n---\nkind: B\n---\nkind: C\n\n---\nkind: S\n\n",
        "",
        0,
    ),
    "show all plain": (
        (
            "annotations:\n"
            '  a: "1"\n'
            "  b: x\n"
            "apiVersion: v2\n"
            'appVersion: "1.1"\n'
            "description: 'x: y # z'\n"
            "keywords:\n"
            "- a\n"
            "- b\n"
            "maintainers:\n"
            "- email: e\n"
            "  name: who\n"
            "name: plain\n"
            "version: 1.0.0\n"
            "\n"
            "---\n"
            "a: 1 # c\n"
            "\n"
            "\n"
            "b: [x]\n"
            "---\n"
            "# hi\n"
            "\n"
            "---\n"
            "kind: A\n"
            "\n"
            "---\n"
            "kind: B\n"
            "---\n"
            "kind: C\n"
            "\n"
            "---\n"
            "kind: S\n"
            "\n"
        ),
        "",
        0,
    ),
    "show all plain/": (
        (
            "annotations:\n"
            '  a: "1"\n'
            "  b: x\n"
            "apiVersion: v2\n"
            'appVersion: "1.1"\n'
            "description: 'x: y # z'\n"
            "keywords:\n"
            "- a\n"
            "- b\n"
            "maintainers:\n"
            "- email: e\n"
            "  name: who\n"
            "name: plain\n"
            "version: 1.0.0\n"
            "\n"
            "---\n"
            "a: 1 # c\n"
            "\n"
            "\n"
            "b: [x]\n"
            "---\n"
            "# hi\n"
            "\n"
            "---\n"
            "kind: A\n"
            "\n"
            "---\n"
            "kind: B\n"
            "---\n"
            "kind: C\n"
            "\n"
            "---\n"
            "kind: S\n"
            "\n"
        ),
        "",
        0,
    ),
    "inspect all bare": (
        ("apiVersion: v2\ndeprecated: true\nname: bare\ntype: library\nversion: 1.0.0\n\n"),
        "",
        0,
    ),
    "show all old": (
        ('apiVersion: v1\ndependencies:\n- name: r\n  repository: s\n  version: "1"\nname: old\nversion: 1.0.0\n\n'),
        "",
        0,
    ),
    "show chart third": (
        "apiVersion: v3\nname: third\nversion: 1.0.0\n\n",
        "",
        0,
    ),
    "show all empty": (
        ("apiVersion: v2\nname: empty\nversion: 1.0.0\n\n---\n\n---\nsecond\n\n"),
        "",
        0,
    ),
    "show values list": (
        "",
        (
            "Error: cannot load values.yaml: cannot unmarshal yaml document: error unmarshaling JSON: w"
            "hile decoding JSON: json: cannot unmarshal array into Go value of type map[string]interfac"
            "e {}\n"
        ),
        1,
    ),
    "show chart broken": (
        "",
        (
            "Error: cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to J"
            "SON: yaml: line 1: did not find expected node content\n"
        ),
        1,
    ),
    "show chart invalid": (
        "",
        'Error: validation: chart.metadata.version "abc" is invalid\n',
        1,
    ),
    "show chart nochart": (
        "",
        "Error: Chart.yaml file is missing\n",
        1,
    ),
    "show chart junk.tgz": (
        "",
        ("Error: file 'WORLD/cwd/junk.tgz' does not appear to be a gzipped archive; got 'application/octet-stream'\n"),
        1,
    ),
    "show all small-1.0.0.tgz": (
        "apiVersion: v2\nname: small\nversion: 1.0.0\n\n",
        "",
        0,
    ),
    "show chart ./nope": (
        "",
        'Error: path "./nope" not found\n',
        1,
    ),
    "show chart /nope": (
        "",
        'Error: path "/nope" not found\n',
        1,
    ),
    "show readme bare": (
        "",
        "",
        0,
    ),
    "show values bare": (
        "",
        "",
        0,
    ),
    "show values bare --jsonpath '{.a'": (
        "",
        "",
        0,
    ),
    "show values plain --jsonpath '{.a} {.b[0]}'": (
        "1 x",
        "",
        0,
    ),
    "show values plain --jsonpath '{.nope}'": (
        "",
        "",
        0,
    ),
    "show values plain --jsonpath '{.a'": (
        "",
        "Error: error parsing jsonpath {.a: unclosed action\n",
        1,
    ),
    "show chart plain --jsonpath x": (
        "",
        "Error: unknown flag: --jsonpath\n",
        1,
    ),
    "show chart plain --verify": (
        "",
        "Error: unpacked charts cannot be verified\n",
        1,
    ),
    "show chart plain --devel --version 9 --repo ''": (
        (
            "annotations:\n"
            '  a: "1"\n'
            "  b: x\n"
            "apiVersion: v2\n"
            'appVersion: "1.1"\n'
            "description: 'x: y # z'\n"
            "keywords:\n"
            "- a\n"
            "- b\n"
            "maintainers:\n"
            "- email: e\n"
            "  name: who\n"
            "name: plain\n"
            "version: 1.0.0\n"
            "\n"
        ),
        "",
        0,
    ),
    "show chart": (
        "",
        ('Error: "helm show chart" requires 1 argument\n\nUsage:  helm show chart [CHART] [flags]\n'),
        1,
    ),
    "show crds plain bare": (
        "",
        ('Error: "helm show crds" requires 1 argument\n\nUsage:  helm show crds [CHART] [flags]\n'),
        1,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=SHOWN).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ask_helm(line, tmp_path / "world", work=SHOWN)
    assert theirs.printed == CASES[line]
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=SHOWN) == theirs
