"""Proxies are chosen as Go chooses them (golang.org/x/net/http/httpproxy)."""

from __future__ import annotations

import pytest

from pychart.settings import find_proxies
from pychart.transport.proxies import Proxies, choose_proxy

PROXIES = Proxies("proxy:1", "http://proxy:2", "")


@pytest.mark.parametrize(
    ("scheme", "host", "proxy"),
    [
        ("http", "charts.example.com", "http://proxy:1"),
        ("https", "charts.example.com", "http://proxy:2"),
        ("http", "localhost", ""),
        ("http", "127.0.0.1", ""),
        ("https", "127.8.9.10", ""),
        ("https", "::1", ""),
        ("http", "10.0.0.1", "http://proxy:1"),
    ],
)
def test_each_scheme_has_its_proxy_and_this_machine_has_none(scheme: str, host: str, proxy: str) -> None:
    assert choose_proxy(PROXIES, scheme, host, 80) == proxy


@pytest.mark.parametrize(
    ("rules", "host", "port", "is_direct"),
    [
        ("*", "charts.example.com", 80, True),
        ("example.com", "example.com", 80, True),
        ("example.com", "charts.example.com", 80, True),
        ("example.com", "badexample.com", 80, False),
        (".example.com", "charts.example.com", 80, True),
        (".example.com", "example.com", 80, False),
        ("*.example.com", "charts.example.com", 80, True),
        ("*.example.com", "example.com", 80, False),
        ("EXAMPLE.com", "Example.COM", 80, True),
        ("example.com:8080", "example.com", 8080, True),
        ("example.com:8080", "example.com", 80, False),
        ("a.org, example.com ,b.org", "example.com", 80, True),
        ("10.1.2.3", "10.1.2.3", 80, True),
        ("10.1.2.3:81", "10.1.2.3", 80, False),
        ("10.0.0.0/8", "10.1.2.3", 80, True),
        ("10.0.0.0/8", "11.1.2.3", 80, False),
        ("10.0.0.0/8", "charts.example.com", 80, False),
        ("fd00::/8", "fd00::1", 80, True),
        ("[fd00::1]:80", "fd00::1", 80, True),
        ("nonsense/8", "charts.example.com", 80, False),
        (",,", "charts.example.com", 80, False),
        (":80", "charts.example.com", 80, False),
    ],
)
def test_rules_name_hosts_that_are_asked_directly(rules: str, host: str, port: int, is_direct: bool) -> None:
    assert (choose_proxy(PROXIES._replace(direct=rules), "http", host, port) == "") is is_direct


def test_the_environment_names_them_in_capitals_first() -> None:
    environment = {"HTTP_PROXY": "a", "http_proxy": "b", "https_proxy": "c", "no_proxy": "d"}
    assert find_proxies(environment) == Proxies("a", "c", "d")


def test_a_header_of_a_cgi_program_is_no_proxy() -> None:
    assert find_proxies({"HTTP_PROXY": "a", "REQUEST_METHOD": "GET"}) == Proxies()
