"""The summaries of all archives of a folder: those that are known recalled, the others read, on all processors."""

from __future__ import annotations

import os

from pychart.processes import count_processors, start_child
from pychart.records import NamedTuple
from pychart.repo.archives import is_settled, list_archives, name_below, refuse_failure, stat_facts
from pychart.repo.summary import Reading, Summary, load_summary, read_summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.processes import Child
    from pychart.repo.archives import Archive
    from pychart.repo.memory import Memory

    Report = Callable[[int, int], None]

_WORTH_A_CHILD = 100
"""So many archives take about as long to read as a child takes to start and to hand over its result."""
_REPORT_EVERY = 16


class Found(NamedTuple):
    """An archive of the folder that is a chart."""

    archive: Archive
    summary: Summary


def gather_summaries(folder: str, memory: Memory, report: Report | None = None) -> list[Found]:
    """Summarise the archives of a folder and of its subfolders, in Helm's order; files that are no charts are left out.

    ``report`` is told how many of the archives that must be read have been, and how many there are. Raises
    RepositoryError where the disk fails.
    """
    archives = list_archives(folder)
    known, unread = _recall(archives, memory)
    for place, reading, now in _read_all([(place, archives[place].path) for place in unread], report):
        summary = reading.summary
        if reading.warned:
            summary = load_summary(archives[place].path)
        elif reading.facts is not None and is_settled(reading.facts, now):
            memory.keep(name_below(archives[place]), reading.facts, summary)
        known[place] = summary
    return [Found(archive, summary) for archive, summary in zip(archives, known, strict=True) if summary is not None]


def _recall(archives: list[Archive], memory: Memory) -> tuple[list[Summary | None], list[int]]:
    known: list[Summary | None] = [None] * len(archives)
    unread = []
    for place, archive in enumerate(archives):
        try:
            status = os.stat(archive.path)
        except OSError as problem:
            refuse_failure("stat", archive.path, problem)
            continue
        is_known, known[place] = memory.recall(name_below(archive), stat_facts(status))
        if not is_known:
            unread.append(place)
    return known, unread


def _read_all(paths: list[tuple[int, str]], report: Report | None) -> list[tuple[int, Reading, int]]:
    """Read archives, every processor its share, and give for each its place, what came of it and when, in order."""
    count = min(count_processors(), len(paths) // _WORTH_A_CHILD) or 1
    shares = [paths[number::count] for number in range(count)]
    children = [_start(share) for share in shares[1:]]
    total = len(paths)
    try:
        found = _read_share(shares[0], report and (lambda done: report(min(done * count, total), total)))
        for share, child in zip(shares[1:], children, strict=True):
            rows = child.result() if child else None
            found += [_unpack(row) for row in rows] if rows is not None else _read_share(share)
    finally:
        for child in children:
            if child:
                child.stop()
    if report and total:
        report(total, total)
    return sorted(found, key=lambda row: row[0])


def _start(share: list[tuple[int, str]]) -> Child | None:
    return start_child(lambda: [_pack(row) for row in _read_share(share)])


def _read_share(
    share: list[tuple[int, str]], report: Callable[[int], None] | None = None
) -> list[tuple[int, Reading, int]]:
    from time import time_ns

    found = []
    for number, (place, path) in enumerate(share):
        if report and number % _REPORT_EVERY == 0:
            report(number)
        now = time_ns()
        found.append((place, read_summary(path), now))
    return found


def _pack(row: tuple[int, Reading, int]) -> tuple[Any, ...]:
    place, (facts, summary, warned), now = row
    return place, facts, None if summary is None else tuple(summary), warned, now


def _unpack(row: tuple[Any, ...]) -> tuple[int, Reading, int]:
    place, facts, summary, warned, now = row
    return place, Reading(facts, None if summary is None else Summary._make(summary), warned), now
