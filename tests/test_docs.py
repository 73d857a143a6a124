"""The docs say what is true: pages are generated, examples run, commands and functions are all described."""

from __future__ import annotations

import doctest
import functools
import http.server
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import pychart
from pychart.functions.table import FUNCTIONS
from tests.provenance.keyrings import write_ring
from tests.reference import ROOT, environment_of

README = (ROOT / "README.md").read_text()


def blocks(text: str, language: str) -> list[str]:
    """Give the fenced blocks of one language; "" are those without any."""
    pieces = text.split("```")
    return [piece[len(language) + 1 :] for piece in pieces[1::2] if piece.startswith(language + "\n")]


def commands(text: str) -> list[str]:
    return [line[6:] for line in text.splitlines() if line.startswith("    $ ")]


def test_generated_pages_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/generate_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.returncode) == ("", 0)


def test_every_function_is_documented() -> None:
    page = (ROOT / "docs/functions.md").read_text()
    assert [name for name in FUNCTIONS if f"### `{name}" not in page] == []
    assert "→ any\n\nNone" not in page


def test_readme_library_example_prints_what_it_says(tmp_path: Path) -> None:
    (code,), (expected, *_) = blocks(README, "python"), blocks(README, "")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment_of(tmp_path), capture_output=True, text=True, check=True
    )
    assert done.stdout == expected


def test_package_docstring_runs() -> None:
    os.chdir(ROOT)
    assert doctest.testmod(pychart).failed == 0


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path / "release"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    "page", ["README.md", "docs/tutorial.md", "docs/how-to.md", "docs/jinja2.md", "docs/publishing.md"]
)
def test_commands_of_the_page_work(page: str, repository: str, tmp_path: Path) -> None:
    """Run every pychart line of the page from the top, in one folder; its repository is the folder ``release``."""
    lines = [line.split(" | ")[0] for line in commands((ROOT / page).read_text()) if line.startswith("pychart ")]
    assert lines
    write_ring(tmp_path / "secret.gpg", "Jo", secret=True)
    write_ring(tmp_path / "public.gpg", "Jo")
    (tmp_path / "passphrase.txt").write_text("sesame\n")
    (tmp_path / "envs").mkdir()
    for name in ("eu", "us"):
        (tmp_path / f"envs/{name}.yaml").write_text("replicaCount: 3\n")
    for line in lines:
        args = shlex.split(line.replace("https://charts.example.com/", repository))[1:]
        done = subprocess.run(
            [sys.executable, "-m", "pychart", *args],
            cwd=tmp_path,
            env=environment_of(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (line, done.stderr, done.returncode) == (line, "", 0)
