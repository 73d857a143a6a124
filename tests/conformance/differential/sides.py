"""Ask the reference and pychart the same question."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from pychart.cli.main import run
from tests.reference import environment_of, run_helm

NO_ANSWER = -1
"""The status of a side that broke down."""

ADDRESS = re.compile("0x[0-9a-f]{9,16}")
"""What Go prints for a pointer."""

CHART = "apiVersion: v2\nname: c\nversion: 0.1.0\n"


class Layout(NamedTuple):
    """A chart and the arguments that follow ``template rel ./chart``; paths are below the chart, or ``../``."""

    files: Mapping[str, str]
    args: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What a command printed, and its exit status."""

    out: str
    err: str
    status: int

    def settled(self) -> Answer:
        """Give the answer without what changes from run to run: addresses, and the order of lines on stderr."""
        out, err = (ADDRESS.sub("ADDRESS", text) for text in (self.out, self.err))
        return Answer(out, "\n".join(sorted(err.split("\n"))), self.status)


class Bench:
    """A folder in which both sides work; ``Bench.open`` makes the environment fit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"

    @classmethod
    @contextlib.contextmanager
    def open(cls, folder: Path) -> Iterator[Bench]:
        """Enter the folder, with an environment in which nothing of this machine's user shows."""
        bench = cls(folder)
        environment = environment_of(bench.home) | {"PYCHART_NO_CACHE": "1"}
        with patch.dict(os.environ, environment, clear=True), contextlib.chdir(folder):
            yield bench

    def ask_helm(self, layout: Layout) -> Answer:
        """Let the reference render the chart that lies there."""
        return self.ask_helm_for(("template", "rel", "./chart", *layout.args))

    def ask_pychart(self, layout: Layout) -> Answer:
        """Let pychart render the chart that lies there."""
        return self.ask_pychart_for(("template", "rel", "./chart", *layout.args))

    def ask_helm_for(self, line: Sequence[str]) -> Answer:
        """Run a command line of the reference."""
        done = run_helm(*line, cwd=self.folder, home=self.home)
        return Answer(_readable(done.stdout), _readable(done.stderr), done.returncode)

    def ask_pychart_for(self, line: Sequence[str]) -> Answer:
        """Run a command line of pychart in this process."""
        out, err = io.BytesIO(), io.BytesIO()
        with contextlib.redirect_stdout(_text_to(out)), contextlib.redirect_stderr(_text_to(err)):
            try:
                status = run(line)
            except Exception:
                traceback.print_exc()
                status = NO_ANSWER
        return Answer(_readable(out.getvalue()), _readable(err.getvalue()), status)

    def lay(self, layout: Layout) -> None:
        """Replace the chart that lies there."""
        for name in os.listdir(self.folder):
            if name != "home":
                path = self.folder / name
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, text in layout.files.items():
            file = Path(os.path.normpath(self.folder / "chart" / name))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8", "surrogateescape"))


def _readable(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")


def _text_to(stream: io.BytesIO) -> io.TextIOWrapper:
    return _Wrapper(stream, encoding="utf-8", write_through=True)


class _Wrapper(io.TextIOWrapper):
    """A text stream that leaves its bytes open when it goes."""

    def __del__(self) -> None:
        self.detach()
