"""Time pychart and the reference binary on the same work, alternating, and print one Markdown table.

    scripts/bench [--charts FOLDER] [--rounds N] [--only TEXT] [--output FILE]

FOLDER holds real charts under their names (kube-prometheus-stack, istio-base); rows that need one which is not there
are left out and named below the table. Each cell is a median; a ratio is pychart's median by the reference's.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / ".reference" / "helm"
PYCHART = Path(sys.executable).with_name("pychart")
RENDERS = 100
LIBRARY = """
import sys
from pychart.api import load_chart, render_chart
from pychart.manifests.emit import Document, emit_stream

chart = load_chart(sys.argv[1])
for number in range(int(sys.argv[2])):
    values = {"benchmark": {"number": number}}
    if sys.argv[3:] and sys.argv[3]:
        values["commonLabels"] = {"number": f"n{number}"}
    rendered = render_chart(chart, values, name=f"r{number}")
if sys.argv[4:]:
    parts = [[Document(one.path, one.content) for one in group] for group in rendered[:2]]
    print(emit_stream(*parts), end="")
"""
"""Renders a chart so many times, with values that nothing shows or that each document shows; prints the last."""
SHOWN = ("--set", "commonLabels.number=n{}")


class Cost(NamedTuple):
    """What one run took: seconds, seconds of processor, MiB."""

    wall: float
    cpu: float
    memory: float


class Row(NamedTuple):
    """One line of the table: what is done, by arguments that both programs take."""

    name: str
    args: list[str]
    cold: bool = False
    library: bool = False
    shown: bool = False


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command once."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"{' '.join(command)} failed: {said}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(row: Row, rounds: int, folder: Path, helm: str) -> str:
    """Measure both on one row, in turns, and give its line of the table."""
    ours = [str(PYCHART), *row.args]
    theirs = [helm, *row.args]
    repeat = 1
    if row.library:
        require_equal(row, folder, helm)
        ours = [sys.executable, "-c", LIBRARY, row.args[-1], str(RENDERS), *["shown"] * row.shown]
        theirs = [*theirs, *[word.format(1) for word in SHOWN * row.shown]]
        repeat = RENDERS
        rounds = min(rounds, 3)
    cache = folder / "cache"
    if not row.cold:
        measure(ours, folder)
    found: tuple[list[Cost], list[Cost]] = ([], [])
    for _ in range(rounds):
        if row.cold:
            shutil.rmtree(cache, ignore_errors=True)
        found[0].append(measure(ours, folder))
        # A hundred processes differ by nothing but values; ten of them tell what a hundred take.
        runs = [measure(theirs, folder) for _ in range(max(1, repeat // 10))]
        factor = repeat / len(runs)
        found[1].append(Cost(sum(r.wall for r in runs) * factor, sum(r.cpu for r in runs) * factor, runs[0].memory))
    middle = [Cost(*(statistics.median(column) for column in zip(*costs, strict=True))) for costs in found]
    our, their = middle
    return (
        f"| {row.name} | {our.wall:.3f} | {their.wall:.3f} | **{our.wall / their.wall:.2f}** | "
        f"{our.cpu / their.cpu:.2f} | {our.memory:.0f} / {their.memory:.0f} |"
    )


def require_equal(row: Row, folder: Path, helm: str) -> None:
    """Refuse to time renders by the library that are not what the reference gives, but for what it makes at random."""
    for number in range(4):
        command = [helm, "template", f"r{number}", row.args[-1], *[word.format(number) for word in SHOWN * row.shown]]
        library = [sys.executable, "-c", LIBRARY, row.args[-1], str(number + 1), "shown" * row.shown, "print"]
        texts = [
            subprocess.run(one, cwd=folder, capture_output=True, text=True, check=True).stdout.split("\n")
            for one in (command, command, library)
        ]
        if any(first == again != ours for first, again, ours in itertools.zip_longest(*texts)):
            raise SystemExit(f"{row.name}: render {number} is not what the reference gives")


def make_chart(folder: Path, name: str, templates: int, values: int) -> Path:
    """Write a chart of so many templates and so many bytes of values."""
    chart = folder / name
    (chart / "templates").mkdir(parents=True)
    (chart / "Chart.yaml").write_text(f"apiVersion: v2\nname: {name}\nversion: 0.1.0\n")
    # Line by line: the peak memory of what is started counts from that of this process.
    with (chart / "values.yaml").open("w") as file:
        file.write("labels: {a: b}\nimage: {name: web, tag: '1'}\ntable:\n")
        file.writelines(
            f"  key{n:07}: {{name: value-{n}, number: {n}, on: true}}\n" for n in range(max(1, values // 56))
        )
    (chart / "templates/_helpers.tpl").write_text(
        '{{ define "labels" }}app: {{ .Release.Name | trunc 63 }}\n{{ toYaml .Values.labels }}{{ end }}'
    )
    for number in range(templates):
        (chart / f"templates/t{number:04}.yaml").write_text(
            f"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{{{ .Release.Name }}}}-{number}\n"
            '  labels: {{- include "labels" . | nindent 4 }}\n'
            "data:\n  {{- if .Values.image }}\n  image: {{ .Values.image.name | quote }}\n  {{- end }}\n"
            '  {{- range $i := until 5 }}\n  key{{ $i }}: {{ printf "%s-%d" $.Values.image.tag $i | quote }}\n'
            "  {{- end }}\n"
        )
    return chart


def make_rows(folder: Path, charts: Path | None, skipped: list[str]) -> list[Row]:
    """List the rows, making the charts that are not real ones."""
    created = folder / "hello-world"
    subprocess.run([str(PYCHART), "create", str(created)], check=True, stdout=subprocess.DEVNULL)
    rows: list[Row] = []

    def add(chart: str, make: Callable[[str], list[Row]]) -> None:
        path = charts / chart if charts else None
        if path is None or not path.is_dir():
            skipped.append(chart)
            return
        rows.extend(make(str(path)))

    add(
        "kube-prometheus-stack",
        lambda path: [
            Row("`template` kube-prometheus-stack, second time", ["template", "rel", path]),
            Row("`template` kube-prometheus-stack, first time ever", ["template", "rel", path], cold=True),
            Row(f"{RENDERS} renders of kube-prometheus-stack, library", ["template", "rel", path], library=True),
            Row(
                f"{RENDERS} renders, a new label on all documents", ["template", "rel", path], library=True, shown=True
            ),
            Row("`package` kube-prometheus-stack", ["package", path, "-d", str(folder)]),
            Row("`lint` kube-prometheus-stack", ["lint", path]),
        ],
    )
    add(
        "istio-base", lambda path: [Row("`template` istio base with CRDs", ["template", "rel", path, "--include-crds"])]
    )
    rows.append(Row("`template` of a `create` chart, second time", ["template", "rel", str(created)]))
    rows.append(Row("`template` of a `create` chart, first time ever", ["template", "rel", str(created)], cold=True))
    rows.append(Row("`--help`", ["--help"]))
    for templates in (1, 10, 100, 1000):
        path = str(make_chart(folder, f"templates-{templates}", templates, 1000))
        rows.append(Row(f"{templates} templates, second time", ["template", "rel", path]))
        rows.append(Row(f"{templates} templates, first time ever", ["template", "rel", path], cold=True))
    for size, name in ((10**3, "1 KB"), (10**5, "100 KB"), (10**6, "1 MB"), (10**7, "10 MB")):
        path = str(make_chart(folder, f"values-{size}", 3, size))
        rows.append(Row(f"values of {name}, second time", ["template", "rel", path]))
    return rows


def main() -> None:
    """Run all rows and print the table."""
    parser = argparse.ArgumentParser(description="Time pychart beside the reference binary.")
    parser.add_argument("--charts", type=Path, help="folder of real charts, each under its name")
    parser.add_argument("--rounds", type=int, default=7, help="how often each row is measured")
    parser.add_argument("--only", default="", help="only the rows whose name contains this")
    parser.add_argument("--output", type=Path, help="file to write the table to as well")
    options = parser.parse_args()
    helm = str(REFERENCE) if REFERENCE.exists() else shutil.which("helm")
    if not helm:
        raise SystemExit("there is no reference binary; scripts/fetch_reference.py downloads it")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    skipped: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        os.environ.update(PYCHART_CACHE_HOME=f"{folder}/cache", HELM_CACHE_HOME=f"{folder}/helm", HOME=name)
        rows = make_rows(folder, options.charts and options.charts.resolve(), skipped)
        version = subprocess.run([helm, "version", "--short"], capture_output=True, text=True, check=True).stdout
        load = os.getloadavg()[0]
        lines = [
            f"Python {platform.python_version()}, Helm {version.strip()}, {os.cpu_count()} processors,"
            f" load {load:.1f} at the start, medians of {options.rounds}.",
            "",
            "| work | pychart, s | Helm, s | ratio | ratio of CPU time | peak memory, MiB |",
            "|---|---|---|---|---|---|",
        ]
        print("\n".join(lines))
        for row in rows:
            if options.only in row.name:
                lines.append(compare(row, options.rounds, folder, helm))
                print(lines[-1], flush=True)
        if skipped:
            lines += ["", f"Left out, for want of the chart: {', '.join(skipped)}."]
            print("\n".join(lines[-2:]))
    if options.output:
        options.output.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
