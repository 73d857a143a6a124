from __future__ import annotations

from pathlib import Path

import pytest

from pychart.archive.write import archive_bytes
from pychart.chart.crds import find_crds
from pychart.chart.load import load_archive, load_chart, load_files
from pychart.chart.model import Chart
from pychart.errors import ArchiveError, ChartError
from pychart.files import File
from tests.chart.folders import CHART_YAML, make, subchart

V1 = CHART_YAML.replace("v2", "v1")


def load(files: dict[str, str | bytes], chart_yaml: str = CHART_YAML) -> Chart:
    everything = {"Chart.yaml": chart_yaml, **files}
    return load_files(
        [File(name, data.encode() if isinstance(data, str) else data) for name, data in everything.items()]
    )


def archive(name: str, files: dict[str, str] | None = None) -> bytes:
    everything = {"Chart.yaml": subchart(name), **(files or {})}
    return archive_bytes([File(f"{name}/{path}", data.encode()) for path, data in everything.items()])


def test_sorts_the_files() -> None:
    chart = load(
        {
            ".helmignore": "",
            "Chart.lock": "digest: d\n",
            "README.md": "r",
            "charts/x.tgz.prov": "p",
            "crds/a.yaml": "crd",
            "templates/t.yaml": "t",
            "templates/NOTES.txt": "n",
            "values.schema.json": "{}",
            "values.yaml": "a: 1\n",
        }
    )
    assert [file.name for file in chart.files] == [".helmignore", "README.md", "charts/x.tgz.prov", "crds/a.yaml"]
    assert [file.name for file in chart.templates] == ["templates/t.yaml", "templates/NOTES.txt"]
    assert (chart.schema, chart.values) == (b"{}", {"a": 1.0})
    assert chart.lock == {"generated": "0001-01-01T00:00:00Z", "digest": "d", "dependencies": None}
    assert len(chart.raw) == 10


def test_loads_subcharts_from_folders_and_archives() -> None:
    chart = load(
        {
            "charts/.hidden/a": "",
            "charts/_off/a": "",
            "charts/b/Chart.yaml": subchart("not-b"),
            "charts/b/charts/deep.tgz": archive("deep"),
            "charts/a.tgz": archive("a", {"templates/t": "x"}),
        }
    )
    assert [path for path, _ in chart.walk()] == ["c", "c/charts/not-b", "c/charts/not-b/charts/deep", "c/charts/a"]
    assert chart.dependencies[1].templates == (File("templates/t", b"x"),)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"charts/README.md": "x"}, "error unpacking subchart README.md in c: Chart.yaml file is missing"),
        ({"charts/x/a": "x"}, "error unpacking subchart x in c: Chart.yaml file is missing"),
        ({"charts/x.tgz/a": "x"}, "error unpacking subchart tar in c: expected x.tgz, got x.tgz/a"),
        ({"charts/x.tgz": "junk, long enough"}, "error unpacking subchart x.tgz in c: gzip: invalid header"),
        (
            {"charts/x/Chart.yaml": "apiVersion: v2\nname: x\n"},
            "error unpacking subchart x in c: validation: chart.metadata.version is required",
        ),
        (
            {"values.yaml": "x"},
            "cannot load values.yaml: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: "
            "json: cannot unmarshal string into Go value of type map[string]interface {}",
        ),
        (
            {"values.yaml": "a: {"},
            "cannot load values.yaml: cannot unmarshal yaml document: error converting YAML to JSON: "
            "yaml: line 1: did not find expected node content",
        ),
        (
            {"values.yaml": "a: 1\n---x\nb: 2\n"},
            "cannot load values.yaml: error reading yaml document: invalid Yaml document separator: x",
        ),
        (
            {"Chart.lock": "[]"},
            "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: "
            "json: cannot unmarshal array into Go value of type v2.Lock",
        ),
        (
            {"Chart.lock": "generated: x"},
            "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: "
            'parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"',
        ),
        (
            {"Chart.lock": "generated: 5"},
            "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: "
            "json: cannot unmarshal number into Go struct field .generated of type time.Time",
        ),
        (
            {"Chart.lock": "dependencies: [{name: [x]}]"},
            "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: "
            "json: cannot unmarshal array into Go struct field .dependencies.0.name of type string",
        ),
        (
            {"requirements.yaml": "x"},
            "cannot load requirements.yaml: error unmarshaling JSON: while decoding JSON: "
            "json: cannot unmarshal string into Go value of type v2.Metadata",
        ),
    ],
)
def test_refuses_as_helm(files: dict[str, str | bytes], message: str) -> None:
    with pytest.raises(ChartError) as caught:
        load(files)
    assert str(caught.value) == message


def test_no_chart_yaml() -> None:
    with pytest.raises(ChartError, match=r"^Chart.yaml file is missing$"):
        load_files([File("values.yaml", b"")])


@pytest.mark.parametrize("lock", ["", "null"])
def test_an_empty_lock_is_none(lock: str) -> None:
    assert load({"Chart.lock": lock}).lock is None


def test_reads_a_lock() -> None:
    text = (
        "dependencies: [{name: a, version: 1, repository: r}, null]\ndigest: 5\n"
        "generated: 2020-01-01T00:00:00.1230+00:00\n"
    )
    assert load({"Chart.lock": text}).lock == {
        "generated": "2020-01-01T00:00:00.123Z",
        "digest": "5",
        "dependencies": [{"name": "a", "version": "1", "repository": "r"}, None],
    }


