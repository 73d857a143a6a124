"""The reasons why a text has not its format, recorded from Helm 4.3.1 with a schema of draft 7."""

from __future__ import annotations

import pytest

from pychart.values.schema_formats import FORMATS

REFUSED = [
    ("email", "a", "missing @"),
    ("email", ".a@b", "starts with dot"),
    ("email", "a.@b", "ends with dot"),
    ("email", "a..b@c", "consecutive dots"),
    ("email", "a b@c", "invalid character ' '"),
    ("email", "a@-b", "invalid domain: label starts with hyphen"),
    ("email", "a@[1.2.3]", "invalid ipv4 address: expected four decimals"),
    ("email", '"a\\b"@c', "backslash and quote are not allowed within quoted local part"),
    ("email", "x" * 65 + "@b", "local part more than 64 characters long"),
    ("ipv4", "1.2.3", "expected four decimals"),
    ("ipv4", "01.2.3.4", "leading zeros"),
    ("ipv4", "1.2.3.256", "decimal must be between 0 and 255"),
    ("ipv4", "a.b.c.d", 'strconv.Atoi: parsing "a": invalid syntax'),
    ("ipv6", "x", "missing colon"),
    ("ipv6", "::1%eth0", "zone id is not a part of ipv6 address"),
    ("hostname", "a-", "label ends with hyphen"),
    ("hostname", "a_b", "invalid character '_'"),
    ("hostname", "a..b", "label must be 1 to 63 characters long"),
    ("uuid", "x", "must have 5 elements"),
    ("uuid", "1-2-3-4-5", "element 1 must be 8 characters long"),
    ("uuid", "123e4567-e89b-12d3-a456-42661417400g", "non-hex character 'g'"),
    ("date", "2024-13-01", 'parsing time "2024-13-01": month out of range'),
    ("time", "12:00:00", "less than 9 characters long"),
    ("time", "25:00:00Z", "hour/min/sec out of range"),
    ("time", "12:00:00.Z", "no digits in second fraction"),
    ("time", "12:00:00+1:00", "offset must be 6 characters long"),
    ("time", "12:00:60Z", "invalid leap second"),
    ("date-time", "x", "less than 20 characters long"),
    ("date-time", "2024-01-01 00:00:00Z", "11th character must be t or T"),
    ("date-time", "2024-01-01T25:00:00Z", "invalid time element: hour/min/sec out of range"),
    ("uri", "/a", "relative url"),
    ("uri", ":x", 'parse ":x": missing protocol scheme'),
    ("uri-reference", "a\\b", "contains \\"),
    ("duration", "P", "nothing after P"),
    ("duration", "P1H", "invalid unit 'H'"),
    ("duration", "PT1S1H", "unit 'H' out of order"),
    ("duration", "PT", "no time elements"),
    ("json-pointer", "a", "not starting with /"),
    ("json-pointer", "/a~2", "~ must be followed by 0 or 1"),
    ("relative-json-pointer", "01", "starts with zero"),
    ("regex", "(a", "error parsing regexp: missing closing ): `(a`"),
    ("semver", "1.2", "versionCore must have 3 numbers separated by dot"),
    ("semver", "1.2.3-01", "pre-release numeric identifier starts with zero"),
    ("period", "P1D/x", "invalid end date-time: less than 20 characters long"),
]

ACCEPTED = [
    ("email", "a@b"),
    ("email", '"a b"@c'),
    ("ipv4", "1.2.3.4"),
    ("ipv6", "::ffff:1.2.3.4"),
    ("hostname", "a.b."),
    ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
    ("date", "2024-02-29"),
    ("time", "23:59:60Z"),
    ("time", "12:00:00.5+01:00"),
    ("date-time", "2024-01-01t00:00:00z"),
    ("uri", "http://[::1]"),
    ("uri-reference", "/a/b?c"),
    ("uri-template", "http://x/{a}"),
    ("duration", "P1Y2M3DT4H5M6S"),
    ("duration", "P1W"),
    ("json-pointer", ""),
    ("relative-json-pointer", "0#"),
    ("semver", "1.2.3-a.1+b"),
    ("email", 5),
]


@pytest.mark.parametrize(("name", "text", "reason"), REFUSED)
def test_refused(name: str, text: str, reason: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        FORMATS[name](text)
    assert str(caught.value) == reason


@pytest.mark.parametrize(("name", "value"), ACCEPTED)
def test_accepted(name: str, value: object) -> None:
    FORMATS[name](value)
