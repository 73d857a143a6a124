from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from pychart.archive.write import archive_bytes
from pychart.errors import RepositoryError, YamlError
from pychart.files import File
from pychart.repo.index import (
    build_index,
    find_version,
    index_json,
    index_yaml,
    load_index,
    merge_index,
    write_index,
)
from pychart.repo.model import Index
from pychart.repo.parse import parse_index

PLACE = "error unmarshaling JSON: while decoding JSON: "
ENTRY = "apiVersion: v1\nentries:\n  x:\n  - name: x\n    version: 0.1.0\n    apiVersion: v2\n"
FULL = ENTRY + (
    "    created: 2020-01-01T00:00:00.1230+00:00\n    urls: [a, b]\n    digest: abc\n    removed: true\n"
    '    checksum: c\n    engine: gotpl\n    tillerVersion: ">2"\n    url: u\n'
    "    dependencies: [{name: d, version: 1.0.0, repository: r}]\n    annotations: {a: b}\n"
    "    maintainers: [{name: q}]\n    keywords: [k]\n"
)


def parse(text: str) -> Index:
    return parse_index(text.encode(), "m.yaml")


def archive(folder: Path, name: str, version: str, file: str = "", **fields: str) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in fields.items())
    data = f"apiVersion: v2\nname: {name}\nversion: {version}\n{text}"
    packed = archive_bytes([File(f"{name}/Chart.yaml", data.encode(), 1)])
    path = folder / (file or f"{name}-{version}.tgz")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed)


