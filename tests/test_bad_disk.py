"""A disk that fails to give a file is no file that is missing, no archive that is no chart, and no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pychart import filesystem
from pychart.actions.repo_index import index_folder
from pychart.chart.folder import FolderReader
from pychart.cli.main import run
from pychart.errors import ChartError, PychartError, RepositoryError
from pychart.registry.config import Login, forget_login, store_login
from pychart.settings import Settings
from tests.cli.worlds import pack, write_files
from tests.reference import environment_of


@pytest.fixture
def break_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, int], None]:
    """Let a function of ``os`` fail for paths that end so."""

    def break_it(name: str, ending: str, number: int) -> None:
        real = getattr(os, name)

        def fail(path: Any, *args: Any, **more: Any) -> Any:
            if str(path).endswith(ending):
                raise OSError(number, os.strerror(number), path)
            return real(path, *args, **more)

        monkeypatch.setattr(os, name, fail)

    return break_it


Break = Callable[[str, str, int], None]


def test_what_cannot_be_told_is_not_taken_for_missing(break_disk: Break, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("")
    assert filesystem.exists(str(tmp_path / "there"))
    assert not filesystem.exists(str(tmp_path / "absent"))
    assert not filesystem.exists(str(tmp_path / "there/below"))
    break_disk("stat", "there", errno.EIO)
    with pytest.raises(ChartError, match=r"stat .*/there: input/output error"):
        filesystem.exists(str(tmp_path / "there"), error=ChartError)


def test_logins_are_not_replaced(break_disk: Break, tmp_path: Path) -> None:
    settings = Settings.from_environment(environment_of(tmp_path))
    store_login("one.example.com", Login("jo", "secret"), settings)
    kept = Path(settings.registry_config).read_bytes()
    break_disk("stat", os.path.basename(settings.registry_config), errno.EIO)
    with pytest.raises(PychartError, match="input/output error"):
        store_login("two.example.com", Login("jo", "secret"), settings)
    with pytest.raises(PychartError, match="input/output error"):
        forget_login("one.example.com", settings)
    assert Path(settings.registry_config).read_bytes() == kept


@pytest.mark.parametrize(("name", "ending"), [("stat", "b-1.0.0.tgz"), ("scandir", "below")])
@pytest.mark.parametrize(("number", "is_refused"), [(errno.EIO, True), (errno.EMFILE, True), (errno.EACCES, False)])
def test_an_index_without_an_archive_is_not_published(
    name: str, ending: str, number: int, is_refused: bool, break_disk: Break, tmp_path: Path
) -> None:
    archives: dict[str, str | bytes] = {
        "a-1.0.0.tgz": pack("a", "1.0.0"),
        "b-1.0.0.tgz": pack("b", "1.0.0"),
        "below/c-1.0.0.tgz": pack("c", "1"),
    }
    write_files(tmp_path, archives)
    index_folder(tmp_path, cache="")
    kept = (tmp_path / "index.yaml").read_bytes()
    break_disk(name, ending, number)
    if is_refused:
        with pytest.raises(RepositoryError, match=os.strerror(number).lower()):
            index_folder(tmp_path, cache="")
        assert (tmp_path / "index.yaml").read_bytes() == kept
    else:
        index_folder(tmp_path, cache="")
        assert b"name: a\n" in (tmp_path / "index.yaml").read_bytes()


def test_a_file_of_a_chart_that_cannot_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text("a: 1\n")

    def fail(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fstat", fail)
        with pytest.raises(ChartError) as caught:
            FolderReader(str(tmp_path)).read()
    path = tmp_path / "values.yaml"
    assert str(caught.value) == f"error reading {path}: read {path}: input/output error"


def test_an_error_that_nobody_foresaw_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), "/some/file")

    monkeypatch.setattr("pychart.cli.main._run", fail)
    assert run(["env"]) == 1
    assert capsys.readouterr().err == "Error: /some/file: input/output error\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
@pytest.mark.parametrize("line", ["create c", "env", "show chart c", "template r c", "lint c", "--help"])
def test_a_result_that_finds_no_room_is_an_error(line: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n", "c/templates/a.yaml": "a: 1\n"})
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pychart", *line.split()],
            cwd=tmp_path,
            env=environment_of(tmp_path / "home"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr) == (1, "Error: cannot write to stdout: no space left on device\n")
