"""Examine charts for possible issues: what `pychart lint` does."""

from __future__ import annotations

import os

from pychart.cache import open_entry
from pychart.errors import ChartError, UsageError
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

    from pychart.actions.lint_values import ValuesCheck
    from pychart.capabilities import Capabilities
    from pychart.lint.finding import Finding
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
    strict_values: bool = False
    unused_values: str = ""


def lint(paths: Sequence[str], options: LintOptions, settings: Settings) -> LintReport:
    """Lint chart folders and archives (Helm: pkg/cmd, lint.go).

    A chart that cannot be linted is part of the report. Raises UsageError for flags, ValuesError for values.
    """
    from pychart.actions.template import choose_capabilities, merge_values

    _require_known_rules(options.disable)
    capabilities = choose_capabilities(options.kube_version)
    paths = list(paths)
    if options.with_subcharts:
        paths += [found for path in paths for found in find_subcharts(path)]
    check: ValuesCheck | None = None
    if options.strict_values or options.unused_values:
        from pychart.actions.lint_values import ValuesCheck
        from pychart.actions.values import read_values
        from pychart.explain.checks import require_mode
        from pychart.values.coalesce import copy_table

        require_mode(options.unused_values)
        user = read_values(options)
        values = copy_table(user.plain)
        check = ValuesCheck(user, capabilities, options)
    else:
        values = merge_values(options)
    cache = f"{settings.pychart_cache}/charts" if settings.use_cache else ""
    charts = [_lint_path(path, values, capabilities, options, cache, check) for path in paths]
    if check and charts and "unused-value" not in options.disable:
        charts[0] = charts[0]._replace(findings=[*charts[0].findings, *check.finish()])
    return LintReport(charts, WARNING if options.strict else ERROR)


def _require_known_rules(names: Sequence[str]) -> None:
    from pychart.lint.rules import RULES

    for name in names:
        if name not in RULES:
            from pychart.gostd.strconv import quote

            raise UsageError(f"unknown lint rule {quote(name)}; docs/lint.md describes them all")


def _lint_path(
    path: str,
    values: dict[str, Any],
    capabilities: Capabilities,
    options: LintOptions,
    cache: str,
    check: ValuesCheck | None,
) -> LintedChart:
    try:
        if not path.endswith(_ARCHIVES):
            return LintedChart(path, _lint_folder(path, values, capabilities, options, cache, check, path))
        from pychart.lint.unpack import unpack_archive

        with unpack_archive(path) as folder:
            return LintedChart(path, _lint_folder(folder, values, capabilities, options, "", check, path))
    except ChartError as error:
        return LintedChart(path, error=str(error))


def _lint_folder(
    folder: str,
    values: dict[str, Any],
    capabilities: Capabilities,
    options: LintOptions,
    cache: str,
    check: ValuesCheck | None,
    path: str,
) -> list[Finding]:
    """Lint one folder; ``cache`` is where earlier runs left what they learnt, "" for nowhere."""
    _require_chart_yaml(folder)
    source = os.path.abspath(folder)
    entry = open_entry(source, cache) if cache else None
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
    if check:
        findings = [*findings, *check.check(source, path, set(options.disable))]
    return findings


def _require_chart_yaml(folder: str) -> None:
    path = clean(f"{folder}/Chart.yaml")
    try:
        os.stat(path)
    except (OSError, ValueError) as problem:
        from pychart.filesystem import explain_os_error

        reason = explain_os_error(problem)
        raise ChartError(f"unable to check Chart.yaml file in chart: stat {path}: {reason}") from None


def find_subcharts(path: str) -> Iterator[str]:
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
