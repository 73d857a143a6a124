"""Time pychart and the reference binary on a chart repository of 40,000 versions, and print one Markdown table.

    scripts/bench repositories [--charts N] [--versions N] [--rounds N] [--only TEXT]

The index is made here, in the form in which `helm repo index` writes it, and served on this machine together with
20 archives, which a chart depends on. Every program has its own home; they take turns.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from benchmarks.bench import PYCHART, REFERENCE, Cost, measure

CHARTS = 400
VERSIONS = 100
DEPENDENCIES = 20
NAME = "big"


_VENDORED = ("umbrella/charts", "umbrella/Chart.lock", "CACHE/content")


class Row(NamedTuple):
    """One line of the table: what is done, what is removed before each run, whether the index is a new one then."""

    name: str
    args: list[str]
    removed: tuple[str, ...] = ()
    new_index: bool = False


class Home(NamedTuple):
    """A program with folders of its own."""

    program: str
    folder: Path

    def run(self, args: list[str]) -> Cost:
        """Run one command of the program in its home."""
        os.environ.update({f"HELM_{name}_HOME": str(self.folder / name) for name in ("CACHE", "CONFIG", "DATA")})
        return measure([self.program, *args], self.folder)


def name_chart(number: int) -> str:
    """Name a chart of the repository."""
    return f"chart-{number:04}"


def name_version(number: int) -> str:
    """Give the text of a version; the higher the number, the newer it is."""
    return f"{number // 25}.{number % 25}.0" + ("-rc.1" if number % 10 == 9 else "")


def write_entry(chart: str, version: str, number: int, digest: str) -> str:
    """Give an entry of the index as Helm writes it."""
    return f"""\
  - annotations:
      category: Infrastructure
      licenses: Apache-2.0
    apiVersion: v2
    appVersion: {number}.{number % 7}.0
    created: "2026-0{1 + number % 9}-01T10:20:30.{number * 1000 + 123456:09d}Z"
    description: Keeps what {chart} is about, serves it to whoever may ask, and tells
      the time in between
    digest: {digest}
    home: https://charts.example.com/{chart}
    keywords:
    - service
    - {chart}
    maintainers:
    - email: team@example.com
      name: The team of {chart}
    name: {chart}
    sources:
    - https://git.example.com/{chart}
    type: application
    urls:
    - {chart}-{version}.tgz
    version: {version}
