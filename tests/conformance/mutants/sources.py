"""The charts that are changed: examples of the project, recorded cases, and folders that are named.

Charts with Jinja2 templates are left out, which Helm does not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conformance.test_recorded import CASES
from tests.reference import ROOT

MOST_BYTES = 100_000
"""Larger charts take too long."""


class Source(NamedTuple):
    """A chart that passes, with arguments that follow the chart."""

    name: str
    files: dict[str, str]
    args: tuple[str, ...] = ()


def list_sources(folders: Sequence[Path] = ()) -> list[Source]:
    """Give the charts of the project, or those below the folders."""
    if folders:
        return [source for folder in folders for source in _read_folders(folder)]
    return [*_read_folders(ROOT / "examples" / "charts"), *_read_cases()]


def _read_cases() -> Iterator[Source]:
    for name, case in CASES.items():
        is_plain = not case.get("files_b64") and not case.get("stderr_unordered")
        if case["rc"] == 0 and is_plain and not case["stderr"] and "Chart.yaml" in case["files"]:
            yield Source(name, dict(case["files"]), tuple(case["args"]))


def _read_folders(folder: Path) -> Iterator[Source]:
    for chart in sorted(folder.glob("**/Chart.yaml")):
        if "charts" in chart.relative_to(folder).parts[1:-1]:
            continue
        paths = [path for path in sorted(chart.parent.rglob("*")) if path.is_file() and not path.is_symlink()]
        files = {str(path.relative_to(chart.parent)): path.read_bytes() for path in paths if path.suffix != ".tgz"}
        is_go = not any(name.endswith(".j2") for name in files)
        if is_go and sum(map(len, files.values())) <= MOST_BYTES:
            texts = {name: data.decode("utf-8", "surrogateescape") for name, data in files.items()}
            yield Source(str(chart.parent.relative_to(folder)), texts)