# Recorded from `helm repo index DIR --merge FILE` (v4.3.1).
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty index.yaml file"),
        ("null\n", "no API version specified"),
        (" \n", "no API version specified"),
        ("entries: {}\n", "no API version specified"),
        ("[]\n", "json: cannot unmarshal array into Go value of type repo.IndexFile"),
        ("x\n", PLACE + "json: cannot unmarshal string into Go value of type repo.IndexFile"),
        (
            "apiVersion: v1\nentries: []\n",
            PLACE + "json: cannot unmarshal array into Go struct field .entries of type map[string]repo.ChartVersions",
        ),
        (
            "apiVersion: v1\nentries: {x: 5}\n",
            PLACE + "json: cannot unmarshal number into Go struct field .entries.x of type repo.ChartVersions",
        ),
        (
            "apiVersion: v1\nentries: {x: [5]}\n",
            PLACE + "json: cannot unmarshal number into .entries.x.0 of type repo.ChartVersion",
        ),
        ("apiVersion: v1\nfoo: 1\n", PLACE + 'json: unknown field "foo"'),
        (ENTRY + "    foo: 1\n", PLACE + 'json: unknown field "foo"'),
        (ENTRY + "    maintainers: [{foo: 5}]\n", PLACE + 'json: unknown field "foo"'),
        (ENTRY + "    dependencies: [{foo: 5}]\n", PLACE + 'json: unknown field "foo"'),
        (
            ENTRY + "    appVersion: 1.0\n",
            PLACE + "json: cannot unmarshal number into Go struct field .entries.x.0.appVersion of type string",
        ),
        (
            ENTRY + "    keywords: [5]\n",
            PLACE + "json: cannot unmarshal number into .entries.x.0.keywords.0 of type string",
        ),
        (
            ENTRY + "    annotations: {a: 5}\n",
            PLACE + "json: cannot unmarshal number into Go struct field .entries.x.0.annotations.a of type string",
        ),
        (
            ENTRY + "    urls: x\n",
            PLACE + "json: cannot unmarshal string into Go struct field .entries.x.0.urls of type []string",
        ),
        (
            ENTRY + "    created: x\n",
            PLACE + 'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
        ),
        (
            ENTRY + "    name: y\n",
            'error converting YAML to JSON: yaml: unmarshal errors:\n  line 7: key "name" already set in map',
        ),
        (
            ENTRY + "  x: []\n",
            'error converting YAML to JSON: yaml: unmarshal errors:\n  line 7: key "x" already set in map',
        ),
        ("a: {\n", "error converting YAML to JSON: yaml: line 1: did not find expected node content"),
        ('{"apiVersion":1}', "json: cannot unmarshal number into Go struct field IndexFile.apiVersion of type string"),
        (
            '{"apiVersion":"v1","entries":{"x":[{"name":5}]}}',
            "json: cannot unmarshal number into Go struct field IndexFile.entries.x.0.name of type string",
        ),
    ],
)
def test_refuses(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises((RepositoryError, YamlError)) as caught:
        parse(text)
    assert str(caught.value) == message
    path = tmp_path / "m.yaml"
    path.write_text(text)
    with pytest.raises(RepositoryError) as loading:
        load_index(path)
    assert str(loading.value) == f"error loading {path}: {message}"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("entries: {w: [null]}", 'msg="skipping loading invalid entry for chart: empty entry" name=w source=m.yaml'),
        (
            "entries: {w: [{name: w, version: zz}]}",
            'msg="skipping loading invalid entry for chart" name=w version=zz source=m.yaml '
            'error="validation: chart.metadata.version \\"zz\\" is invalid"',
        ),
        (
            "entries: {w: [{urls: [u]}]}",
            'msg="skipping loading invalid entry for chart" name=w version="" source=m.yaml '
            'error="validation: chart.metadata.name is required"',
        ),
        (
            "entries: {w: [{name: ../e, version: 1.0.0}]}",
            'msg="skipping loading invalid entry for chart" name=w version=1.0.0 source=m.yaml '
            'error="validation: chart.metadata.name \\"../e\\" is invalid"',
        ),
        (
            "entries: {w: [{name: other, version: 1.0.0}]}",
            'msg="skipping loading invalid entry for chart" name=w version=1.0.0 source=m.yaml '
            'error="the entry is for the chart other"',
        ),
    ],
)
def test_skips_entries(capsys: pytest.CaptureFixture[str], text: str, warning: str) -> None:
    assert parse(f"apiVersion: v1\n{text}\n").entries == {"w": []}
    assert capsys.readouterr().err == f"level=WARN {warning}\n"


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\n",
        "apiVersion: 1\nentries: {x: null}\n",
        "apiVersion: v1\nAPIVERSION: v2\n",
        "apiVersion: v1\npublicKeys: [a]\nannotations: {a: b}\nserverInfo: {a: 1}\n",
        "apiVersion: v1\nentries: {w: [{name: w, version: 1.0.0, dependencies: [{name: a},{name: a}]}]}\n",
        '{"apiVersion":"v1","foo":1,"entries":{"x":[{"name":"x","version":"1.0.0","zz":1}]}}',
    ],
)
def test_accepts(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert parse(text).api_version
    assert capsys.readouterr().err == ""


def test_writes_yaml_as_helm() -> None:
    index = parse(FULL)._replace(generated="G")
    assert index_yaml(index) == (
        "apiVersion: v1\nentries:\n  x:\n  - annotations:\n      a: b\n    apiVersion: v2\n    checksum: c\n"
        '    created: "2020-01-01T00:00:00.123Z"\n    dependencies:\n    - name: d\n      repository: r\n'
        "      version: 1.0.0\n    digest: abc\n    engine: gotpl\n    keywords:\n    - k\n    maintainers:\n"
        "    - name: q\n    name: x\n    removed: true\n    tillerVersion: '>2'\n    url: u\n    urls:\n"
        "    - a\n    - b\n    version: 0.1.0\ngenerated: G\n"
    )
    assert index_yaml(parse(ENTRY)._replace(generated="G")) == (
        'apiVersion: v1\nentries:\n  x:\n  - apiVersion: v2\n    created: "0001-01-01T00:00:00Z"\n    name: x\n'
        "    urls: null\n    version: 0.1.0\ngenerated: G\n"
    )


def test_writes_json_as_helm() -> None:
    assert index_json(parse(ENTRY + "    urls: [a]\n    digest: d\n")._replace(generated="G")) == (
        '{\n  "apiVersion": "v1",\n  "generated": "G",\n  "entries": {\n    "x": [\n      {\n        "name": "x",\n'
        '        "version": "0.1.0",\n        "apiVersion": "v2",\n        "urls": [\n          "a"\n        ],\n'
        '        "created": "0001-01-01T00:00:00Z",\n        "digest": "d"\n      }\n    ]\n  }\n}'
    )
    assert index_json(Index({}, "G")) == '{\n  "apiVersion": "v1",\n  "generated": "G",\n  "entries": {}\n}'


def test_builds_from_a_folder(tmp_path: Path) -> None:
    archive(tmp_path, "c", "1.0.0")
    archive(tmp_path, "c", "1.10.0")
    archive(tmp_path, "c", "1.9.0-rc.1")
    archive(tmp_path, "b", "0.1.0+meta", "sub/b c.tgz")
    archive(tmp_path, "deep", "1.0.0", "sub/sub/deep.tgz")
    (tmp_path / "junk.tgz").write_bytes(b"junk")
    (tmp_path / "empty.tgz").write_bytes(b"")
    (tmp_path / "folder.tgz").mkdir()
    index = build_index(tmp_path, "https://h/charts")
    found = {name: [(one.metadata.version, one.urls) for one in versions] for name, versions in index.entries.items()}
    assert found == {
        "b": [("0.1.0+meta", ("https://h/charts/sub/b%20c.tgz",))],
        "c": [
            ("1.10.0", ("https://h/charts/c-1.10.0.tgz",)),
            ("1.9.0-rc.1", ("https://h/charts/c-1.9.0-rc.1.tgz",)),
            ("1.0.0", ("https://h/charts/c-1.0.0.tgz",)),
        ],
    }
    packed = (tmp_path / "sub" / "b c.tgz").read_bytes()
    assert index.entries["b"][0].digest == hashlib.sha256(packed).hexdigest()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", index.generated)
    assert [one.urls for one in build_index(tmp_path).entries["b"]] == [("sub/b%20c.tgz",)]


def test_an_index_survives_writing_and_reading(tmp_path: Path) -> None:
    archive(tmp_path, "c", "1.0.0", description="'<b> & \"q\": x'", keywords="[k]")
    index = build_index(tmp_path)
    for as_json in (False, True):
        write_index(tmp_path / "index.yaml", index, as_json=as_json)
        assert load_index(tmp_path / "index.yaml") == index


def test_merging_keeps_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = parse("apiVersion: v1\nentries: {c: [{name: c, version: 0.2.0+b1, digest: mine}]}\n")
    other = parse(
        "apiVersion: v1\nentries:\n  c: [{name: c, version: 0.2.0+b1, digest: other}, {name: c, version: 0.2.0},"
        " {name: c, version: 0.10.0}]\n  d: [{name: d, version: 1.0.0}]\n"
    )
    merged = merge_index(mine, other)
    assert {name: [(e.metadata.version, e.digest) for e in found] for name, found in merged.entries.items()} == {
        "c": [("0.10.0", ""), ("0.2.0+b1", "mine")],
        "d": [("1.0.0", "")],
    }
    assert len(mine.entries["c"]) == 1
    assert capsys.readouterr().err == (
        'level=WARN msg="unable to find exact version requested; falling back to closest available version" '
        "chart=c requested=0.2.0 selected=0.2.0+b1\n"
    )


VERSIONS = parse(
    "apiVersion: v1\nentries:\n  e: []\n  c: [{name: c, version: 2.0.0-rc1}, {name: c, version: 1.2.0},"
    " {name: c, version: 1.10.0}]\n"
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", "1.10.0"), (">0-0", "2.0.0-rc1"), ("~1.2", "1.2.0"), ("2.0.0-rc1", "2.0.0-rc1"), ("1", "1.10.0")],
)
def test_finds_versions(asked: str, found: str) -> None:
    assert find_version(VERSIONS, "c", asked).metadata.version == found


@pytest.mark.parametrize(
    ("name", "version", "message"),
    [
        ("x", "", "no chart name found"),
        ("e", "", "no chart version found"),
        ("c", "^9", "no chart version found for c-^9"),
        ("c", "bad version", 'improper constraint: "bad version"'),
    ],
)
def test_finds_nothing(name: str, version: str, message: str) -> None:
    with pytest.raises(RepositoryError) as caught:
        find_version(VERSIONS, name, version)
    assert str(caught.value) == message
