"""Time commands on releases of pychart and of the reference binary with one API server, and print one Markdown table.

    scripts/bench releases [--releases N] [--rounds N] [--only TEXT]

The server is the tests' own, in a process of its own (tests/fakes/README.md); it keeps its answers ready, and gives
each program the form that it asks for, as the real one does: protobuf to the reference, JSON to pychart. The programs
take turns, and what `list`, `status` and `history` print must be equal.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from base64 import b64decode, b64encode
from gzip import compress, decompress
from pathlib import Path
from typing import NamedTuple

from tests.fakes.apiserver import ApiServer

from benchmarks.bench import PYCHART, REFERENCE, Cost, measure

_AGE = re.compile(r"\b\d+m?\d*[smh]\b")


class Row(NamedTuple):
    """One line of the table; ``{}`` in an argument is another number each time."""

    name: str
    args: list[str]
    same: bool = True


ROWS = [
    Row("`list`, the first 256", ["list"]),
    Row("`list --max 0`", ["list", "--max", "0"]),
    Row("`list -A -o json --date`", ["list", "-A", "-o", "json", "--date", "--max", "0"]),
    Row("`list --filter`, ten of them", ["list", "--filter", "-000[0-9]$"]),
    Row("`status`", ["status", "web", "-n", "apps"]),
    Row("`history` of ten revisions", ["history", "web", "-n", "apps"]),
    Row("`get manifest`", ["get", "manifest", "web", "-n", "apps"]),
    Row("`install` of a `create` chart", ["install", "new-{}", "web", "-n", "new"], same=False),
    Row("`upgrade` of a `create` chart", ["upgrade", "web", "web", "-n", "apps", "--set", "a={}"], same=False),
]


def serve(folder: Path, count: int) -> None:
    """Run the server with so many releases until this process is ended; ``folder`` holds a chart and the kubeconfig."""
    with ApiServer(delay=0.01) as api:
        (folder / "kubeconfig.new").write_text(json.dumps(api.kubeconfig()))
        environment = {**os.environ, "KUBECONFIG": str(folder / "kubeconfig.new")}

        def run(*args: str) -> None:
            command = [str(REFERENCE), *args, "-n", "apps"]
            subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)

        run("install", "web", "web", "--create-namespace")
        for number in range(9):
            run("upgrade", "web", "web", "--set", f"a={number}")
        api.create(api.kind("", "namespaces"), {"metadata": {"name": "new"}}, manager="bench")
        model = api.get("secrets", "sh.helm.release.v1.web.v10", "apps")
        for number in range(count):
            add_release(api, model, f"release-{number:04}")
        (folder / "kubeconfig.new").rename(folder / "kubeconfig")
        time.sleep(24 * 3600)


def add_release(api: ApiServer, model: dict[str, object], name: str) -> None:
    """Put the record of another release like the one in ``model`` into the namespace ``default``."""
    new = copy.deepcopy(model)
    metadata, data = new["metadata"], new["data"]
    assert isinstance(metadata, dict)
    assert isinstance(data, dict)
    record = json.loads(decompress(b64decode(b64decode(data["release"]))))
    record |= {"name": name, "namespace": "default", "version": 1}
    record["manifest"] = record["manifest"].replace("web", name)
    text = json.dumps(record, separators=(",", ":")).encode()
    data["release"] = b64encode(b64encode(compress(text))).decode()
    labels = {**metadata["labels"], "name": name, "version": "1"}
    new["metadata"] = {"name": f"sh.helm.release.v1.{name}.v1", "labels": labels}
    api.create(api.kind("", "secrets"), new, manager="helm", namespace="default")


def compare(row: Row, rounds: int, folder: Path) -> str:
    """Measure both programs on one row, in turns, and give its line of the table."""
    programs = (str(PYCHART), str(REFERENCE))
    if row.same:
        texts = [subprocess.check_output([one, *row.args], cwd=folder, text=True) for one in programs]
        # The reference prints the kinds of `status` in another order each time.
        ours, theirs = [sorted(_AGE.sub("AGE", text).splitlines()) for text in texts]
        if ours != theirs:
            raise SystemExit(f"{row.name}: the two programs print different things")
    found: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(rounds + 1):
        for turn, (program, costs) in enumerate(zip(programs, found, strict=True)):
            args = [one.replace("{}", str(2 * number + turn)) for one in row.args]
            costs.append(measure([program, *args], folder))
    our, their = [Cost(*(statistics.median(column) for column in zip(*costs[1:], strict=True))) for costs in found]
    return (
        f"| {row.name} | {our.wall:.3f} | {their.wall:.3f} | **{our.wall / their.wall:.2f}** | "
        f"{our.cpu / their.cpu:.2f} | {our.memory:.0f} / {their.memory:.0f} |"
    )


def main() -> None:
    """Start the server, run all rows and print the table."""
    parser = argparse.ArgumentParser(description="Time commands on releases beside the reference binary.")
    parser.add_argument("--releases", type=int, default=500, help="how many releases the cluster has")
    parser.add_argument("--rounds", type=int, default=11, help="how often each row is measured")
    parser.add_argument("--only", default="", help="only the rows whose name contains this")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    # An installed program has its modules compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if options.serve:
        serve(options.serve, options.releases)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        homes = {f"HELM_{kind}_HOME": f"{name}/helm" for kind in ("CACHE", "CONFIG", "DATA")}
        os.environ.update(homes, HOME=name, PYCHART_CACHE_HOME=f"{name}/cache", KUBECONFIG=f"{name}/kubeconfig")
        subprocess.run([str(PYCHART), "create", str(folder / "web")], check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, __file__, "--serve", name, "--releases", str(options.releases)]
        server = subprocess.Popen(command)
        try:
            while not (folder / "kubeconfig").exists():
                time.sleep(0.1)
                if server.poll() is not None:
                    raise SystemExit("the server could not be started")
            print(f"{options.releases} releases, medians of {options.rounds}, load {os.getloadavg()[0]:.1f}.\n")
            print("| work | pychart, s | Helm, s | ratio | ratio of CPU time | peak memory, MiB |")
            print("|---|---|---|---|---|---|")
            for row in ROWS:
                if options.only in row.name:
                    print(compare(row, options.rounds, folder), flush=True)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
