from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from pychart.errors import OutputError
from pychart.repo.lock import lock_index


def test_others_wait(tmp_path: Path) -> None:
    path = str(tmp_path / "index.yaml")
    steps: list[str] = []

    def take() -> None:
        with lock_index(path):
            steps.append("second")

    with lock_index(path):
        other = Thread(target=take)
        other.start()
        other.join(0.1)
        steps.append("first")
        with (
            pytest.raises(OutputError, match=r"another process has been indexing for 0\.05 seconds"),
            lock_index(path, 0.05),
        ):
            pass
    other.join(10)
    assert steps == ["first", "second"]
    assert os.listdir(tmp_path) == []


def test_who_dies_lets_go(tmp_path: Path) -> None:
    path = str(tmp_path / "index.yaml")
    code = "import os, sys\nfrom pychart.repo.lock import lock_index\nwith lock_index(sys.argv[1]):\n    os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == 9
    assert os.listdir(tmp_path) == [".index.yaml.lock"]
    with lock_index(path, 0.0):
        pass
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught, lock_index(str(tmp_path / "absent/index.yaml")):
        pass
    assert str(caught.value) == f"cannot write {tmp_path}/absent/index.yaml: no such file or directory"


def test_a_lock_is_no_link_to_elsewhere(tmp_path: Path) -> None:
    (tmp_path / ".index.yaml.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError), lock_index(str(tmp_path / "index.yaml")):
        pass
    assert not (tmp_path / "elsewhere").exists()
