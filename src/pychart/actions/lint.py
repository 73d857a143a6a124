"""Examine charts for possible issues: what `pychart lint` does."""

from __future__ import annotations

import os
from contextlib import contextmanager

from pychart.cache import open_entry
from pychart.errors import ArchiveError, ChartError, PychartError, UsageError
from pychart.gostd.path import clean
from pychart.lint.finding import ERROR, WARNING
from pychart.lint.report import LintedChart, LintReport
from pychart.lint.runner import lint_chart
from pychart.lint.subject import Subject
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from pychart.settings import Settings

_ARCHIVES = (".tgz", ".tar.gz")


class LintOptions(NamedTuple):
    """The flags of `lint`; each field is named after its flag. ``traces`` asks for lines of rendered findings."""

    namespace: str = "default"
    value_files: Sequence[str] = ()
    set_: Sequence[str] = ()
    set_string: Sequence[str] = ()
    set_json: Sequence[str] = ()
    set_file: Sequence[str] = ()
    set_literal: Sequence[str] = ()
    kube_version: str = ""
    strict: bool = False
    with_subcharts: bool = False
    skip_schema_validation: bool = False
    disable: Sequence[str] = ()
    traces: bool = False


def lint(paths: Sequence[str], options: LintOptions, settings: Settings) -> LintReport:
    """Lint chart folders and archives (Helm: pkg/cmd, lint.go).

    A chart that cannot be linted is part of the report. Raises UsageError for flags, ValuesError for values.
    """
    from pychart.actions.template import choose_capabilities
    from pychart.values.sources import merge_sources

    _require_known_rules(options.disable)
    capabilities = choose_capabilities(options.kube_version)
    paths = list(paths)
    if options.with_subcharts:
        paths += [found for path in paths for found in _find_subcharts(path)]
    values = merge_sources(
        files=options.value_files,
        set_json=options.set_json,
        set_=options.set_,
        set_string=options.set_string,
        set_file=options.set_file,
        set_literal=options.set_literal,
    )

    def lint_folder(folder: str, *, use_cache: bool) -> LintedChart:
        source = os.path.abspath(folder)
        entry = open_entry(source, f"{settings.pychart_cache}/charts") if use_cache else None
        subject = Subject(
            source,
            values=values,
            namespace=options.namespace,
            capabilities=capabilities,
            skip_schema_validation=options.skip_schema_validation,
            entry=entry,
            traces=options.traces,
        )
        findings = lint_chart(subject, options.disable)
        if entry:
            entry.save()
        return LintedChart(folder, findings)

    charts = [_lint_path(path, lint_folder, settings.use_cache) for path in paths]
    return LintReport(charts, WARNING if options.strict else ERROR)


def _require_known_rules(names: Sequence[str]) -> None:
    from pychart.lint.rules import RULES

    for name in names:
        if name not in RULES:
            from pychart.gostd.strconv import quote

            raise UsageError(f"unknown lint rule {quote(name)}; docs/lint.md describes them all")


def _lint_path(path: str, lint_folder: Any, use_cache: bool) -> LintedChart:
    try:
        if not path.endswith(_ARCHIVES):
            _require_chart_yaml(path)
            return LintedChart(path, lint_folder(path, use_cache=use_cache).findings)
        with _expand(path) as folder:
            _require_chart_yaml(folder)
            return LintedChart(path, lint_folder(folder, use_cache=False).findings)
    except ChartError as error:
        return LintedChart(path, error=str(error))


def _require_chart_yaml(folder: str) -> None:
    path = clean(f"{folder}/Chart.yaml")
    try:
        os.stat(path)
    except (OSError, ValueError) as problem:
        from pychart.filesystem import explain_os_error

        reason = explain_os_error(problem)
        raise ChartError(f"unable to check Chart.yaml file in chart: stat {path}: {reason}") from None


@contextmanager
def _expand(path: str) -> Iterator[str]:
    """Give a folder with the chart of an archive, which goes away afterwards.

    Lint looks at a chart's files as they stand on disk, .helmignore among them, so an archive is unpacked first.
    """
    import tempfile

    from pychart.archive.limits import MAX_BYTES
    from pychart.filesystem import read_file, write_below

    try:
        data = read_file(path, limit=MAX_BYTES, error=ArchiveError)
    except ArchiveError as problem:
        kind = "extract" if "is a directory" in str(problem) else "open"
        raise ArchiveError(f"unable to {kind} tarball: {problem}") from None
    with tempfile.TemporaryDirectory(prefix="helm-lint") as folder:
        try:
            name = _read_files(data)
            for file in name[1]:
                write_below(f"{folder}/{name[0]}", file.name, file.data)
        except PychartError as problem:
            raise ArchiveError(f"unable to extract tarball: {problem}") from None
        yield f"{folder}/{name[0]}"


def _read_files(data: bytes) -> tuple[str, list[Any]]:
    """Give the name of an archive's chart and its files."""
    from pychart.archive.read import read_chart_files
    from pychart.chart.metadata import parse_metadata
    from pychart.errors import YamlError
    from pychart.gostd.path import base
    from pychart.gostd.strconv import quote
    from pychart.yamlio import load_exact

    files = read_chart_files(data)
    name = ""
    for file in files:
        if file.name == "Chart.yaml":
            try:
                name = parse_metadata(load_exact(file.data)).name
            except YamlError as problem:
                raise ChartError(f"cannot load Chart.yaml: {problem}") from None
    if not name:
        raise ChartError("chart name not specified")
    if name in (".", ".."):
        raise ChartError(f"chart name {quote(name)} is not allowed")
    if name != base(name):
        raise ChartError(f"chart name {quote(name)} must not contain path separators")
    return name, files


def _find_subcharts(path: str) -> Iterator[str]:
    """Yield the charts below a chart's charts/, folders and archives, in the order of their paths."""
    yield from _walk(clean(f"{path}/charts"))


def _walk(path: str) -> Iterator[str]:
    if path.rpartition("/")[2] == "Chart.yaml":
        yield path.rpartition("/")[0]
    elif path.endswith(_ARCHIVES) and os.path.lexists(path):
        yield path
    if os.path.islink(path) or not os.path.isdir(path):
        return
    try:
        names = sorted(os.listdir(path), key=os.fsencode)
    except OSError:
        return
    for name in names:
        yield from _walk(f"{path}/{name}")
