"""Ask pychart and the reference the same, each in a world of its own, and compare their answers."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from pychart.cli.main import run
from tests.cli.worlds import Files, write_files
from tests.reference import ROOT, environment_of, run_helm

Recorded = tuple[str, str, int]


class Answer(NamedTuple):
    """What a command printed, its exit status, and the home that it left, by path."""

    stdout: str
    stderr: str
    status: int
    home: dict[str, str]

    @property
    def printed(self) -> Recorded:
        """What is compared with a recording."""
        return self.stdout, self.stderr, self.status


def ask_pychart(
    line: str,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    work: Files | None = None,
    home: Files | None = None,
) -> Answer:
    """Run a command line (``NAME=value`` words before it are variables) in ``folder``, which is made for it."""
    environment, words = _split(line)
    _make_world(folder, work, home)
    own = environment_of(folder / "home") | environment
    with monkeypatch.context() as patch:
        for name in list(os.environ):
            patch.delenv(name)
        for name, value in own.items():
            patch.setenv(name, value)
        patch.chdir(folder / "cwd")
        patch.setattr("sys.argv", ["pychart"])
        capfd.readouterr()
        status = run(words)
        printed = capfd.readouterr()
    return Answer(_mask(printed.out, folder), _mask(printed.err, folder), status, _read_home(folder))


def ask_helm(line: str, folder: Path, *, work: Files | None = None, home: Files | None = None) -> Answer:
    """Run the same with the reference."""
    environment, words = _split(line)
    _make_world(folder, work, home)
    done = run_helm(*words, cwd=folder / "cwd", home=folder / "home", **environment)
    out, err = done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode()
    return Answer(_mask(out, folder), _mask(err, folder), done.returncode, _read_home(folder))


def _split(line: str) -> tuple[dict[str, str], list[str]]:
    words = shlex.split(line)
    environment = {}
    while words and words[0].partition("=")[0].isupper() and "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    return environment, words


def _make_world(folder: Path, work: Files | None, home: Files | None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "cwd").mkdir(parents=True)
    (folder / "home").mkdir()
    write_files(folder / "cwd", work or {})
    write_files(folder / "home", home or {})


def _mask(text: str, folder: Path) -> str:
    root = str(ROOT)
    # The checkout may have the program's name.
    text = text.replace(str(folder), "WORLD").replace(root, "\0").replace("pychart", "helm").replace("\0", root)
    return text.replace('HELM_BIN="' + _helm_path() + '"', 'HELM_BIN="helm"')


def _helm_path() -> str:
    from tests.reference import HELM

    return str(HELM)


def _read_home(folder: Path) -> dict[str, str]:
    home = folder / "home"
    return {
        str(path.relative_to(home)): _mask(path.read_text(), folder)
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.is_relative_to(home / "pychart")
    }


@contextmanager
def serve(handler: type) -> Iterator[str]:
    """Serve on the loopback device while the block runs; gives the URL."""
    from http.server import ThreadingHTTPServer
    from threading import Thread

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
