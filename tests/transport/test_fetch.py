"""What is asked of a server, what is taken from it, and what becomes of every fault that a server can have."""

from __future__ import annotations

import base64
import hashlib
import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from pychart.errors import FetchError
from pychart.transport.fetch import MAX_BYTES, Access, Answer, Retries, fetch, redact, request
from tests.transport.serving import (
    Reply,
    Server,
    answer,
    cut_chunks,
    endless,
    hung_up,
    in_turn,
    reset,
    serving,
    slow,
    stalled,
    stalled_body,
)

QUICKLY = Retries(3, 0.01)


def ask(url: str, access: Access | None = None, *, timeout: float = 5.0) -> Answer:
    return request(url, "values", access, timeout=timeout, retries=QUICKLY)


@pytest.fixture
def other_server() -> Iterator[Server]:
    with serving() as made:
        yield made


def test_gives_the_body(server: Server) -> None:
    server.replies["/values.yaml"] = answer(200, b"a: 1\n")
    assert fetch(f"{server.url}/values.yaml", "values") == b"a: 1\n"
    headers = server.requests[0][1]
    assert headers["user-agent"].startswith("pychart/")
    assert headers["accept-encoding"] == "identity"
    assert "authorization" not in headers


def test_takes_a_compressed_file_as_it_is(server: Server) -> None:
    server.replies["/x.tgz"] = answer(200, b"\x1f\x8b\x08rest", Content_Encoding="gzip")
    assert fetch(f"{server.url}/x.tgz", "chart") == b"\x1f\x8b\x08rest"


@pytest.mark.parametrize(
    ("status", "text"),
    [(404, "404 Not Found"), (401, "401 Unauthorized"), (403, "403 Forbidden"), (304, "304 Not Modified")],
)
def test_names_the_status(server: Server, status: int, text: str) -> None:
    server.replies["/v"] = answer(status)
    with pytest.raises(FetchError) as caught:
        fetch(f"{server.url}/v", "values")
    assert str(caught.value) == f"failed to fetch {server.url}/v : {text}"
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_asks_a_busy_server_again(server: Server, status: int) -> None:
    server.replies["/v"] = in_turn(answer(status, Retry_After="0"), answer(status, Retry_After="0"), answer(200, b"ok"))
    assert ask(f"{server.url}/v").data == b"ok"
    assert len(server.requests) == 3


def test_gives_up_on_a_server_that_stays_busy(server: Server) -> None:
    server.replies["/v"] = answer(503, Retry_After="0")
    with pytest.raises(FetchError, match=r"/v : 503 Service Unavailable$"):
        fetch(f"{server.url}/v", "values")
    assert len(server.requests) == 4


@pytest.mark.parametrize("wait", ["31", "99999"])
def test_does_not_wait_long(server: Server, wait: str) -> None:
    server.replies["/v"] = answer(503, Retry_After=wait)
    with pytest.raises(FetchError, match="503"):
        fetch(f"{server.url}/v", "values")
    assert len(server.requests) == 1


def test_stops_an_endless_answer(server: Server) -> None:
    server.replies["/v"] = endless
    with pytest.raises(FetchError, match="larger than the maximum size 1048576"):
        fetch(f"{server.url}/v", "provenance")


def test_believes_a_length_that_is_too_large(server: Server) -> None:
    server.replies["/v"] = answer(200, b"", Content_Length=str(1 << 40))
    with pytest.raises(FetchError, match="larger than the maximum size 104857600"):
        fetch(f"{server.url}/v", "chart")


@pytest.mark.parametrize("kind", MAX_BYTES)
def test_every_kind_has_its_largest_length(kind: str, server: Server) -> None:
    server.replies["/v"] = answer(200, b"", Content_Length=str(MAX_BYTES[kind] + 1))
    with pytest.raises(FetchError, match=f"larger than the maximum size {MAX_BYTES[kind]}"):
        fetch(f"{server.url}/v", kind)
    assert MAX_BYTES[kind] <= 200 * 1024 * 1024


