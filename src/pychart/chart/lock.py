"""Chart.lock and requirements.lock: which versions of its dependencies a chart was built with (Helm: Lock)."""

from __future__ import annotations

from datetime import UTC

from pychart.chart.decode import Place, decode_fields, decode_string, decode_time, list_of
from pychart.chart.metadata import dependency_record, parse_dependency

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_NO_TIME = "0001-01-01T00:00:00Z"


def parse_lock(value: Any) -> dict[str, Any] | None:
    """Read a parsed lock file into ``generated`` (RFC 3339), ``digest`` and ``dependencies`` (None for none).

    An empty file is no lock. Raises YamlError with Go's text.
    """
    if value is None:
        return None
    found = decode_fields(value, Place(), _LOCK, "v2.Lock")
    dependencies = found.get("dependencies")
    return {
        "generated": found.get("generated", _NO_TIME),
        "digest": found.get("digest", ""),
        "dependencies": None if dependencies is None else [dependency_record(one) for one in dependencies],
    }


def lock_time(lock: dict[str, Any]) -> int | None:
    """Give the second in which a lock was made, None where it does not say."""
    from datetime import datetime

    text = lock["generated"]
    if text == _NO_TIME:
        return None
    whole, _, fraction = text.partition(".")
    if fraction:
        zone = fraction.lstrip("0123456789")
        digits = fraction[: len(fraction) - len(zone)]
        rounded = 1 if digits[:1] >= "5" else 0
    else:
        zone, rounded = "", 0
    return int(datetime.fromisoformat(whole + zone).timestamp()) + rounded


def format_lock_time(seconds: int) -> str:
    """Write a moment as Go's time.Time in UTC does in JSON."""
    from datetime import datetime

    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_LOCK = {
    "generated": ("generated", decode_time),
    "digest": ("digest", decode_string),
    "dependencies": ("dependencies", list_of(parse_dependency, "[]*v2.Dependency")),
}