def test_requirements_of_version_one() -> None:
    files: dict[str, str | bytes] = {
        "requirements.yaml": "dependencies: [{name: s}]\n",
        "requirements.lock": "digest: d\n",
    }
    chart = load(files, V1)
    assert [one.name for one in chart.metadata.dependencies] == ["s"]
    assert chart.lock is not None
    assert [file.name for file in chart.files] == ["requirements.yaml", "requirements.lock"]


def test_requirements_of_version_two_are_warned_about(capsys: pytest.CaptureFixture[str]) -> None:
    chart = load({"requirements.yaml": "name: zz\ndependencies: []\n", "requirements.lock": "digest: d\n"})
    assert (chart.name, chart.files) == ("zz", ())
    assert capsys.readouterr().err == (
        'level=INFO msg="Warning: Dependencies are handled in Chart.yaml since apiVersion \\"v2\\". '
        'We recommend migrating dependencies to Chart.yaml."\n'
        'level=INFO msg="Warning: Dependency locking is handled in Chart.lock since apiVersion \\"v2\\". '
        'We recommend migrating to Chart.lock."\n'
    )


def test_a_missing_api_version_is_v1() -> None:
    assert load({}, "name: c\nversion: 1.0.0\n").metadata.api_version == "v1"


def test_nesting_ends() -> None:
    data = archive("x")
    for _ in range(40):
        data = archive_bytes([File("x/Chart.yaml", subchart("x").encode()), File("x/charts/x.tgz", data)])
    with pytest.raises(ChartError, match=r"charts are nested more than 32 deep$"):
        load({"charts/x.tgz": data})


def test_nested_archives_share_one_budget() -> None:
    bomb = archive_bytes([File("x/Chart.yaml", subchart("x").encode()), File("x/zeros", bytes(40 * 1024 * 1024))])
    files = {f"charts/x{number}.tgz": bomb for number in range(3)}
    with pytest.raises(ChartError, match=r"decompressed chart is larger than the maximum size 104857600$"):
        load({**files})


@pytest.mark.parametrize(
    ("chart_yaml", "message"),
    [
        ("apiVersion: v3\nname: c\nversion: 1.0.0\n", "invalid chart apiVersion"),
        ("apiVersion: v9\nname: c\nversion: 1.0.0\n", "unsupported chart version"),
        ("apiVersion: 2\n", "unsupported chart version"),
        (
            "[]\n",
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: "
            "json: cannot unmarshal array into Go value of type loader.chartBase",
        ),
        ("", "validation: chart.metadata.name is required"),
    ],
)
def test_api_version(tmp_path: Path, chart_yaml: str, message: str) -> None:
    make(tmp_path, {"Chart.yaml": chart_yaml})
    with pytest.raises(ChartError) as caught:
        load_chart(tmp_path)
    assert str(caught.value) == message
    packed = archive_bytes([File("c/Chart.yaml", chart_yaml.encode())])
    with pytest.raises(ChartError) as caught:
        load_archive(packed, "c.tgz")
    assert str(caught.value) == message


def test_any_version_on_request(tmp_path: Path) -> None:
    make(tmp_path, {"Chart.yaml": "apiVersion: v9\nname: c\nversion: 1.0.0\n"})
    assert load_chart(tmp_path, any_version=True).metadata.api_version == "v9"


def test_an_ignored_chart_yaml(tmp_path: Path) -> None:
    make(tmp_path, {".helmignore": "Chart.yaml\n"})
    with pytest.raises(ChartError, match=r"^Chart.yaml file is missing$"):
        load_chart(tmp_path)


def test_a_folder_and_its_archive_are_the_same_chart(tmp_path: Path) -> None:
    root = make(tmp_path / "c", {"values.yaml": "a: 1\n", "templates/a": "x", "charts/s/Chart.yaml": subchart("s")})
    files = [
        File(f"c/{path.relative_to(root)}", path.read_bytes(), round(path.stat().st_mtime))
        for path in sorted(root.rglob("*"))
        if path.is_file()
    ]
    (tmp_path / "c.tgz").write_bytes(archive_bytes(files))
    packed = load_chart(tmp_path / "c.tgz")
    loaded = load_chart(root)
    assert [path for path, _ in packed.walk()] == ["c", "c/charts/s"]
    assert (packed.metadata, packed.values) == (loaded.metadata, loaded.values)


def test_broken_archives(tmp_path: Path) -> None:
    path = tmp_path / "c.tgz"
    path.write_bytes(archive_bytes([]))
    with pytest.raises(ArchiveError, match=r"^unable to load chart archive: no files in chart archive$"):
        load_chart(path)
    with pytest.raises(ArchiveError, match=r"^no files in chart archive$"):
        load_chart(path, any_version=True)
    path.write_bytes(archive_bytes([File("x/values.yaml", b"")]))
    with pytest.raises(ChartError, match=r"^unable to detect chart version, no Chart.yaml found$"):
        load_chart(path)
    path.write_bytes(b"a: 1\n" * 200)
    with pytest.raises(ArchiveError, match="does not appear to be a gzipped archive"):
        load_chart(path)
    with pytest.raises(ChartError, match="no such file or directory"):
        load_chart(tmp_path / "nowhere")


def test_finds_crds() -> None:
    chart = load(
        {
            "charts/s/Chart.yaml": subchart("s"),
            "charts/s/crds/z.JSON": "3",
            "crds/a.yaml": "1",
            "crds/b.md": "",
            "crds/d/c.Yml": "2",
        }
    )
    assert find_crds(chart) == [("c/crds/a.yaml", "1"), ("c/crds/d/c.Yml", "2"), ("c/charts/s/crds/z.JSON", "3")]
