"""urlParse and urlJoin. Expectations recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.errors import FunctionError
from pychart.functions.urls import url_join, url_parse
from pychart.gostd.url import path_escape, query_escape

JOINED = [
    (
        "http://admin:secret@server.com:8080/api?list=false#anchor",
        "http://admin:secret@server.com:8080/api?list=false#anchor",
    ),
    ("mailto:a@b.c", "mailto:a@b.c"),
    ("//h/p", "//h/p"),
    ("http:/x", "http:///x"),
    ("http://[::1%25en0]:80/", "http://[::1%25en0]:80/"),
    ("http://ü.de/ü?ü", "http://%C3%BC.de/%C3%BC?ü"),
    ("http://a/%2f%20x", "http://a//%20x"),
    ("http://u@v@h/", "http://u%40v@h/"),
    ("http://h//p", "http://h//p"),
    ("file:////x", "file:////x"),
    ("a?", "a"),
    ("mongo://a:1,b:2/x", "mongo://a:1,b:2/x"),
    ("http://h/#a b%21(x)", "http://h/#a%20b!(x)"),
    ("*", "*"),
    ("./a:b", "./a:b"),
]
BAD_URLS = [
    ("1a:b", 'unable to parse url: parse "1a:b": first path segment in URL cannot contain colon'),
    (":x", 'unable to parse url: parse ":x": missing protocol scheme'),
    ("http://[::1", "unable to parse url: parse \"http://[::1\": missing ']' in host"),
    ("http://[1.2.3.4]/", 'unable to parse url: parse "http://[1.2.3.4]/": invalid IP-literal'),
    ("http://[zz]/", ('unable to parse url: parse "http://[zz]/": invalid host: ParseAddr("zz"): unable to parse IP')),
    ("http://h:8x/", 'unable to parse url: parse "http://h:8x/": invalid port ":8x" after host'),
    ("http://h:80:90/", 'unable to parse url: parse "http://h:80:90/": invalid port ":80:90" after host'),
    ("http://a b/", 'unable to parse url: parse "http://a b/": invalid character " " in host name'),
    ("http://a/%2", 'unable to parse url: parse "http://a/%2": invalid URL escape "%2"'),
    ("http://%41/", 'unable to parse url: parse "http://%41/": invalid URL escape "%41"'),
    ("http://u é@h/", 'unable to parse url: parse "http://u é@h/": net/url: invalid userinfo'),
    ("http://h/\n", ('unable to parse url: parse "http://h/\\n": net/url: invalid control character in URL')),
]


@pytest.mark.parametrize(("url", "expected"), JOINED)
def test_parse_and_join(url: str, expected: str) -> None:
    assert url_join(url_parse(url)) == expected


@pytest.mark.parametrize(("url", "message"), BAD_URLS)
def test_parse_refuses(url: str, message: str) -> None:
    with pytest.raises(FunctionError) as caught:
        url_parse(url)
    assert str(caught.value) == message


def test_parts() -> None:
    assert url_parse("http://ad%40min:se:cret@server.com:8080/a%20pi?list=false#anchor") == {
        "scheme": "http",
        "host": "server.com:8080",
        "hostname": "server.com",
        "path": "/a pi",
        "query": "list=false",
        "opaque": "",
        "fragment": "anchor",
        "userinfo": "ad%40min:se%3Acret",
    }


def test_join_from_parts() -> None:
    assert url_join({"scheme": "http", "host": "h", "path": "p", "userinfo": "u:p"}) == "http://u:p@h/p"
    assert url_join({"path": "a:b"}) == "./a:b"
    assert url_join(None) == ""


def test_join_refuses() -> None:
    with pytest.raises(FunctionError, match="unable to parse host key, must be of type string, but int found"):
        url_join({"host": 1})
    with pytest.raises(FunctionError, match="nil pointer dereference"):
        url_join({"host": None})
    with pytest.raises(FunctionError, match="unable to parse userinfo in dict"):
        url_join({"userinfo": "%zz"})


def test_escapes() -> None:
    assert query_escape("a b&c=d/é~\udcff+%") == "a+b%26c%3Dd%2F%C3%A9~%FF%2B%25"
    assert path_escape("a b/c:d") == "a%20b%2Fc:d"
