"""The values of ``format`` as Helm's validator (santhosh-tekuri/jsonschema v6) checks them, with its reasons.

Each check takes any value and passes what is not a string; it raises ValueError with the reason. Formats count for
drafts 4, 6 and 7 of JSON Schema only: later ones take them as remarks.
"""

from __future__ import annotations

import string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.gostd.url import Url


_DIGITS = frozenset(string.digits)
_WORD = frozenset(string.ascii_letters + string.digits + "-")
_LOCAL_PART = _WORD | frozenset(".!#$%&'*+/=?^_`{|}~")


def _check_json_pointer(text: str) -> None:
    """Check against RFC 6901, section 3."""
    if not text:
        return
    if not text.startswith("/"):
        raise ValueError("not starting with /")
    if "~" in text.replace("~0", "").replace("~1", ""):
        raise ValueError("~ must be followed by 0 or 1")


def _check_relative_json_pointer(text: str) -> None:
    digits = _leading_digits(text)
    if not digits:
        raise ValueError("must start with non-negative integer")
    if len(digits) > 1 and digits.startswith("0"):
        raise ValueError("starts with zero")
    rest = text[len(digits) :]
    if rest != "#":
        _check_json_pointer(rest)


def _check_uuid(text: str) -> None:
    lengths = (8, 4, 4, 4, 12)
    groups = text.split("-")
    if len(groups) != len(lengths):
        raise ValueError("must have 5 elements")
    for index, (group, length) in enumerate(zip(groups, lengths, strict=True), start=1):
        if _byte_length(group) != length:
            raise ValueError(f"element {index} must be {length} characters long")
        _require_characters(group, frozenset(string.hexdigits), "non-hex character {}")


def _check_duration(text: str) -> None:
    """Check against RFC 3339, appendix A."""
    if not text.startswith("P"):
        raise ValueError("must start with P")
    rest = text[1:]
    if not rest:
        raise ValueError("nothing after P")
    if rest.endswith("W"):
        if rest == "W":
            raise ValueError("no number in week")
        if not set(rest[:-1]) <= _DIGITS:
            raise ValueError("invalid week")
        return
    for index, part in enumerate(rest.split("T")):
        if index and not part:
            raise ValueError("no time elements")
        if index > 1:
            raise ValueError("more than one T")
        _check_units(part, ("YMD", "HMS")[index])


def _check_units(text: str, units: str) -> None:
    left = units
    while text:
        digits = _leading_digits(text)
        if not digits:
            raise ValueError("missing number")
        text = text[len(digits) :]
        if not text:
            raise ValueError("missing unit")
        if text[0] not in left:
            if text[0] in units:
                raise ValueError(f"unit {_quote_rune(text[0])} out of order")
            raise ValueError(f"invalid unit {_quote_rune(text[0])}")
        left = left[left.index(text[0]) + 1 :]
        text = text[1:]


def _check_period(text: str) -> None:
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError("missing slash")
    if start.startswith("P"):
        _within("invalid start duration", _check_duration, start)
        _within("invalid end date-time", _check_date_time, end)
        return
    _within("invalid start date-time", _check_date_time, start)
    if end.startswith("P"):
        _within("invalid end duration", _check_duration, end)
    else:
        _within("invalid end date-time", _check_date_time, end)


def _check_ipv4(text: str) -> None:
    from pychart.gostd.strconv import atoi

    groups = text.split(".")
    if len(groups) != 4:
        raise ValueError("expected four decimals")
    for group in groups:
        if len(group) > 1 and group.startswith("0"):
            raise ValueError("leading zeros")
        if not 0 <= atoi(group) <= 255:
            raise ValueError("decimal must be between 0 and 255")


def _check_ipv6(text: str) -> None:
    from ipaddress import AddressValueError, IPv6Address

    if ":" not in text:
        raise ValueError("missing colon")
    address, percent, _ = text.partition("%")
    try:
        IPv6Address(address)
    except AddressValueError:
        raise ValueError(f"ParseAddr({_quote(text)}): unable to parse IP") from None
    if percent:
        raise ValueError("zone id is not a part of ipv6 address")


