"""Times of releases: made, and shown as Go shows them."""

from __future__ import annotations

_NANO = "2006-01-02T15:04:05.999999999Z07:00"
ANSIC = "Mon Jan _2 15:04:05 2006"
RFC3339 = "2006-01-02T15:04:05Z07:00"


def now() -> str:
    """Give the present in the machine's zone, RFC 3339 with nanoseconds."""
    from pychart.gostd import time

    return time.now().json_value()


def format_moment(moment: str, layout: str) -> str:
    """Write a time of a record by Go's layout; the zero time where there is none."""
    if layout == ANSIC and moment[10:11] == "T" and (moment[-1:] == "Z" or moment[-6:-5] in ("+", "-")):
        # What nearly all records hold, in the form that people see: C's, without reading all of Go's.
        from datetime import datetime

        try:
            return datetime.fromisoformat(moment).ctime()
        except ValueError:
            pass
    from pychart.gostd.time import Time, parse_time
    from pychart.gostd.zone import LOCAL

    if not moment:
        return Time().format(layout)
    return parse_time(_NANO, moment, LOCAL).format(layout)


def show_moment(moment: str) -> str:
    """Write a time as Go prints it: ``2026-11-25 21:02:54.958152518 +0000 UTC``."""
    if moment.endswith("Z") and len(moment) > 19:
        # What nearly all records hold, without reading it as a date.
        return f"{moment[:10]} {moment[11:-1]} +0000 UTC"
    from pychart.gostd.time import parse_time
    from pychart.gostd.zone import LOCAL

    return parse_time(_NANO, moment, LOCAL).go_string()


def count_seconds(moment: str) -> float:
    """Give a time as seconds since 1970, 0 where there is none."""
    return count_nanoseconds(moment) / 1e9 if moment else 0.0


def count_nanoseconds(moment: str) -> int:
    """Give a time as nanoseconds since 1970, that of Go's zero time where there is none."""
    moment = moment or "0001-01-01T00:00:00Z"
    if moment.endswith("Z") and moment[10:11] == "T":
        try:
            return _count(moment)
        except ValueError:
            pass
    from pychart.gostd.time import parse_time
    from pychart.gostd.zone import LOCAL

    return parse_time(_NANO, moment, LOCAL).instant


def _count(moment: str) -> int:
    """Read what nearly all records hold, ``2026-11-25T21:02:54.958152518Z``, without asking what else it may be."""
    from pychart.gostd.calendar import to_days

    days = to_days(int(moment[:4]), int(moment[5:7]), int(moment[8:10]))
    seconds = days * 86400 + int(moment[11:13]) * 3600 + int(moment[14:16]) * 60 + int(moment[17:19])
    return seconds * 10**9 + int((moment[20:-1] + "000000000")[:9])
