"""How hard properties are tried: ``PYCHART_TEST_EFFORT=100`` makes a hundred times as many examples as CI does."""

from __future__ import annotations

import os

EFFORT = int(os.environ.get("PYCHART_TEST_EFFORT") or 1)


def times(count: int) -> int:
    """Give how many examples to make where ``count`` are usual."""
    return count * EFFORT