def _check_hostname(text: str) -> None:
    name = text.removesuffix(".")
    if _byte_length(name) > 253:
        raise ValueError("more than 253 characters long")
    for label in name.split("."):
        if not 1 <= _byte_length(label) <= 63:
            raise ValueError("label must be 1 to 63 characters long")
        if label.startswith("-"):
            raise ValueError("label starts with hyphen")
        if label.endswith("-"):
            raise ValueError("label ends with hyphen")
        _require_characters(label, _WORD, "invalid character {}")


def _check_email(text: str) -> None:
    if _byte_length(text) > 254:
        raise ValueError("more than 255 characters long")
    local, at, domain = text.rpartition("@")
    if not at:
        raise ValueError("missing @")
    if _byte_length(local) > 64:
        raise ValueError("local part more than 64 characters long")
    _check_local_part(local)
    if domain.startswith("[") and domain.endswith("]"):
        address = domain[1:-1]
        if address.startswith("IPv6:"):
            _within("invalid ipv6 address", _check_ipv6, address[5:])
        else:
            _within("invalid ipv4 address", _check_ipv4, address)
        return
    _within("invalid domain", _check_hostname, domain)


def _check_local_part(local: str) -> None:
    if len(local) > 1 and local.startswith('"'):
        if "\\" in local[1:-1] or '"' in local[1:-1]:
            raise ValueError("backslash and quote are not allowed within quoted local part")
        return
    if local.startswith("."):
        raise ValueError("starts with dot")
    if local.endswith("."):
        raise ValueError("ends with dot")
    if ".." in local:
        raise ValueError("consecutive dots")
    _require_characters(local, _LOCAL_PART, "invalid character {}")


def _check_date(text: str) -> None:
    from pychart.gostd.time import parse_time

    parse_time("2006-01-02", text)


def _check_time(text: str) -> None:
    """Check against RFC 3339, section 5.6, in the order of Helm's validator."""
    if _byte_length(text) < 9:
        raise ValueError("less than 9 characters long")
    if text[2] != ":" or text[5] != ":":
        raise ValueError("missing colon in correct place")
    hour, minute, second = _read_numbers(text[:8].split(":", 2), "hour/min/sec")
    if hour > 23 or minute > 59 or second > 60:
        raise ValueError("hour/min/sec out of range")
    rest = text[8:]
    if rest.startswith("."):
        digits = _leading_digits(rest[1:])
        if not digits:
            raise ValueError("no digits in second fraction")
        rest = rest[1 + len(digits) :]
    if rest not in ("z", "Z"):
        minutes = hour * 60 + minute - _read_offset(rest)
        hour, minute = divmod(minutes + 24 * 60 if minutes < 0 else minutes, 60)
    if second >= 60 and (hour, minute) != (23, 59):
        raise ValueError("invalid leap second")


def _read_offset(text: str) -> int:
    if _byte_length(text) != 6:
        raise ValueError("offset must be 6 characters long")
    if text[0] not in "+-":
        raise ValueError("offset must begin with plus/minus")
    if text[3] != ":":
        raise ValueError("missing colon in offset in correct place")
    hours, minutes = _read_numbers(text[1:].split(":", 1), "hour/min in offset")
    if hours > 23 or minutes > 59:
        raise ValueError("hour/min in offset out of range")
    return (hours * 60 + minutes) * (1 if text[0] == "+" else -1)


def _read_numbers(parts: list[str], what: str) -> list[int]:
    from pychart.gostd.strconv import NumError, atoi

    numbers = []
    for part in parts:
        try:
            number = atoi(part)
        except NumError:
            raise ValueError(f"invalid {what}") from None
        if number < 0:
            raise ValueError(f"non-positive {what}")
        numbers.append(number)
    return numbers


def _check_date_time(text: str) -> None:
    if _byte_length(text) < 20:
        raise ValueError("less than 20 characters long")
    if text[10] not in "tT":
        raise ValueError("11th character must be t or T")
    _within("invalid date element", _check_date, text[:10])
    _within("invalid time element", _check_time, text[11:])


def _check_uri(text: str) -> None:
    if not _parse_url(text).scheme:
        raise ValueError("relative url")