def test_stops_a_slow_answer(server: Server) -> None:
    server.replies["/v"] = slow
    began = time.monotonic()
    with pytest.raises(FetchError, match="context deadline exceeded"):
        fetch(f"{server.url}/v", "values", timeout=0.3)
    assert time.monotonic() - began < 2


def test_notices_a_cut(server: Server) -> None:
    server.replies["/v"] = answer(200, b"half", Content_Length="8")
    with pytest.raises(FetchError, match="unexpected EOF after 4 of 8 bytes"):
        ask(f"{server.url}/v")
    assert len(server.requests) == 4


def test_notices_a_cut_between_chunks(server: Server) -> None:
    server.replies["/v"] = cut_chunks
    with pytest.raises(FetchError, match="unexpected EOF after 4 bytes"):
        ask(f"{server.url}/v")


@pytest.mark.parametrize("fault", [reset, hung_up, answer(200, b"half", Content_Length="8"), cut_chunks])
def test_tries_again_what_broke_off(server: Server, fault: Reply) -> None:
    server.replies["/v"] = in_turn(fault, fault, fault, answer(200, b"ok"))
    assert ask(f"{server.url}/v").data == b"ok"


@pytest.mark.parametrize(
    ("fault", "text"), [(reset, "read: connection reset by peer"), (hung_up, "EOF")], ids=["reset", "hung up"]
)
def test_says_what_broke_off(server: Server, fault: Reply, text: str) -> None:
    server.replies["/v"] = fault
    with pytest.raises(FetchError) as caught:
        ask(f"{server.url}/v")
    assert str(caught.value) == f'Get "{server.url}/v": {text}'
    assert len(server.requests) == 4


@pytest.mark.parametrize("fault", [stalled, stalled_body])
def test_does_not_wait_for_a_server_that_stalls(server: Server, fault: Reply) -> None:
    server.replies["/v"] = fault
    began = time.monotonic()
    with pytest.raises(FetchError, match="context deadline exceeded"):
        ask(f"{server.url}/v", timeout=0.3)
    assert time.monotonic() - began < 2
    assert len(server.requests) == 1


def test_stops_trying_when_the_time_is_over(server: Server) -> None:
    server.replies["/v"] = answer(503)
    with pytest.raises(FetchError, match="503"):
        request(f"{server.url}/v", "values", timeout=0.2, retries=Retries(3, 1.0))
    assert len(server.requests) == 1


