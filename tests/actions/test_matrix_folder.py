"""What runs of --matrix that were killed leave behind goes with the next run, and nothing else does."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pychart.actions import matrix_folder
from pychart.actions.matrix_folder import working_in
from pychart.errors import OutputError

KEPT = ("e1", ".e1.12x.tmp", ".e1.12.tmp.old", "e1.12.tmp", ".12.tmp.x", ".mine", ".git")


def make(folder: Path) -> None:
    for name in (".e1.12.tmp", ".a.b.345.tmp", *KEPT):
        (folder / name).mkdir(parents=True)
        (folder / name / "file").write_text("x")
    (folder / ".f.1.tmp").write_text("x")
    (folder / ".l.1.tmp").symlink_to(folder / "e1")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_is_half_written_goes_and_all_else_stays(tmp_path: Path) -> None:
    make(tmp_path / "out")
    with working_in(str(tmp_path / "out")):
        pass
    assert names(tmp_path / "out") == {*KEPT, ".f.1.tmp", ".l.1.tmp"}
    assert (tmp_path / "out/e1/file").exists()


def test_nothing_is_deleted_while_another_is_at_work(tmp_path: Path) -> None:
    folder = str(tmp_path / "out")
    with working_in(folder):
        make(tmp_path / "out")
        with working_in(folder):
            assert ".e1.12.tmp" in names(tmp_path / "out")
        assert ".e1.12.tmp" in names(tmp_path / "out")
    with working_in(folder):
        assert ".e1.12.tmp" not in names(tmp_path / "out")


def test_a_lock_that_somebody_else_holds_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix_folder, "_PAUSE", 0)
    make(tmp_path)
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with working_in(str(tmp_path)):
        assert ".e1.12.tmp" in names(tmp_path)
    os.close(descriptor)


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="not a directory"), working_in(str(tmp_path / "out")):
        pass


def test_the_run_after_one_that_was_killed_clears_up(tmp_path: Path) -> None:
    (tmp_path / "c/templates").mkdir(parents=True)
    (tmp_path / "c/Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
    loop = "{{ range until 3000 }}{{ range until 3000 }}{{ end }}{{ end }}"
    (tmp_path / "c/templates/a.yaml").write_text("{{ if .Values.slow }}" + loop + "{{ end }}a: b\n")
    (tmp_path / "envs").mkdir()
    for number in range(3):
        (tmp_path / f"envs/e{number}.yaml").write_text("slow: true\n")
    command = [sys.executable, "-m", "pychart", "template", "c", "--matrix", "envs", "--output-dir", "out"]
    environment = {**os.environ, "PYCHART_CACHE_HOME": str(tmp_path / "cache")}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/.*.tmp")):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert list(tmp_path.glob("out/.*.tmp"))
    for number in range(3):
        (tmp_path / f"envs/e{number}.yaml").write_text("slow: false\n")
    subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, check=True)
    assert names(tmp_path / "out") == {"e0", "e1", "e2"}
