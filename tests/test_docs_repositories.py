"""The examples of docs/repositories.md work and print what the page says, with a server of ours in place of theirs."""

from __future__ import annotations

import base64
import shlex
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.reference import ROOT, environment_of
from tests.repo.publishing import entry, publish
from tests.transport.serving import Server, answer

PAGE = (ROOT / "docs/repositories.md").read_text(encoding="utf-8")
EXAMPLE = "https://charts.example.com"
LOGIN = "Basic " + base64.b64encode(b"jo:secret").decode()


def read_examples(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command line of a page with the lines that it prints."""
    command, printed = "", list[str]()
    for line in page.splitlines():
        if command and (not line.startswith("    ") or line.startswith("    $ ")):
            yield command, printed
            command, printed = "", []
        if line.startswith("    $ "):
            command = line.removeprefix("    $ ")
        elif command:
            printed.append(line.removeprefix("    ").rstrip())


def test_the_examples_print_what_the_page_says(server: Server, tmp_path: Path) -> None:
    versions = [entry("web", version) for version in ("1.0.0", "1.2.0", "2.0.0-rc.1")]
    publish(server, *versions, folder="")
    index = server.replies["/index.yaml"]

    def private(handler: BaseHTTPRequestHandler) -> None:
        (index if handler.headers.get("Authorization") == LOGIN else answer(401))(handler)

    server.replies["/private/index.yaml"] = private
    count = 0
    for command, printed in read_examples(PAGE):
        count += 1
        done = subprocess.run(
            [sys.executable, "-m", "pychart", *shlex.split(command.replace(EXAMPLE, server.url))[1:]],
            cwd=tmp_path,
            env=environment_of(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (command, done.stderr, done.returncode) == (command, "", 0)
        shown = [
            " ".join(line.split()) for line in done.stdout.replace(server.url, EXAMPLE).splitlines() if line.strip()
        ]
        assert (command, shown) == (command, [" ".join(line.split()) for line in printed])
    assert count > 10
    assert sorted(path.name for path in tmp_path.glob("*.tgz")) == ["web-1.0.0.tgz", "web-1.2.0.tgz"]
    assert (tmp_path / "charts/web/Chart.yaml").is_file()
