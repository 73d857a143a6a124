"""The passphrase of a key: from a file, from a pipe, or typed at a terminal that does not show it."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from pychart.cli.passphrase import passphrase_reader
from pychart.errors import ProvenanceError
from tests.cli.worlds import chart_yaml, write_files
from tests.reference import environment_of
from tests.scenarios.scenario import load_file_sets


def test_a_file_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    path.write_bytes(b"sesame\r\nsecond line\n")
    find = passphrase_reader(str(path))
    assert find()("Jo") == "sesame"
    path.unlink()
    assert find()("Max") == "sesame"


@pytest.mark.parametrize(("content", "found"), [(b"open", "open"), (b"\n", ""), (b"caf\xc3\xa9 \n", "caf\u00e9 ")])
def test_the_first_line_counts(content: bytes, found: str, tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(content)
    assert passphrase_reader(str(tmp_path / "p"))()("Jo") == found


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(b"")
    with pytest.raises(ProvenanceError, match=r"^EOF$"):
        passphrase_reader(str(tmp_path / "p"))()


def sign_at_terminal(folder: Path, typed: bytes) -> tuple[int, bytes]:
    """Sign with a locked key at a terminal of its own; gives the exit status and what the terminal showed."""
    write_files(folder, {"web/Chart.yaml": chart_yaml("web"), "secret.asc": load_file_sets()["keys"]["secret.asc"]})
    environment = environment_of(folder / "home")
    child, terminal = pty.fork()
    if not child:
        try:
            os.chdir(folder)
            words = ["package", "web", "--sign", "--key", "lo@", "--keyring", "secret.asc"]
            os.execve(sys.executable, [sys.executable, "-m", "pychart", *words], environment)
        finally:
            os._exit(70)
    shown = b""
    while b">  " not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, typed + b"\n")
    try:
        while piece := os.read(terminal, 1000):
            shown += piece
    except OSError:  # how Linux says that the other side is closed
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown


def test_a_person_is_asked(tmp_path: Path) -> None:
    status, shown = sign_at_terminal(tmp_path, b"sesame")
    assert status == 0, shown
    assert b'Password for key "Lo <lo@example.com>" >  ' in shown
    assert b"sesame" not in shown
    assert (tmp_path / "web-1.0.0.tgz.prov").exists()


def test_a_wrong_answer_is_refused(tmp_path: Path) -> None:
    status, shown = sign_at_terminal(tmp_path, b"open")
    assert status == 1
    assert b"private key checksum failure" in shown
    assert not (tmp_path / "web-1.0.0.tgz.prov").exists()
