"""Addresses pass or fail as in the reference (each was put into a Chart.yaml and linted)."""

from __future__ import annotations

import pytest

from pychart.lint.addresses import is_email, is_request_url, is_url

EMAILS = {
    "a@b.c": True,
    "a@b": False,
    "a.b@c.de": True,
    "a..b@c.de": False,
    ".a@c.de": False,
    "a@c.d1": False,
    "a@c.1d": False,
    "a+b@c.de": True,
    "a b@c.de": False,
    "a@-b.de": False,
    "a@b-.de": False,
    "a@b_c.de": True,
    "ä@ö.de": True,
    "a@b.de.": True,
    "a@b.de..": False,
    "a@127.0.0.1": False,
    "a@localhost": False,
    "a@b.c-d": True,
    '"a"@c.de': True,
    '"ab"@c.de': False,
    '"a"b"@c.de': True,
    '"(a"@c.de': True,
    '""@c.de': False,
    '" a"@c.de': True,
}
URLS = {
    "a": False,
    "abc": False,
    "abcd": False,
    "a.bc": True,
    "http://a.b": True,
    "http://": False,
    "http:///x": False,
    "git://x.y": False,
    "http://x.y:80": True,
    "http://x.y:800000": False,
    "x.y:80": True,
    "user@x.y": True,
    "http://u:p@x.y": True,
    "http://[::1]/a": True,
    "http://[1]/": False,
    ".x.y": False,
    "http://.x.y": False,
    "http://x_y.z": False,
    "http://x---y.z": False,
    "http://1.2.3.4": True,
    "http://x.y/ z": False,
    "http://x.y#f": True,
    "http://x..y": False,
    "http://ü.de": True,
    "http://x.y/%zz": False,
    "HTTP://x.y": False,
    "foo/bar": False,
    "foo/bar.baz": True,
    "http://x.y/" + "a" * 2080: False,
}
REQUEST_URLS = {
    "": False,
    "http://a": True,
    "a": False,
    "/a": False,
    "http:": True,
    "mailto:x": True,
    "http://a b": False,
    "http://a:b": False,
    "http://a:80#x": False,
    "http://a/%zz": False,
    "*": False,
    "1x://a": False,
    "data:image/png;base64,AA==": True,
    "http://[::1": False,
    "HTTP://X": True,
    "git@github.com:x/y": False,
    ":": False,
}


@pytest.mark.parametrize("text", EMAILS)
def test_emails(text: str) -> None:
    assert is_email(text) is EMAILS[text]


@pytest.mark.parametrize("text", URLS)
def test_urls(text: str) -> None:
    assert is_url(text) is URLS[text]


@pytest.mark.parametrize("text", REQUEST_URLS)
def test_request_urls(text: str) -> None:
    assert is_request_url(text) is REQUEST_URLS[text]


def test_long_addresses_take_no_time() -> None:
    assert not is_email("a" * 100_000 + "@" + "b." * 50_000 + "!")
    assert not is_url("http://" + "a-" * 1000 + "!")
