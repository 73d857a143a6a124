"""Rules switched off by a comment in the file that they speak about.

``# pychart-lint: disable=RULE`` or, in templates, ``{{/* pychart-lint: disable=RULE */}}``; several rules are divided
by commas. The comment counts for the whole file, wherever it stands. For what is missing there is no file: a comment
in Chart.yaml speaks for the whole chart.
"""

from __future__ import annotations

from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pychart.lint.finding import Finding
    from pychart.lint.subject import Subject

_MARK = "pychart-lint:"
_WORD = "disable="
_OPENINGS = ("#", "{{/*", "{{-/*", "{{- /*")


def drop_silenced(subject: Subject, findings: Iterable[Finding]) -> list[Finding]:
    """Leave out the findings that comments in their files switch off."""
    silenced: dict[str, frozenset[str]] = {}
    kept = []
    for finding in findings:
        for name in (finding.file, "Chart.yaml"):
            if name not in silenced:
                silenced[name] = _read_silenced(subject, name)
        if finding.rule not in silenced[finding.file] | silenced["Chart.yaml"]:
            kept.append(finding)
    return kept


def _read_silenced(subject: Subject, name: str) -> frozenset[str]:
    try:
        text = subject.read(name).decode("utf-8", "replace")
    except PychartError:
        return frozenset()
    return find_silenced(text)


def find_silenced(text: str) -> frozenset[str]:
    """Give the rules that comments in a text switch off."""
    if _MARK not in text:
        return frozenset()
    rules: set[str] = set()
    for line in text.splitlines():
        before, mark, after = line.partition(_MARK)
        if not mark or not before.rstrip().endswith(_OPENINGS):
            continue
        word = after.partition("*/")[0].strip()
        if word.startswith(_WORD):
            rules.update(rule.strip() for rule in word.removeprefix(_WORD).split(","))
    return frozenset(rules)
