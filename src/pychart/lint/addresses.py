"""Whether a text is an email address or a URL, as the validator behind Helm's lint sees it.

Origin of the rules: asaskevich/govalidator at the version Helm 4.3.1 uses, which is wider than the RFCs.
"""

from __future__ import annotations

from pychart.gostd.regexp import Pattern, must_compile
from pychart.gostd.url import UrlError, parse_request_uri, parse_url

_MAX_URL = 2083
_MIN_URL = 3

# Email: RFC 5322 in its simple forms, with letters beyond ASCII.
_WIDE = r"\x{A0}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFEF}"
_ATOM = rf"[a-zA-Z0-9!#$%&'*+\-/=?^_`{{|}}~{_WIDE}]+"
_FOLD = r"(?:[ \t]*\r\n)?[ \t]+"
_QUOTED_CHAR = rf"[\x01-\x08\x0b\x0c\x0e-\x1f\x21\x23-\x5b\x5d-\x7f{_WIDE}]"
_PAIR = rf"\([\x01-\x09\x0b-\x7f{_WIDE}]"
# The validator's pattern wants a quote before each character, not before all of them.
_QUOTED = rf'(?:"(?:{_FOLD})?(?:{_QUOTED_CHAR}|{_PAIR}))*(?:{_FOLD})?"'
_LETTER = rf"a-zA-Z{_WIDE}"
_LABEL = rf"[{_LETTER}0-9](?:[{_LETTER}0-9\-._~]*[{_LETTER}0-9])?"
_TOP_LABEL = rf"[{_LETTER}](?:[{_LETTER}0-9\-_~]*[{_LETTER}])?"
_EMAIL = rf"^(?:{_ATOM}(?:\.{_ATOM})*|{_QUOTED})@(?:{_LABEL}\.)+{_TOP_LABEL}\.?$"

# URL: scheme, user and host are optional, so that a bare word passes.
_WORD = r"a-zA-Z\x{a1}-\x{ffff}"
_BYTE = r"(?:\d{1,2}|1\d\d|2[0-4]\d|25[0-5])"
_IP4 = rf"(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3]|24\d|25[0-5])(?:\.{_BYTE}){{2}}\.(?:[0-9]\d?|1\d\d|2[0-4]\d|25[0-5])"
_NAME = rf"[{_WORD}0-9](?:[{_WORD}0-9\-_]+)?[{_WORD}0-9](?:[-.][{_WORD}0-9]+)*"
_SUBDOMAIN = rf"www\.|[{_WORD}0-9]+(?:[-_.]?[{_WORD}0-9])*[{_WORD}0-9]\.[{_WORD}0-9]+"
_LAST = rf"(?:[{_WORD}0-9]+-?-?)*[{_WORD}0-9]+(?:\.[{_WORD}]+)?"
_URL_START = r"^(?:(?:ftp|tcp|udp|wss?|https?)://)?(?:\S+(?::\S*)?@)?"
_URL_END = r"\.?(?::\d{1,5})?(?:[/?#]\S*)?$"
_URL = rf"{_URL_START}(?:{_IP4}|(?:{_NAME}|{_SUBDOMAIN})?{_LAST}){_URL_END}"
_BRACKETED = rf"{_URL_START}\[(.*)\]{_URL_END}"

_patterns: dict[str, Pattern] = {}


def is_email(text: str) -> bool:
    """Tell whether a text is an email address."""
    return _matches(_EMAIL, text)


def is_url(text: str) -> bool:
    """Tell whether a text is a URL; the scheme may be missing."""
    size = len(text.encode("utf-8", "surrogateescape"))
    if len(text) >= _MAX_URL or size <= _MIN_URL or text.startswith("."):
        return False
    try:
        url = parse_url(f"http://{text}" if ":" in text and "://" not in text else text)
    except UrlError:
        return False
    if url.host.startswith(".") or (not url.host and url.path and "." not in url.path):
        return False
    return _matches(_URL, text) or _has_ipv6_host(text)


def is_request_url(text: str) -> bool:
    """Tell whether a text is a URL with a scheme."""
    try:
        return bool(parse_request_uri(text).scheme)
    except UrlError:
        return False


def _has_ipv6_host(text: str) -> bool:
    if "[" not in text or not _matches(_BRACKETED, text):
        return False
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(text.partition("[")[2].rpartition("]")[0])
    except AddressValueError:
        return False
    return True


def _matches(expression: str, text: str) -> bool:
    if expression not in _patterns:
        _patterns[expression] = must_compile(expression)
    return _patterns[expression].match(text)
