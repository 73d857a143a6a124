"""Time `repo index` of pychart and of the reference binary on a folder of 5,000 archives, and print one Markdown table.

    scripts/bench publishing [--archives N] [--rounds N]

The archives are made here: ten versions of each chart, every one with values of its own. The programs take turns on the
same folder, and what they write must be equal but for the times. "First time" is without pychart's memory of archives.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.bench import PYCHART, REFERENCE, Cost, measure
from pychart.archive.write import archive_bytes
from pychart.files import File

_TIME = re.compile(r'(created|generated): "?[0-9T:.Z+-]*"?')


def make_archive(folder: Path, starter: dict[str, bytes], number: int) -> None:
    """Package one version of a chart that has the files of ``starter``."""
    name, version = f"chart-{number // 10:04}", f"1.{number % 10}.{number % 7}"
    head = (
        f"apiVersion: v2\nappVersion: {version}\ndescription: The chart {name}, which is number {number}\n"
        f"home: https://charts.example.com/{name}\nkeywords:\n- web\n- {name}\nmaintainers:\n"
        f"- email: team@example.com\n  name: The team of {name}\nname: {name}\ntype: application\nversion: {version}\n"
    )
    files = starter | {"Chart.yaml": head.encode()}
    if "values.yaml" in files:
        files["values.yaml"] += f"build: {number}\n".encode()
    members = [File(f"{name}/{path}", data, 1) for path, data in files.items()]
    (folder / f"{name}-{version}.tgz").write_bytes(archive_bytes(members))


def make_archives(folder: Path, starter: dict[str, bytes], count: int) -> Path:
    """Fill a folder with archives."""
    folder.mkdir()
    for number in range(count):
        make_archive(folder, starter, number)
    return folder


def read_starter(folder: Path) -> dict[str, bytes]:
    """Give the files of the chart that `create` makes, but for Chart.yaml."""
    chart = folder / "starter"
    subprocess.run([PYCHART, "create", chart], check=True, stdout=subprocess.DEVNULL)
    paths = [path for path in sorted(chart.rglob("*")) if path.is_file() and path.name != "Chart.yaml"]
    return {str(path.relative_to(chart)): path.read_bytes() for path in paths}


def compare(name: str, folder: Path, rounds: int, prepare: Callable[[int], None]) -> str:
    """Index the folder with both programs in turns and give the line of the table; ``prepare`` goes first."""
    found: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(rounds):
        prepare(number)
        written = []
        for program, costs in zip((PYCHART, REFERENCE), found, strict=True):
            costs.append(measure([str(program), "repo", "index", "."], folder))
            written.append(_TIME.sub(r"\1", (folder / "index.yaml").read_text()))
        if written[0] != written[1]:
            raise SystemExit(f"{name}: the two indexes differ")
    our, their = [Cost(*(statistics.median(column) for column in zip(*costs, strict=True))) for costs in found]
    return (
        f"| {name} | {our.wall:.3f} | {their.wall:.3f} | **{our.wall / their.wall:.2f}** | "
        f"{our.cpu / their.cpu:.2f} | {our.memory:.0f} / {their.memory:.0f} |"
    )


def main() -> None:
    """Make the archives, run all rows and print the table."""
    parser = argparse.ArgumentParser(
        description="Time repo index beside the reference binary on thousands of archives."
    )
    parser.add_argument("--archives", type=int, default=5000, help="how many archives the folder has")
    parser.add_argument("--rounds", type=int, default=5, help="how often each row is measured")
    options = parser.parse_args()
    count = options.archives
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        homes = {f"HELM_{kind}_HOME": f"{name}/helm" for kind in ("CACHE", "CONFIG", "DATA")}
        os.environ.update(homes, HOME=name, PYCHART_CACHE_HOME=f"{name}/cache")
        starter = read_starter(folder)
        print("| work | pychart, s | Helm, s | ratio | ratio of CPU time | peak memory of one process, MiB |")
        print("|---|---|---|---|---|---|")
        for kind, files in (("charts as `create` makes them", starter), ("charts of a Chart.yaml alone", {})):
            archives = make_archives(folder / str(len(files)), files, count)

            def forget(_: int) -> None:
                shutil.rmtree(folder / "cache", ignore_errors=True)

            def add(number: int, archives: Path = archives, files: dict[str, bytes] = files) -> None:
                make_archive(archives, files, count + number)

            print(compare(f"{count} {kind}, first time", archives, options.rounds, forget), flush=True)
            print(compare(f"{count} {kind}, one archive more", archives, options.rounds, add), flush=True)


if __name__ == "__main__":
    main()
