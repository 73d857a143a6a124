"""What a target may raise, and how bytes become text."""

from __future__ import annotations

from pychart.errors import FunctionError, PychartError
from pychart.templates.golang.parse_errors import ParseError
from pychart.versions.version import InvalidVersion

EXPECTED = (PychartError, FunctionError, InvalidVersion, ParseError)
"""Refusals; everything else is a finding."""


def text_of(data: bytes) -> str:
    """Give text as pychart reads it: bytes that are no UTF-8 survive."""
    return data.decode("utf-8", "surrogateescape")
