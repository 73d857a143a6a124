from __future__ import annotations

from pathlib import Path

import pytest

from pychart.archive.read import read_archive
from pychart.chart.load import load_chart, load_files
from pychart.chart.save import archive_name, chart_files, save_chart, save_folder
from pychart.errors import ChartError, OutputError
from pychart.files import File
from tests.chart.folders import CHART_YAML, make, subchart

LOCK = "digest: d\ndependencies: [{name: s, repository: r, version: 1.0.0}]\ngenerated: 2020-01-01T00:00:00.6+01:00\n"
FILES = [
    File(".helmignore", b"i", 2),
    File("Chart.lock", LOCK.encode(), 3),
    File("Chart.yaml", b"# lost\nname: c\nversion: 0.1.0\napiVersion: v2\nunknown: 1\n", 4),
    File("README.md", b"r", 5),
    File("charts/s/Chart.yaml", subchart("s").encode(), 6),
    File("charts/s/values.yaml", b"a: 1\n", 7),
    File("charts/s/Chart.lock", b"digest: e\n", 8),
    File("templates/a.yaml", b"t", 9),
    File("values.schema.json", b"{}", 10),
    File("values.yaml", b"# kept\na: 1\n", 11),
]


# Order, times and texts as `helm package` (v4.3.1) writes them.
def test_members() -> None:
    files = chart_files(load_files(FILES))
    assert [(file.name, file.modified) for file in files] == [
        ("c/Chart.yaml", 4),
        ("c/Chart.lock", 1577833201),
        ("c/values.yaml", 11),
        ("c/values.schema.json", 10),
        ("c/templates/a.yaml", 9),
        ("c/.helmignore", 2),
        ("c/README.md", 5),
        ("c/charts/s/Chart.yaml", 6),
        ("c/charts/s/Chart.lock", 8),
        ("c/charts/s/values.yaml", 7),
    ]
    assert files[0].data.decode() == CHART_YAML
    assert files[1].data.decode() == (
        "dependencies:\n- name: s\n  repository: r\n  version: 1.0.0\ndigest: d\n"
        'generated: "2020-01-01T00:00:00.6+01:00"\n'
    )
    assert files[2].data == b"# kept\na: 1\n"
    assert files[8].data.decode() == 'dependencies: null\ndigest: e\ngenerated: "0001-01-01T00:00:00Z"\n'


def test_one_date_for_all() -> None:
    files = chart_files(load_files(FILES), 86400)
    assert {file.modified for file in files} == {86400}
    assert files[1].data.decode().endswith('generated: "1970-01-02T00:00:00Z"\n')
    assert files[8].data.decode().endswith('generated: "1970-01-02T00:00:00Z"\n')


def test_version_one_keeps_requirements_and_no_lock() -> None:
    files = [
        File("Chart.yaml", b"apiVersion: v1\nname: c\nversion: 1.0.0\n"),
        File("requirements.yaml", b"dependencies: [{name: s}]\n"),
        File("requirements.lock", b"digest: d\n"),
    ]
    written = chart_files(load_files(files))
    assert [file.name for file in written] == ["c/Chart.yaml", "c/requirements.yaml", "c/requirements.lock"]
    assert written[0].data == b"apiVersion: v1\nname: c\nversion: 1.0.0\n"


def test_packing_is_stable(tmp_path: Path) -> None:
    first = save_chart(load_files(FILES), tmp_path / "a", source_date=1)
    again = save_chart(load_chart(first), tmp_path / "b", source_date=1)
    assert first == str(tmp_path / "a" / "c-0.1.0.tgz")
    assert Path(first).read_bytes() == Path(again).read_bytes()
    assert read_archive(Path(first).read_bytes()) == chart_files(load_files(FILES), 1)


def test_the_current_folder_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert save_chart(load_files(FILES), ".") == str(tmp_path / "c-0.1.0.tgz")
    assert save_chart(load_files(FILES), "out") == "out/c-0.1.0.tgz"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": "x"}, 'failed to save: chart validation: validation: chart.metadata.version "x" is invalid'),
        ({"name": "../x"}, 'failed to save: chart validation: validation: chart.metadata.name "../x" is invalid'),
    ],
)
def test_refuses_to_pack_what_is_invalid(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    chart = load_files(FILES).with_metadata(**changes)
    with pytest.raises(ChartError) as caught:
        save_chart(chart, tmp_path)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("schema", [b"", b"{", b"{} x", b"{'a': 1}", b"NaN"])
def test_refuses_a_schema_that_is_no_json(schema: bytes) -> None:
    chart = load_files([File("Chart.yaml", CHART_YAML.encode()), File("values.schema.json", schema)])
    with pytest.raises(ChartError, match=r"^invalid JSON in values.schema.json$"):
        chart_files(chart)


def test_the_name_keeps_the_version_as_it_is() -> None:
    assert archive_name(load_files(FILES).with_metadata(version="v1.2+b1")) == "c-v1.2+b1.tgz"


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(OutputError):
        save_chart(load_files(FILES), tmp_path / "f")


def test_saves_a_folder(tmp_path: Path) -> None:
    save_folder(load_files(FILES), tmp_path / "new")
    found = sorted(str(path.relative_to(tmp_path / "new")) for path in (tmp_path / "new").rglob("*") if path.is_file())
    assert found == [
        ".helmignore",
        "Chart.yaml",
        "README.md",
        "charts/s-1.0.0.tgz",
        "templates/a.yaml",
        "values.schema.json",
        "values.yaml",
    ]
    assert [one.name for one in load_chart(tmp_path / "new").dependencies] == ["s"]


def test_a_tree_packs_the_same_from_anywhere(tmp_path: Path) -> None:
    one = make(tmp_path / "one" / "c", {"templates/a": "x", "b": "y"})
    two = make(tmp_path / "two", {"b": "y", "templates/a": "x"})
    assert chart_files(load_chart(one), 5) == chart_files(load_chart(two), 5)
