"""The rules about crds/ (Helm: lint/rules, crds.go)."""

from __future__ import annotations

import os

from pychart.chart.crds import find_crds
from pychart.errors import ChartError, YamlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pychart.chart.crds import CrdFile
    from pychart.lint.finding import Finding
    from pychart.lint.subject import Subject

FOLDER = "crds/"


def check_crds(subject: Subject) -> list[Finding]:
    """Apply the rules where the chart has a folder crds; its subcharts' definitions are then looked at too."""
    path = f"{subject.folder}/crds"
    if not os.path.exists(path):
        return []
    from pychart.lint.rules import crds_directory, find

    findings = find(crds_directory, FOLDER, crds_directory.check(path))
    if findings:
        return findings
    try:
        chart = subject.load()
    except ChartError as problem:
        from pychart.lint.rules import chart_load

        return find(chart_load, FOLDER, chart_load.check(problem), chart_load.name_file(problem))
    definitions = find_crds(chart)
    text = "".join(f"{path}\0{content}\0" for path, content in definitions)
    return subject.recall(FOLDER, text, lambda: _check(definitions))


def _check(definitions: list[CrdFile]) -> Iterator[Finding]:
    from pychart.lint.documents import read_documents
    from pychart.lint.places import locate_in_document
    from pychart.lint.rules import crd_api_version, crd_kind, crd_yaml, find

    for path, content in definitions:
        name = path[path.rindex("crds/") :] if path.count("crds/") == 1 else _own_name(path)
        file = path.partition("/")[2]
        try:
            for document in read_documents(content):
                for rule in (crd_api_version, crd_kind):
                    problem = rule.check(document)
                    if problem is not None:
                        yield from find(rule, name, locate_in_document(problem, document), file)
        except YamlError as problem:
            yield from find(crd_yaml, name, crd_yaml.check(problem), file)
            return


def _own_name(path: str) -> str:
    """Give a definition's path below its own chart (Helm prints no more)."""
    parts = path.split("/")[1:]
    while parts[0] == "charts":
        parts = parts[2:]
    return "/".join(parts)
