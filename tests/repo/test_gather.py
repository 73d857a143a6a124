from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pychart.repo import gather
from pychart.repo.archives import is_settled
from pychart.repo.gather import gather_summaries
from pychart.repo.index import build_index, index_yaml
from pychart.repo.memory import Memory, open_memory
from pychart.repo.summary import Reading, read_summary
from tests.repo.archives import age, write_archive


def gather_names(folder: Path, memory: Memory | None = None) -> list[str]:
    return [one.archive.name for one in gather_summaries(str(folder), memory or Memory())]


@pytest.fixture
def read_paths(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which archives are read."""
    paths: list[str] = []
    read = read_summary

    def note(path: str) -> Reading:
        paths.append(os.path.basename(path))
        return read(path)

    monkeypatch.setattr(gather, "read_summary", note)
    return paths


def test_reads_only_what_is_new(tmp_path: Path, read_paths: list[str]) -> None:
    folder, cache = tmp_path / "charts", str(tmp_path / "cache")
    write_archive(folder, "a", "1.0.0")
    (folder / "junk.tgz").write_bytes(b"junk")
    age(folder / "junk.tgz")
    for expected in (["a-1.0.0.tgz", "junk.tgz"], [], ["b-1.0.0.tgz"]):
        if expected[:1] == ["b-1.0.0.tgz"]:
            age(write_archive(folder, "b", "1.0.0"))
        memory = open_memory(str(folder), cache)
        found = gather_names(folder, memory)
        memory.save()
        assert read_paths == expected
        read_paths.clear()
    assert found == ["a-1.0.0.tgz", "b-1.0.0.tgz"]


def test_a_file_that_changed_is_read_again(tmp_path: Path, read_paths: list[str]) -> None:
    folder, cache = tmp_path / "charts", str(tmp_path / "cache")
    path = write_archive(folder, "a", "1.0.0")
    age(path)
    memory = open_memory(str(folder), cache)
    gather_summaries(str(folder), memory)
    memory.save()
    status = path.stat()
    other = write_archive(folder, "a", "2.0.0", "a-1.0.0.tgz")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    (found,) = gather_summaries(str(folder), open_memory(str(folder), cache))
    assert found.summary.version == "2.0.0"
    assert len(read_paths) == 2


def test_a_file_that_has_just_changed_is_not_remembered() -> None:
    now = 10**18 + 5
    assert not is_settled((1, now - 1_000_000, 0, 1), now)
    assert not is_settled((1, 0, now - 1_000_000, 1), now)
    assert not is_settled((1, 10**18 - 10**9, 0, 1), now)
    assert is_settled((1, now - 10**9, 0, 1), now)


def test_many_are_read_by_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        write_archive(tmp_path, f"c{number % 3}", f"1.{number}.0", description=f"number {number}")
    alone = gather_summaries(str(tmp_path), Memory())
    monkeypatch.setattr(gather, "_WORTH_A_CHILD", 3)
    monkeypatch.setattr(gather, "count_processors", lambda: 4)
    reports: list[tuple[int, int]] = []
    assert gather_summaries(str(tmp_path), Memory(), lambda done, total: reports.append((done, total))) == alone
    assert reports[-1] == (12, 12)
    monkeypatch.setattr(gather, "start_child", lambda work: None)
    assert gather_summaries(str(tmp_path), Memory()) == alone


def test_warnings_are_given_in_order_and_every_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, cache = tmp_path / "charts", str(tmp_path / "cache")
    age(write_archive(folder, "a", "1.0.0", files={"requirements.yaml": b"dependencies: []\n"}))
    for _ in range(2):
        memory = open_memory(str(folder), cache)
        assert gather_names(folder, memory) == ["a-1.0.0.tgz"]
        memory.save()
        assert capsys.readouterr().err.count("Dependencies are handled in Chart.yaml since apiVersion") == 1


@pytest.mark.parametrize("damage", [b"", b"junk", b"\0" * 100])
def test_a_damaged_memory_is_none(tmp_path: Path, damage: bytes) -> None:
    folder, cache = tmp_path / "charts", tmp_path / "cache"
    age(write_archive(folder, "a", "1.0.0"))
    memory = open_memory(str(folder), str(cache))
    gather_summaries(str(folder), memory)
    memory.save()
    (kept,) = (cache / "archives").iterdir()
    kept.write_bytes(damage)
    assert gather_names(folder, open_memory(str(folder), str(cache))) == ["a-1.0.0.tgz"]


def test_a_memory_in_a_folder_of_others_is_not_believed(tmp_path: Path) -> None:
    folder, cache = tmp_path / "charts", tmp_path / "cache"
    age(write_archive(folder, "a", "1.0.0"))
    (cache / "archives").mkdir(parents=True)
    (cache / "archives").chmod(0o777)
    memory = open_memory(str(folder), str(cache))
    gather_summaries(str(folder), memory)
    memory.save()
    assert list((cache / "archives").iterdir()) == []


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    write_archive(tmp_path, "a", "1.0.0")
    (tmp_path / "gone.tgz").symlink_to("nowhere")
    (tmp_path / "folder.tgz").mkdir()
    assert gather_names(tmp_path) == ["a-1.0.0.tgz"]
    assert gather_names(tmp_path / "absent") == []


@pytest.mark.parametrize("url", ["", "https://h/charts", "https://h/c?token=1", "charts", "https://h/archive-0.tgz"])
def test_text_and_record_are_one_index(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from pychart.repo import compose

    monkeypatch.setattr(compose, "now", lambda: "2026-01-02T03:04:05.123456789+01:00")
    long_text = "word " * 40 + "end"
    write_archive(tmp_path, "a2", "1.0.0", description=f"'{long_text}: # x'", annotations="{created: 'x', urls: 'y'}")
    write_archive(tmp_path, "a10", "1.0.0", dependencies="[{name: d, version: '1', repository: 'https://r', alias: z}]")
    write_archive(tmp_path, "a10", "1.1.0+b.1", "sub/b c.tgz", keywords="[version, urls]", deprecated="true")
    write_archive(tmp_path, "on", "0.1.0", sources="['http://a']", description='"two\\nlines\\n    version: 9"')
    write_archive(
        tmp_path, "on", "v2", maintainers="[{name: Jo}]", icon="i.png", kubeVersion="'>=1'", home="h", type="library"
    )
    found = gather_summaries(str(tmp_path), Memory())
    assert len(found) == 5
    text = compose.compose_yaml(found, url)
    assert text == index_yaml(compose.compose_index(found, url))
    assert text == index_yaml(build_index(tmp_path, url))


@pytest.mark.parametrize("fields", [{"name": "x" * 200}, {"name": "'a b'"}, {"annotations": '{a: "\\x01"}'}])
def test_what_is_not_written_in_parts_is_written_as_a_whole(tmp_path: Path, fields: dict[str, Any]) -> None:
    from pychart.repo.compose import compose_yaml

    write_archive(tmp_path, fields.pop("name", "b"), "1.0.0", "x.tgz", **fields)
    (found,) = gather_summaries(str(tmp_path), Memory())
    assert found.summary.name in compose_yaml([found], "")


def test_no_charts_make_an_empty_index() -> None:
    from pychart.repo.compose import compose_yaml

    assert compose_yaml([], "").startswith("apiVersion: v1\nentries: {}\ngenerated: ")
