"""Properties of charts and values that hold for whatever anybody writes."""

from __future__ import annotations

import copy
import os
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pychart.archive.read import read_chart_files
from pychart.archive.write import archive_bytes
from pychart.chart.load import load_archive, load_files
from pychart.chart.save import archive_name, chart_files, save_chart
from pychart.chart.values_file import merge_maps
from pychart.errors import PychartError
from pychart.files import File
from pychart.filesystem import write_below, write_folder
from pychart.yamlio import dump, load
from tests.archive.packing import BASE, END, entry, pack

QUICK = settings(max_examples=60, deadline=None)
KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8)
VALUES = st.recursive(SCALARS, lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(KEYS, deeper, max_size=3))
MAPS = st.dictionaries(st.sampled_from("abc"), VALUES | st.dictionaries(st.sampled_from("abc"), VALUES), max_size=3)
ODD = st.text(st.sampled_from("a./\\:~ \u200b\u202e\x00\x1b-é%C0"), max_size=12)


@QUICK
@given(name=ODD | st.text(max_size=20), version=ODD | st.sampled_from(["1.0.0", "v1.2"]))
def test_a_name_is_refused_or_one_part_of_a_path(name: str, version: str) -> None:
    chart_yaml = dump({"apiVersion": "v2", "name": name, "version": version}) if _can_dump(name, version) else ""
    try:
        chart = load_files([File("Chart.yaml", chart_yaml.encode())])
        with tempfile.TemporaryDirectory() as folder:
            path = save_chart(chart, folder)
            assert os.path.dirname(path) == folder
            assert os.listdir(folder) == [archive_name(chart)]
    except PychartError:
        return


@QUICK
@given(names=st.lists(ODD, min_size=1, max_size=4), data=st.binary(max_size=20))
def test_what_is_unpacked_stays_below(names: list[str], data: bytes) -> None:
    members = [entry(f"x/{name}".encode("utf-8", "surrogateescape")[:99], data) for name in names if "\0" not in name]
    with tempfile.TemporaryDirectory() as outer:
        try:
            write_folder(f"{outer}/inner/x", read_chart_files(pack(BASE, *members, END)))
        except PychartError:
            assert not os.path.exists(f"{outer}/inner/x")
        assert set(os.listdir(outer)) <= {"inner"}
        assert not [path for path in Path(outer).rglob("*") if path.is_symlink()]


@QUICK
@given(name=ODD, data=st.binary(max_size=9))
def test_a_file_is_written_below_or_nowhere(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as outer:
        try:
            path = write_below(f"{outer}/inner", name, data)
            assert Path(path).resolve().is_relative_to(Path(outer, "inner").resolve())
        except (PychartError, ValueError):
            pass
        assert set(os.listdir(outer)) <= {"inner"}


@QUICK
@given(values=st.dictionaries(KEYS, VALUES, max_size=3), text=st.text(max_size=30))
def test_a_packed_chart_is_the_same_chart(values: dict[str, Any], text: str) -> None:
    if not _can_dump(values):
        return
    files = [
        File("Chart.yaml", b"apiVersion: v2\nname: c\nversion: 1.0.0\n"),
        File("values.yaml", f"{dump(values)}\n".encode("utf-8", "surrogateescape")),
        File("templates/a.yaml", text.encode("utf-8", "surrogateescape")),
    ]
    try:
        chart = load_files(files)
    except PychartError:
        return
    packed = archive_bytes(chart_files(chart, 1))
    again = load_archive(packed, "c-1.0.0.tgz")
    assert (again.values, again.metadata) == (chart.values, chart.metadata)
    assert [file[:2] for file in again.templates] == [file[:2] for file in chart.templates]
    assert archive_bytes(chart_files(again, 1)) == packed


@QUICK
@given(one=MAPS, two=MAPS, three=MAPS)
def test_merging_is_associative_and_changes_nothing(
    one: dict[str, Any], two: dict[str, Any], three: dict[str, Any]
) -> None:
    before = copy.deepcopy([one, two, three])
    left = merge_maps(merge_maps(one, two), three)
    # Where a scalar stands between two maps the order of merging shows, in Helm as here.
    if not any(_is_mixed(key, one, two, three) for key in "abc"):
        assert left == merge_maps(one, merge_maps(two, three))
    assert [one, two, three] == before


@QUICK
@given(value=VALUES)
def test_yaml_reads_what_it_wrote(value: Any) -> None:
    try:
        text = dump(value)
    except PychartError:
        return
    assert dump(load(f"{text}\n")) == text


def _can_dump(*values: Any) -> bool:
    try:
        return bool(dump(list(values)))
    except PychartError:
        return False


def _is_mixed(key: str, *maps: dict[str, Any]) -> bool:
    kinds = [isinstance(one[key], dict) for one in maps if key in one]
    if len(set(kinds)) > 1:
        return True
    below = [one[key] for one in maps if isinstance(one.get(key), dict)]
    return any(_is_mixed(deeper, *below) for one in below for deeper in one)
