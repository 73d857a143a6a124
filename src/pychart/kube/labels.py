"""Labels as text."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def write_labels(labels: Mapping[str, str]) -> str:
    """Write labels in order, as the API is asked for the objects that have them all and as people are shown them."""
    return ",".join(f"{key}={labels[key]}" for key in sorted(labels))
