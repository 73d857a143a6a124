"""Times of records: the quick way to what people see, and the whole of Go's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pychart.gostd.time import parse_time
from pychart.gostd.timeparse import TimeError
from pychart.gostd.zone import LOCAL
from pychart.release.moments import ANSIC, format_moment

NANO = "2006-01-02T15:04:05.999999999Z07:00"


@settings(deadline=None)
@given(
    st.datetimes(),
    st.integers(0, 999_999_999),
    st.sampled_from(["Z", "+00:00", "+05:45", "-11:00", "+14:00"]),
)
def test_what_people_see_is_what_go_writes(moment: object, nanoseconds: int, zone: str) -> None:
    text = f"{str(moment)[:19].replace(' ', 'T')}.{nanoseconds:09}{zone}"
    assert format_moment(text, ANSIC) == parse_time(NANO, text, LOCAL).format(ANSIC)


def test_no_time() -> None:
    assert format_moment("", ANSIC) == "Mon Jan  1 00:00:00 0001"


@pytest.mark.parametrize(
    "text", ["2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00", "yesterday"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimeError):
        format_moment(text, ANSIC)
