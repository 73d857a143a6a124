from __future__ import annotations

import os
from pathlib import Path

import pytest

from pychart.archive.limits import Budget
from pychart.chart.folder import FolderReader
from pychart.errors import ChartError
from tests.chart.folders import make


def names(root: Path, follow_links: bool | None = None) -> list[str]:
    return [file.name for file in FolderReader(str(root), follow_links=follow_links).read()]


def read_whole(root: Path) -> None:
    reader = FolderReader(str(root))
    reader.read_chart_yaml()
    reader.read()


def test_sorts_within_each_folder(tmp_path: Path) -> None:
    make(tmp_path, {"b/z": "", "b.txt": "", "a/y": "", "B": "", "b-c/x": ""})
    assert names(tmp_path) == ["B", "Chart.yaml", "a/y", "b/z", "b-c/x", "b.txt"]


def test_strips_a_byte_order_mark_and_rounds_the_time(tmp_path: Path) -> None:
    make(tmp_path, {"a": b"\xef\xbb\xbfa\r\n"})
    os.utime(tmp_path / "a", ns=(0, 5_500_000_000))
    os.utime(tmp_path / "Chart.yaml", ns=(0, 5_499_999_999))
    chart_yaml, a = FolderReader(str(tmp_path)).read()
    assert (a.data, a.modified, chart_yaml.modified) == (b"a\r\n", 6, 5)


def test_leaves_out_what_helmignore_says(tmp_path: Path) -> None:
    make(tmp_path, {".helmignore": "sub/\n*.md\n", "sub/a": "", "x/sub/b": "", "x/c.md": "", "x/d": ""})
    assert names(tmp_path) == [".helmignore", "Chart.yaml", "x/d"]


def test_follows_links_inside_the_chart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, {"real/a": "1"})
    (tmp_path / "file").symlink_to("real/a")
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    assert names(tmp_path) == ["Chart.yaml", "file", "folder/a", "real/a"]
    assert capsys.readouterr().err == (
        'level=INFO msg="found symbolic link in path. Contents of linked file included and used" '
        f"path={tmp_path}/file resolved={tmp_path}/real/a\n"
        'level=INFO msg="found symbolic link in path. Contents of linked file included and used" '
        f"path={tmp_path}/folder resolved={tmp_path}/real\n"
    )


def test_the_chart_itself_may_be_a_link(tmp_path: Path) -> None:
    make(tmp_path / "real", {"a": "1"})
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "b").symlink_to("a")
    assert names(tmp_path / "link") == ["Chart.yaml", "a", "b"]


@pytest.mark.parametrize("name", ["z", "Chart.yaml", ".helmignore", "templates"])
def test_refuses_links_that_leave_the_chart(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("name: canary\n")
    root = make(tmp_path / "chart", {})
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(secret)
    with pytest.raises(ChartError) as caught:
        read_whole(root)
    assert str(caught.value) == (
        f"the symbolic link {root}/{name} leads out of the chart, to {secret}; "
        "if you trust the chart, set PYCHART_FOLLOW_LINKS=1"
    )


@pytest.mark.parametrize("variable", ["", "1"])
def test_follows_them_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("PYCHART_FOLLOW_LINKS", variable)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a").write_text("1")
    root = make(tmp_path / "chart", {})
    (root / "files").symlink_to("../shared")
    assert names(root, None if variable else True) == ["Chart.yaml", "files/a"]


def test_a_name_that_only_begins_like_the_chart_is_outside(tmp_path: Path) -> None:
    make(tmp_path / "chart-two", {})
    root = make(tmp_path / "chart", {})
    (root / "x").symlink_to("../chart-two/Chart.yaml")
    with pytest.raises(ChartError, match="leads out of the chart"):
        names(root)


@pytest.mark.parametrize("target", ["..", ".", "../a"])
def test_refuses_loops(tmp_path: Path, target: str) -> None:
    root = make(tmp_path, {"a/f": ""})
    (root / "a" / "loop").symlink_to(target)
    (root / "a" / "loop2").symlink_to(target)
    with pytest.raises(ChartError, match="a folder that holds it"):
        names(root)


def test_refuses_dangling_links(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    (root / "z").symlink_to("nowhere")
    with pytest.raises(ChartError) as caught:
        names(root)
    assert str(caught.value) == f"error evaluating symlink {root}/z: no such file or directory"


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    root = make(tmp_path, {})
    os.mkfifo(root / "p")
    with pytest.raises(ChartError) as caught:
        names(root)
    assert str(caught.value) == f"cannot load irregular file {root}/p as it has file mode type bits set"


def test_has_a_budget(tmp_path: Path) -> None:
    root = make(tmp_path, {"a": "12345", "b": "12345"})
    with pytest.raises(ChartError) as caught:
        FolderReader(str(root), budget=Budget(max_bytes=46)).read()
    assert str(caught.value) == "error reading b: chart exceeds maximum decompressed size of 104857600 bytes"


def test_names_the_missing_chart_yaml(tmp_path: Path) -> None:
    path = f"{tmp_path}/Chart.yaml"
    with pytest.raises(ChartError) as caught:
        FolderReader(str(tmp_path)).read_chart_yaml()
    assert str(caught.value) == f"unable to detect chart at {path}: open {path}: no such file or directory"