def test_follows_redirects(server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/b?c=d")
    server.replies["/b?c=d"] = answer(301, Location=f"{server.url}/c")
    server.replies["/c"] = answer(200, b"here")
    assert fetch(f"{server.url}/a", "values") == b"here"


def test_stops_a_loop(server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/a")
    with pytest.raises(FetchError, match="stopped after 5 redirects"):
        fetch(f"{server.url}/a", "values")
    assert len(server.requests) == 6


@pytest.mark.parametrize("target", ["http://[no", "http://[x]/y", "//[:::1]/"])
def test_refuses_a_redirect_to_no_url(server: Server, target: str) -> None:
    server.replies["/a"] = answer(302, Location=target)
    with pytest.raises(FetchError, match=f'^Get "{server.url}/a": .*IPv6'):
        fetch(f"{server.url}/a", "values")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://x"])
def test_refuses_other_schemes(server: Server, target: str) -> None:
    server.replies["/a"] = answer(302, Location=target)
    with pytest.raises(FetchError, match=f'unsupported protocol scheme "{target.partition(":")[0]}"'):
        fetch(f"{server.url}/a", "values")


def test_keeps_secrets_from_other_origins(server: Server, other_server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/b")
    server.replies["/b"] = answer(302, Location=f"{other_server.url}/c")
    other_server.replies["/c"] = answer(200, b"ok")
    fetch(f"{server.url}/a", "values", Access(username="u", password="p"))
    login = "Basic " + base64.b64encode(b"u:p").decode()
    assert [headers.get("authorization") for _, headers in server.requests] == [login, login]
    assert "authorization" not in other_server.requests[0][1]


def test_passes_secrets_on_request(server: Server, other_server: Server) -> None:
    server.replies["/a"] = answer(302, Location=f"{other_server.url}/c")
    other_server.replies["/c"] = answer(200, b"ok")
    fetch(f"{server.url}/a", "values", Access(username="u", password="p", pass_credentials=True))
    assert "authorization" in other_server.requests[0][1]


def test_a_login_in_the_url_goes_to_its_origin_only(server: Server, other_server: Server) -> None:
    server.replies["/a"] = answer(302, Location=f"{other_server.url}/c")
    other_server.replies["/c"] = answer(404)
    url = server.url.replace("//", "//me:se%40cret@") + "/a"
    with pytest.raises(FetchError) as caught:
        fetch(url, "values")
    assert "se%40cret" not in str(caught.value)
    assert server.requests[0][1]["authorization"] == "Basic " + base64.b64encode(b"me:se@cret").decode()
    assert "authorization" not in other_server.requests[0][1]


def test_does_not_read_netrc(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login u password p\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    server.replies["/a"] = answer(200)
    fetch(f"{server.url}/a", "values")
    assert "authorization" not in server.requests[0][1]


def test_forgets_cookies(server: Server) -> None:
    server.replies["/a"] = answer(302, Location="/b", Set_Cookie="a=b")
    server.replies["/b"] = answer(200)
    fetch(f"{server.url}/a", "values")
    assert "cookie" not in server.requests[1][1]


def test_says_that_nobody_listens() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/a"
        with pytest.raises(FetchError) as caught:
            ask(url)
    assert str(caught.value) == f'Get "{url}": dial tcp {url[7:-2]}: connect: connection refused'


@pytest.mark.parametrize("url", ["http://", "http://[", "http://h:99999/x", "values.yaml", "http:///x"])
def test_refuses_what_is_no_url(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, "values")


@pytest.mark.parametrize(
    ("url", "shown"),
    [("https://u:p@h/x", "https://u:xxxxx@h/x"), ("https://u@h/x", "https://u@h/x"), ("http://u:p@[", "[")],
)
def test_hides_passwords(url: str, shown: str) -> None:
    assert redact(url) == shown


def test_a_password_alone_is_a_token(server: Server) -> None:
    server.replies["/a"] = answer(200)
    ask(f"{server.url}/a", Access(password="t0ken"))
    assert server.requests[0][1]["authorization"] == "Bearer t0ken"


def test_tells_who_is_asked_for_credentials(server: Server) -> None:
    server.replies["/a"] = answer(401)
    with pytest.raises(FetchError) as caught:
        ask(f"{server.url}/a")
    assert "--username" in caught.value.hint


def test_a_user_name_alone_is_not_sent(server: Server) -> None:
    server.replies["/a"] = answer(200)
    ask(f"{server.url}/a", Access(username="u"))
    assert "authorization" not in server.requests[0][1]


def test_secrets_belong_to_the_repository(server: Server, other_server: Server) -> None:
    server.replies["/a"] = other_server.replies["/a"] = answer(200)
    for one in (server, other_server):
        ask(f"{one.url}/a", Access("u", "p", origin=f"{server.url}/charts"))
    assert "authorization" in server.requests[0][1]
    assert "authorization" not in other_server.requests[0][1]
    ask(f"{other_server.url}/a", Access("u", "p", origin=f"{server.url}/charts", pass_credentials=True))
    assert "authorization" in other_server.requests[1][1]


def test_another_port_or_scheme_is_another_origin(server: Server) -> None:
    server.replies["/a"] = answer(200)
    for origin in (server.url.replace("http:", "https:"), "http://127.0.0.1:1", "http://localhost"):
        ask(f"{server.url}/a", Access("u", "p", origin=origin))
    assert not any("authorization" in headers for _, headers in server.requests)


def test_no_error_tells_a_secret(server: Server) -> None:
    server.replies["/a"] = answer(403)
    for access in (Access("jo", "se:cret"), Access(password="se:cret")):
        with pytest.raises(FetchError) as caught:
            ask(f"{server.url}/a", access)
        assert "cret" not in str(caught.value)


def test_tells_what_to_ask_by_later(server: Server) -> None:
    server.replies["/a"] = answer(200, b"one", ETag='"1"', Last_Modified="Wed, 01 Jan 2020 00:00:00 GMT")
    first = ask(f"{server.url}/a")
    assert first == Answer(b"one", hashlib.sha256(b"one").hexdigest(), '"1"', "Wed, 01 Jan 2020 00:00:00 GMT")
    server.replies["/a"] = answer(304)
    second = request(f"{server.url}/a", "values", etag=first.etag, modified=first.modified)
    assert second == Answer(b"", "", first.etag, first.modified, is_changed=False)
    headers = server.requests[1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == (first.etag, first.modified)


@pytest.mark.parametrize(("age", "counts"), [(0, False), (1, False), (2, True), (3600, True)])
def test_a_fresh_date_is_not_asked_by(age: int, counts: bool, server: Server) -> None:
    date = formatdate(time.time() - age, usegmt=True)
    # The server's own Date is that of the moment, or of the next second.
    server.replies["/a"] = answer(200, b"one", Last_Modified=date)
    assert ask(f"{server.url}/a").modified in ((date,) if counts else ("", date) if age == 1 else ("",))


def test_dates_that_are_none_are_not_asked_by(server: Server) -> None:
    server.replies["/a"] = answer(200, b"one", Last_Modified="yesterday")
    assert ask(f"{server.url}/a").modified == ""


def test_tells_how_far_it_is(server: Server) -> None:
    body = b"x" * 600_000
    seen: list[tuple[int, int]] = []
    server.replies["/a"] = answer(200, body)
    request(f"{server.url}/a", "values", progress=lambda size, total: seen.append((size, total)))
    assert seen[-1] == (600_000, 600_000)
    assert [size for size, _ in seen] == sorted(size for size, _ in seen)


def test_tells_the_end_of_a_download_that_broke_off(server: Server) -> None:
    seen: list[tuple[int, int]] = []
    server.replies["/a"] = answer(200, b"half", Content_Length="8")
    with pytest.raises(FetchError):
        request(
            f"{server.url}/a",
            "values",
            progress=lambda size, total: seen.append((size, total)),
            retries=Retries(0),
        )
    assert seen == [(4, 8), (4, 4)]


def test_asks_a_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    server.replies["http://charts.example.com/a"] = answer(200, b"from the proxy")
    assert ask("http://charts.example.com/a", Access("u", "p")).data == b"from the proxy"
    assert server.requests[0][1]["host"] == "charts.example.com"
    assert "proxy-authorization" not in server.requests[0][1]


def test_asks_a_proxy_for_a_tunnel(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", server.url)
    server.replies["charts.example.com:443"] = answer(407)
    with pytest.raises(FetchError, match="407"):
        ask("https://charts.example.com/a", Access("u", "p"))
    assert "authorization" not in server.requests[0][1]


def test_a_login_in_the_url_of_another_server_brings_out_nothing(server: Server, other_server: Server) -> None:
    other_server.replies["/a"] = answer(200)
    access = Access("jo", "secret", origin=server.url)
    ask(other_server.url.replace("//", "//x@") + "/a", access)
    ask(other_server.url.replace("//", "//x:y@") + "/a", access)
    logins = [base64.b64decode(headers["authorization"].split()[1]) for _, headers in other_server.requests]
    assert logins == [b"x:", b"x:y"]


def test_a_login_in_the_url_counts_after_a_redirect_to_itself(server: Server) -> None:
    server.replies["/a"] = answer(302, Location=f"{server.url}/b")
    server.replies["/b"] = answer(302, Location=server.url.replace("//", "//bad:idea@") + "/c")
    server.replies["/c"] = answer(200)
    ask(server.url.replace("//", "//me:mine@") + "/a")
    logins = {base64.b64decode(headers["authorization"].split()[1]) for _, headers in server.requests}
    assert logins == {b"me:mine"}


@pytest.mark.parametrize("token", ["two\nlines", "t\u00f6ken", "x\r"])
def test_a_token_that_cannot_be_sent_is_not_told(token: str, server: Server) -> None:
    with pytest.raises(FetchError) as caught:
        ask(f"{server.url}/a", Access(password=token))
    assert token not in str(caught.value)
    assert server.requests == []
