"""Chart.yaml should hold only the fields that Helm knows, each once.

Helm ignores what it does not know, so a misspelt field (``appversion-``, ``depends``) is lost without a word; of a
field that stands twice only the last one counts.

Fix: correct the spelling, remove the second field, or move what is your own below ``annotations``.

Origin: Helm.
"""

from __future__ import annotations

from pychart.chart.decode import Place, decode_fields
from pychart.chart.metadata import metadata_fields
from pychart.errors import YamlError
from pychart.lint.finding import WARNING, Problem
from pychart.yamlio import load_strict

SEVERITY = WARNING


def check(data: bytes) -> Problem | None:
    """Check the bytes of Chart.yaml, which are known to be readable YAML."""
    try:
        decode_fields(load_strict(data), Place(), metadata_fields(strict=True), "v2.Metadata", strict=True)
    except YamlError as problem:
        text = str(problem)
        key = text.rpartition("unknown field ")[2].strip('"') if "unknown field " in text else ""
        message = f"failed to strictly parse chart metadata file\n\t{text}"
        return Problem(message, key=key, line=problem.line or 0, column=problem.column or 0)
    return None
