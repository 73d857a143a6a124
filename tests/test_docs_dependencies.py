"""The examples of docs/dependencies.md work and print what the page says, with a server of ours in place of theirs."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from tests.cli.worlds import chart_yaml, write_files
from tests.reference import ROOT, environment_of
from tests.repo.publishing import entry, publish
from tests.test_docs_repositories import EXAMPLE, read_examples
from tests.transport.serving import Server

PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")


def test_the_examples_print_what_the_page_says(server: Server, tmp_path: Path) -> None:
    publish(server, *[entry("web", version) for version in ("1.0.0", "1.2.0", "2.0.0")], folder="")
    shop = PAGE.split("```yaml\n")[1].split("```")[0]
    write_files(tmp_path, {"shop/Chart.yaml": shop, "common/Chart.yaml": chart_yaml("common", "0.4.0")})
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
        shown = [" ".join(line.split()) for line in done.stdout.replace(server.url, EXAMPLE).splitlines()]
        if printed:
            assert (command, [line for line in shown if line]) == (
                command,
                [" ".join(line.split()) for line in printed],
            )
    assert count == 6
    names = sorted(path.name for path in (tmp_path / "shop/charts").iterdir())
    assert names == ["common-0.4.0.tgz", "web-1.2.0.tgz"]
    assert (tmp_path / "release/shop-0.1.0.tgz").is_file()