"""


def write_index(charts: int, versions: int, digests: dict[str, str]) -> Iterator[str]:
    """Yield the text of the index; ``digests`` are those of the archives that there are."""
    yield "apiVersion: v1\nentries:\n"
    for chart in map(name_chart, range(charts)):
        yield f"  {chart}:\n"
        for number in range(versions, 0, -1):
            file = f"{chart}-{name_version(number)}.tgz"
            digest = digests.get(file) or hashlib.sha256(file.encode()).hexdigest()
            yield write_entry(chart, name_version(number), number, digest)
    yield 'generated: "2026-09-01T10:00:00.123456789Z"\n'


def make_repository(folder: Path, charts: int, versions: int) -> None:
    """Write the index and the archives of the charts that are depended on."""
    folder.mkdir()
    digests = {}
    for chart in map(name_chart, range(DEPENDENCIES)):
        source = folder / "source" / chart
        source.mkdir(parents=True)
        text = f"apiVersion: v2\nname: {chart}\nversion: {name_version(versions)}\n"
        (source / "Chart.yaml").write_text(text)
        subprocess.run([PYCHART, "package", source, "-d", folder], check=True, stdout=subprocess.DEVNULL)
        file = f"{chart}-{name_version(versions)}.tgz"
        digests[file] = hashlib.sha256((folder / file).read_bytes()).hexdigest()
    with (folder / "index.yaml").open("w") as index:
        index.writelines(write_index(charts, versions, digests))


def make_umbrella(folder: Path) -> None:
    """Write a chart that depends on charts of the repository, each by a range."""
    folder.mkdir()
    needed = "".join(
        f'- {{name: {name_chart(number)}, version: ">=1.0.0", repository: "@{NAME}"}}\n'
        for number in range(DEPENDENCIES)
    )
    (folder / "Chart.yaml").write_text(f"apiVersion: v2\nname: umbrella\nversion: 0.1.0\ndependencies:\n{needed}")


def make_rows() -> list[Row]:
    """List what is measured."""
    wanted = f"{NAME}/{name_chart(7)}"
    return [
        Row("`repo update`, a new index", ["repo", "update"], new_index=True),
        Row("`repo update`, nothing new", ["repo", "update"]),
        Row("`search repo` for a word", ["search", "repo", "chart-01"]),
        Row("`search repo`, everything", ["search", "repo"]),
        Row("`search repo --versions`, everything", ["search", "repo", "--versions"]),
        Row("`show chart`", ["show", "chart", wanted]),
        Row("`pull`", ["pull", wanted], removed=("*.tgz", "CACHE/content")),
        Row("`dependency update`, 20, a new index", ["dependency", "update", "umbrella"], _VENDORED, new_index=True),
        Row("`dependency update`, 20, nothing new", ["dependency", "update", "umbrella"], _VENDORED),
        Row("`dependency build`, 20", ["dependency", "build", "umbrella"], ("umbrella/charts", "CACHE/content")),
    ]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(folder: Path) -> str:
    """Serve a folder for as long as the program runs, and give its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def renew(index: Path) -> None:
    """Make the index one that no program has seen, as far as the server's headers tell."""
    seconds = index.stat().st_mtime + 2
    os.utime(index, (seconds, seconds))


def compare(row: Row, homes: list[Home], rounds: int, index: Path) -> str:
    """Measure both programs on one row, in turns, and give its line of the table."""
    found: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(rounds):
        for home, costs in zip(homes, found, strict=True):
            for path in [path for pattern in row.removed for path in home.folder.glob(pattern)]:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            if row.new_index:
                renew(index)
            costs.append(home.run(row.args))
    our, their = [Cost(*(statistics.median(column) for column in zip(*costs, strict=True))) for costs in found]
    return (
        f"| {row.name} | {our.wall:.3f} | {their.wall:.3f} | **{our.wall / their.wall:.2f}** | "
        f"{our.cpu / their.cpu:.2f} | {our.memory:.0f} / {their.memory:.0f} |"
    )


def main() -> None:
    """Make the repository, run all rows and print the table."""
    parser = argparse.ArgumentParser(description="Time pychart beside the reference binary on a large repository.")
    parser.add_argument("--charts", type=int, default=CHARTS, help="how many charts the repository has")
    parser.add_argument("--versions", type=int, default=VERSIONS, help="how many versions each chart has")
    parser.add_argument("--rounds", type=int, default=3, help="how often each row is measured")
    parser.add_argument("--only", default="", help="only the rows whose name contains this")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        os.environ.update(HOME=name, PYCHART_CACHE_HOME=f"{name}/cache")
        make_repository(folder / "repository", options.charts, options.versions)
        url = serve(folder / "repository")
        homes = [Home(str(PYCHART), folder / "ours"), Home(str(REFERENCE), folder / "theirs")]
        for home in homes:
            home.folder.mkdir()
            make_umbrella(home.folder / "umbrella")
            home.run(["repo", "add", NAME, url])
        size = (folder / "repository/index.yaml").stat().st_size / 2**20
        print(f"{options.charts * options.versions} versions, {size:.1f} MiB of YAML, medians of {options.rounds}.\n")
        print("| work | pychart, s | Helm, s | ratio | ratio of CPU time | peak memory, MiB |")
        print("|---|---|---|---|---|---|")
        for row in make_rows():
            if options.only in row.name:
                print(compare(row, homes, options.rounds, folder / "repository/index.yaml"), flush=True)


if __name__ == "__main__":
    main()
