"""Where values come from; results and messages recorded from Helm 4.3.1."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pychart.errors import ValuesError
from pychart.values.sources import merge_sources


def test_later_files_win(tmp_path: Path) -> None:
    texts = {
        "a": "m: {a: 1, l: [1, 2], x: {k: 1}}\n",
        "b": "m: {b: 2, l: [3], x: null}\n---\nm: {b: 3}\n",
        "c": "# nothing\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    found = merge_sources(files=[str(tmp_path / name) for name in texts])
    assert found == {"m": {"a": 1, "b": 3, "l": [3], "x": None}}


def test_kinds_of_flags_have_an_order(tmp_path: Path) -> None:
    (tmp_path / "v").write_text("a: file\nb: file\nc: file\nd: file\ne: file\nf: file\nl: [x, z]\n")
    (tmp_path / "t").write_text("text\n")
    found = merge_sources(
        files=[str(tmp_path / "v")],
        set_literal=["f=1,2"],
        set_file=[f"e={tmp_path / 't'},f={tmp_path / 't'}"],
        set_string=["d=1,e=1,f=1"],
        set_=["c=1,d=1,e=1,f=1,l[1]=B"],
        set_json=['{"b": [1], "c": [1], "d": [1]}', "n={}"],
    )
    assert found == {
        "a": "file",
        "b": [1],
        "c": 1,
        "d": "1",
        "e": "text\n",
        "f": "1,2",
        "l": ["x", "B"],
        "n": {},
    }


def test_nothing() -> None:
    assert merge_sources() == {}


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a: 1\n")))
    assert merge_sources(files=[" - "]) == {"a": 1}


def test_urls_go_to_the_reader() -> None:
    asked = []

    def reader(url: str) -> bytes:
        asked.append(url)
        return b"a: 1\n"

    found = merge_sources(files=["https://example.com/v.yaml"], set_file=["t=oci://example.com/x:1"], reader=reader)
    assert found == {"a": 1, "t": "a: 1\n"}
    assert asked == ["https://example.com/v.yaml", "oci://example.com/x:1"]


def test_missing_file(tmp_path: Path) -> None:
    name = str(tmp_path / "nope.yaml")
    with pytest.raises(ValuesError) as caught:
        merge_sources(files=[name])
    assert str(caught.value) == f"open {name}: no such file or directory"
    with pytest.raises(ValuesError) as caught:
        merge_sources(set_file=[f"a={name}"])
    assert str(caught.value) == f"failed parsing --set-file data: open {name}: no such file or directory"


def test_folder(tmp_path: Path) -> None:
    with pytest.raises(ValuesError) as caught:
        merge_sources(files=[str(tmp_path)])
    assert str(caught.value) == f"read {tmp_path}: is a directory"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("%zz", 'parse "%zz": invalid URL escape "%zz"'),
        ("1:2", 'parse "1:2": first path segment in URL cannot contain colon'),
        ("a\nb", 'parse "a\\nb": net/url: invalid control character in URL'),
    ],
)
def test_names_that_are_no_urls(name: str, message: str) -> None:
    with pytest.raises(ValuesError) as caught:
        merge_sources(files=[name])
    assert str(caught.value) == message


def test_file_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "l.yaml"
    path.write_text("- 1\n")
    with pytest.raises(ValuesError) as caught:
        merge_sources(files=[str(path)])
    assert str(caught.value) == (
        f"failed to parse {path}: cannot unmarshal yaml document: error unmarshaling JSON: while decoding JSON: "
        "json: cannot unmarshal array into Go value of type map[string]interface {}"
    )


def test_flag_that_makes_no_sense() -> None:
    with pytest.raises(ValuesError, match=r'^failed parsing --set data: key "a" has no value$'):
        merge_sources(set_=["a"])
