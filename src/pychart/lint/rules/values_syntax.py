"""values.yaml must be YAML, and a map.

Without readable defaults the chart cannot be rendered. No other rule about values is applied then.

Fix: correct the place that the message names.

Origin: Helm.
"""

from __future__ import annotations

from pychart.errors import PychartError, YamlError
from pychart.lint.finding import ERROR, Problem
from pychart.yamlio import load_map

SEVERITY = ERROR


def check(content: bytes | PychartError) -> Problem | None:
    """Check the file's bytes, or word why there are none; of several documents Helm reads only the first here."""
    try:
        if isinstance(content, PychartError):
            raise content
        load_map(content, "common.Values")
    except PychartError as problem:
        line, column = (problem.line, problem.column) if isinstance(problem, YamlError) else (0, 0)
        return Problem(f"unable to parse YAML: {problem}", line=line or 0, column=column or 0)
    return None
