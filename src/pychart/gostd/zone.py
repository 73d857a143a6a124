"""Time zones, as Go's time.Location: UTC, the machine's own, fixed offsets, and those of the tz database.

Origin: Go's time package (Location, LoadLocation, FixedZone).
"""

from __future__ import annotations

from pychart.gostd.types import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any, ClassVar


_CYCLE = 12_622_780_800
"""Seconds in 400 years, after which the calendar repeats itself."""
_HALF_YEAR = 182 * 86400
_FIRST, _LAST = -62_135_596_800 + 86400 * 2, 253_402_300_799 - 86400 * 2
"""What Python's datetime can hold, with room for any offset."""


class Zone(Struct):
    """A time zone with a fixed offset; the others are its subclasses."""

    __slots__ = ("label", "name", "offset")
    go_type: ClassVar[str] = "*time.Location"
    go_kind: ClassVar[str] = "ptr"
    go_methods: ClassVar[tuple[str, ...]] = ("String",)

    def __init__(self, name: str, offset: int = 0) -> None:
        self.name = name
        self.offset = offset

    def lookup(self, unix: int) -> tuple[str, int, bool]:
        """Give the zone's abbreviation, its offset in seconds east, and whether it is summer time, at an instant."""
        return self.name, self.offset, False

    def lookup_name(self, abbreviation: str, unix: int) -> int | None:
        """Give the offset that an abbreviation stands for near an instant, None where the zone has no such name."""
        for instant in (unix, unix - _HALF_YEAR, unix + _HALF_YEAR):
            name, offset, _ = self.lookup(instant)
            if name == abbreviation:
                return offset
        return None

    def go_string(self) -> str:
        """Give the zone's name."""
        return self.name

    def m_String(self) -> str:  # noqa: N802
        """Give the zone's name."""
        return self.name


class LocalZone(Zone):
    """The machine's zone, as the C library knows it (the TZ variable, /etc/localtime)."""

    __slots__ = ()

    def lookup(self, unix: int) -> tuple[str, int, bool]:
        """Ask the C library; instants it cannot represent count as UTC."""
        import time

        try:
            found = time.localtime(unix)
        except (OverflowError, OSError, ValueError):
            return "UTC", 0, False
        return found.tm_zone, found.tm_gmtoff, found.tm_isdst > 0


class NamedZone(Zone):
    """A zone of the tz database, such as Europe/Berlin."""

    __slots__ = ("_info",)

    def __init__(self, name: str, info: Any) -> None:
        super().__init__(name)
        self._info = info

    def lookup(self, unix: int) -> tuple[str, int, bool]:
        """Ask the tz database; far years are taken for the same year of another 400."""
        moment = self._moment(unix)
        offset, saving = moment.utcoffset(), moment.dst()
        seconds = int(offset.total_seconds()) if offset else 0
        return moment.tzname() or "", seconds, bool(saving)

    def _moment(self, unix: int) -> datetime:
        from datetime import datetime

        if unix < _FIRST:
            unix = _FIRST
        elif unix > _LAST:
            unix -= ((unix - _LAST) // _CYCLE + 1) * _CYCLE
        return datetime.fromtimestamp(unix, self._info)


UTC = Zone("UTC")
LOCAL = LocalZone("Local")


def load_zone(name: str) -> Zone | None:
    """Find a zone by name: an empty name and ``UTC`` mean UTC, ``Local`` the machine's; None if unknown."""
    if name in ("", "UTC"):
        return UTC
    if name == "Local":
        return LOCAL
    from zoneinfo import ZoneInfo

    try:
        return NamedZone(name, ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        return None
