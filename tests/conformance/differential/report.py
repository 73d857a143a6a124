"""A difference for people, and as the case that tests/conformance/recorded.yaml gets."""

from __future__ import annotations

import difflib
from typing import Any

import yaml

from tests.conformance.differential.search import Difference
from tests.conformance.differential.sides import Answer, Layout


class _CaseDumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_CaseDumper.add_representer(str, _represent_text)


def show(difference: Difference, name: str) -> str:
    """Tell what differs, and the case to record."""
    helm, pychart = (_lines(answer) for answer in (difference.helm, difference.pychart))
    lines = difflib.unified_diff(helm, pychart, "helm", "pychart", lineterm="")
    case = write_case(f"{name}-...", name, difference.layout, difference.helm)
    return "\n".join([f"{name}: a difference", f"example: {difference.example!r}", *lines, case])


def write_case(name: str, category: str, layout: Layout, answer: Answer) -> str:
    """Write a case in the format of recorded.yaml."""
    case: dict[str, Any] = {"name": name, "category": category, "files": dict(layout.files), "args": list(layout.args)}
    case |= {"stdout": answer.out, "stderr": answer.err, "rc": answer.status}
    return yaml.dump([case], Dumper=_CaseDumper, sort_keys=False, allow_unicode=True, width=10_000)


def _lines(answer: Answer) -> list[str]:
    return [f"status {answer.status}", *answer.out.split("\n"), *answer.err.split("\n")]
