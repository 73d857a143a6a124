from __future__ import annotations

import itertools
import re

import pytest

from pychart.chart.decode import PLAIN_TIME, Place, decode_time
from pychart.gostd.time import parse_time

CLOCKS = ("00:00:00Z", "23:59:59.123456789+14:00", "24:00:00Z", "12:60:00Z", "12:00:60Z", "1:00:00Z", "12:00:00.Z")


def test_what_need_not_be_parsed_could_be() -> None:
    dates = itertools.product(("0000", "1900", "2023", "2024"), range(14), (0, 1, 28, 29, 30, 31, 32), CLOCKS)
    texts = [f"{year}-{month:02}-{day:02}T{clock}" for year, month, day, clock in dates]
    plain = [text for text in texts if re.fullmatch(PLAIN_TIME, text, re.ASCII)]
    assert 400 < len(plain) < len(texts) / 2
    for text in plain:
        parse_time("2006-01-02T15:04:05Z07:00", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-02-29T10:20:30.1200+00:00", "2024-02-29T10:20:30.12Z"),
        ("2024-02-28T10:20:30.1200+00:00", "2024-02-28T10:20:30.12Z"),
        ("2024-12-31T23:59:59-05:30", "2024-12-31T23:59:59-05:30"),
    ],
)
def test_times_are_given_as_go_writes_them(text: str, shown: str) -> None:
    assert decode_time(text, Place()) == shown
