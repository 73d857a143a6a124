"""The time as an index tells it: in the local zone, to the nanosecond and without zeros at the end (RFC3339Nano)."""

from __future__ import annotations

from time import localtime, strftime, time_ns

_parts = (-1, "", "")


def now() -> str:
    """Give the time. Thousands of entries are made within a second, whose text is made once."""
    global _parts
    seconds, nanoseconds = divmod(time_ns(), 1_000_000_000)
    second, date, zone = _parts
    if second != seconds:
        local = localtime(seconds)
        date, zone = strftime("%Y-%m-%dT%H:%M:%S", local), _format_zone(local.tm_gmtoff)
        _parts = (seconds, date, zone)
    return f"{date}.{nanoseconds:09d}".rstrip("0").rstrip(".") + zone


def _format_zone(offset: int) -> str:
    if not offset:
        return "Z"
    sign = "-" if offset < 0 else "+"
    return f"{sign}{abs(offset) // 3600:02d}:{abs(offset) % 3600 // 60:02d}"
