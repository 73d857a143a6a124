"""One connection to the API server: kept, given up when it is stale, never read twice."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from pychart.errors import ClusterError
from pychart.kube.connection import Answer, Connection, UnansweredError

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Script:
    """A server that says to each connection what a script says, one entry a request."""

    def __init__(self, *connections: list[bytes]) -> None:
        self.seen: list[bytes] = []
        self._waiting = list(connections)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while self._waiting:
            client, _ = self._listener.accept()
            with client:
                for answer in self._waiting.pop(0):
                    data = b""
                    while b"\r\n\r\n" not in data:
                        data += client.recv(65536)
                    self.seen.append(data)
                    client.sendall(answer)

    def close(self) -> None:
        self._listener.close()
        self._thread.join(5)


@pytest.fixture
def serve() -> Iterator[Callable[..., Script]]:
    made: list[Script] = []

    def start(*connections: list[bytes]) -> Script:
        made.append(Script(*connections))
        return made[-1]

    yield start
    for one in made:
        one.close()


def ask(connection: Connection, path: str = "/version", seconds: float = 5) -> Answer:
    return connection.exchange("GET", path, [("Accept", "*/*")], None, seconds)


def test_a_connection_is_kept(serve: Callable[..., Script]) -> None:
    script = serve([OK, OK])
    connection = Connection(script.url)
    assert [ask(connection).content, ask(connection).text] == [b"ok", "ok"]
    assert len(script.seen) == 2


def test_a_connection_that_the_server_closed_is_opened_again(serve: Callable[..., Script]) -> None:
    connection = Connection(serve([OK], [OK]).url)
    assert ask(connection).status == 200
    time.sleep(0.2)
    assert ask(connection).status == 200


def test_an_answer_that_was_not_awaited_is_not_taken_for_the_next(serve: Callable[..., Script]) -> None:
    script = serve([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nla", b"te!"], [OK])
    connection = Connection(script.url)
    with pytest.raises(UnansweredError) as caught:
        ask(connection, seconds=0.2)
    assert caught.value.timed_out
    assert caught.value.in_vain
    assert connection._http is None


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_lines_come_one_by_one(ending: bytes, serve: Callable[..., Script]) -> None:
    lines = [b'{"type": "ADDED"}', b"x" * 200_000, b"", b"last"]
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
    found = list(Connection(serve([head + b"\n".join(lines) + ending]).url).stream("/watch", [], 5))
    assert found == lines


def test_a_line_is_given_before_the_next_is_there(serve: Callable[..., Script]) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    lines = Connection(serve([head + b"4\r\none\n\r\n3\r\ntwo\r\n", b""]).url).stream("/watch", [], 0.3)
    assert next(lines) == b"one"
    with pytest.raises(UnansweredError) as caught:
        next(lines)
    assert caught.value.timed_out


def test_a_refused_stream_is_an_answer(serve: Callable[..., Script]) -> None:
    refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"
    (answer,) = Connection(serve([refusal]).url).stream("/watch", [], 5)
    assert isinstance(answer, Answer)
    assert (answer.status, answer.text) == (403, "no")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nha",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
    ],
)
def test_half_an_answer_is_none(answer: bytes, serve: Callable[..., Script]) -> None:
    with pytest.raises(UnansweredError) as caught:
        ask(Connection(serve([answer]).url))
    assert caught.value.connected
    assert not caught.value.timed_out


def test_packed_answers_are_unpacked(serve: Callable[..., Script]) -> None:
    data = gzip.compress(b"many words" * 100)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    assert ask(Connection(serve([head + data]).url)).content == b"many words" * 100


def test_chunks(serve: Callable[..., Script]) -> None:
    script = serve([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", OK])
    connection = Connection(script.url)
    assert [ask(connection).content, ask(connection).content] == [b"abc", b"ok"]


def test_a_path_of_the_server_goes_before_others(serve: Callable[..., Script]) -> None:
    script = serve([OK])
    connection = Connection(f"{script.url}/k8s/clusters/a/")
    ask(connection, "/api/v1")
    assert script.seen[0].startswith(b"GET /k8s/clusters/a/api/v1 HTTP/1.1\r\n")
    assert script.seen[0].count(b"\r\nHost: 127.0.0.1:") == 1
    assert connection.url("/version") == f"{script.url}/k8s/clusters/a/version"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(UnansweredError) as caught:
        ask(Connection(f"http://127.0.0.1:{port}"))
    assert (caught.value.connected, caught.value.in_vain) == (False, True)


def test_a_url_that_is_none() -> None:
    with pytest.raises(ClusterError, match=r'host must be a URL or a host:port pair: "http://a:b"'):
        Connection("http://a:b")


@pytest.mark.parametrize("value", ["a\r\nAuthorization: b", "a\n Authorization", "a\x7f", "a\x00", "\udcff"])
def test_a_header_that_is_none_is_refused(value: str, serve: Callable[..., Script]) -> None:
    connection = Connection(serve([]).url)
    with pytest.raises(ClusterError, match='invalid header field value for "Impersonate-User"') as caught:
        connection.exchange("GET", "/", [("Impersonate-User", value)], None, 1)
    assert "Authorization" not in str(caught.value)


def test_headers_may_hold_any_letters_and_come_twice(serve: Callable[..., Script]) -> None:
    script = serve([OK])
    Connection(script.url).exchange("GET", "/", [("Impersonate-Group", "é\tx"), ("Impersonate-Group", "b")], None, 5)
    assert "Impersonate-Group: é\tx\r\nImpersonate-Group: b\r\n".encode() in script.seen[0]


def test_names_of_objects_are_encoded(serve: Callable[..., Script]) -> None:
    script = serve([OK])
    ask(Connection(script.url), "/api/v1/namespaces/é a/pods?labelSelector=a%3Db")
    assert script.seen[0].startswith(b"GET /api/v1/namespaces/%C3%A9%20a/pods?labelSelector=a%3Db HTTP/1.1\r\n")