def _check_uri_reference(text: str) -> None:
    if "\\" in text:
        raise ValueError("contains \\")
    _parse_url(text)


def _check_uri_template(text: str) -> None:
    # Go keeps the written path only where it differs from the unescaped one, and only that is looked at.
    for segment in _parse_url(text).raw_path.split("/"):
        is_open = False
        for char in segment:
            if char in "{}":
                if (char == "{") == is_open:
                    raise ValueError("nested curly braces")
                is_open = not is_open
        if is_open:
            raise ValueError("no matching closing brace")


def _parse_url(text: str) -> Url:
    from pychart.gostd.url import parse_url

    url = parse_url(text)
    name = url.hostname()
    if ":" in name:
        if "[" not in url.host or "]" not in url.host:
            raise ValueError("ipv6 address not enclosed in brackets")
        _within("invalid ipv6 address", _check_ipv6, name)
    return url


def _check_semver(text: str) -> None:
    core, plus, build = text.partition("+")
    if plus and not build:
        raise ValueError("build is empty")
    for identifier in build.split(".") if plus else ():
        _check_identifier(identifier, "build")
    core, hyphen, prerelease = core.partition("-")
    for identifier in prerelease.split(".") if hyphen else ():
        _check_identifier(identifier, "pre-release")
        if len(identifier) > 1 and identifier.startswith("0") and set(identifier) <= _DIGITS:
            raise ValueError("pre-release numeric identifier starts with zero")
    numbers = core.split(".")
    if len(numbers) != 3:
        raise ValueError("versionCore must have 3 numbers separated by dot")
    for name, number in zip(("major", "minor", "patch"), numbers, strict=True):
        if not number:
            raise ValueError(f"{name} is empty")
        if len(number) > 1 and number.startswith("0"):
            raise ValueError(f"{name} starts with zero")
        if not set(number) <= _DIGITS:
            raise ValueError(f"{name} contains non-digit")


def _check_identifier(identifier: str, what: str) -> None:
    if not identifier:
        raise ValueError(f"{what} identifier is empty")
    _require_characters(identifier, _WORD, f"invalid character {{}} in {what} identifier")


def _check_regex(text: str) -> None:
    from pychart.gostd.regexp import compile_pattern

    compile_pattern(text)


def _within(what: str, check: Callable[[str], None], text: str) -> None:
    try:
        check(text)
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from None


def _require_characters(text: str, allowed: frozenset[str], message: str) -> None:
    for char in text:
        if char not in allowed:
            raise ValueError(message.format(_quote_rune(char)))


def _leading_digits(text: str) -> str:
    return text[: len(text) - len(text.lstrip(string.digits))]


def _byte_length(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


def _quote(text: str) -> str:
    from pychart.gostd.strconv import quote

    return quote(text)


def _quote_rune(char: str) -> str:
    from pychart.gostd.strconv import quote_rune

    return quote_rune(ord(char))


def _for_strings(check: Callable[[str], None]) -> Callable[[Any], None]:
    def check_value(value: Any) -> None:
        if isinstance(value, str):
            check(value)

    return check_value


FORMATS: dict[str, Callable[[Any], None]] = {
    name: _for_strings(check)
    for name, check in {
        "date": _check_date,
        "date-time": _check_date_time,
        "duration": _check_duration,
        "email": _check_email,
        "hostname": _check_hostname,
        "ipv4": _check_ipv4,
        "ipv6": _check_ipv6,
        "iri": _check_uri,
        "iri-reference": _check_uri_reference,
        "json-pointer": _check_json_pointer,
        "period": _check_period,
        "regex": _check_regex,
        "relative-json-pointer": _check_relative_json_pointer,
        "semver": _check_semver,
        "time": _check_time,
        "uri": _check_uri,
        "uri-reference": _check_uri_reference,
        "uri-template": _check_uri_template,
        "uuid": _check_uuid,
    }.items()
}
"""The check of each format that Helm's validator knows."""

UNKNOWN_TO_HELM = ("idn-email", "idn-hostname")
"""Formats that jsonschema-rs would check and Helm does not."""
