"""Answers of a cluster that are too large, or of another shape than the API has, end in one clear error."""

from __future__ import annotations

import gzip
import json

import pytest

from pychart.errors import ClusterError, StatusError
from pychart.kube import connection
from pychart.kube.answers import list_items, read_object
from pychart.kube.client import Client
from pychart.kube.config import ClusterFlags
from pychart.kube.discovery import Discovery
from pychart.settings import Settings
from tests.transport.serving import Reply, Server, answer, cut_silently


def _client(server: Server, settings: Settings) -> Client:
    return Client(settings, ClusterFlags(apiserver=server.url))


def _packed(data: bytes) -> Reply:
    return answer(200, gzip.compress(data), Content_Encoding="gzip")


@pytest.mark.parametrize(
    "reply",
    [answer(200, bytes(2000)), cut_silently(bytes(2000)), _packed(bytes(2000))],
    ids=["length", "no length", "packed"],
)
def test_too_large(reply: Reply, server: Server, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MAX_ANSWER", 1000)
    server.replies["/version"] = reply
    with pytest.raises(ClusterError, match=r'^Get "http://.*/version": the answer is larger than 1000 bytes$'):
        _client(server, settings).request("GET", "/version")
    assert len(server.requests) == 1


def test_packed_and_whole(server: Server, settings: Settings) -> None:
    server.replies["/version"] = _packed(b'{"a": 1}')
    assert _client(server, settings).request("GET", "/version") == {"a": 1}


def test_packed_and_cut(server: Server, settings: Settings) -> None:
    server.replies["/version"] = answer(200, gzip.compress(b'{"a": 1}')[:-4], Content_Encoding="gzip")
    with pytest.raises(ClusterError, match="the answer ends too early"):
        _client(server, settings).request("GET", "/version", repeat=False)


@pytest.mark.parametrize("content", [b"<html>", b"[" * 100_000, b""])
def test_no_json(content: bytes) -> None:
    with pytest.raises(ClusterError, match=r"^GET /api: the answer is not JSON$"):
        read_object(content, "GET /api")


@pytest.mark.parametrize("content", [b"[]", b"1", b"null", b'"x"'])
def test_no_object(content: bytes) -> None:
    with pytest.raises(ClusterError, match=r"^GET /api: the answer is no object$"):
        read_object(content, "GET /api")


@pytest.mark.parametrize(
    "items",
    [
        {"a": 1},
        [None],
        [{}],
        [{"metadata": {"name": 1}}],
        [{"metadata": {"name": "a", "labels": []}}, 1],
        [{"metadata": {"name": "a", "labels": {"version": 1}}}],
        [{"metadata": {"name": "a", "namespace": 1}}],
    ],
)
def test_no_list_of_objects(items: object) -> None:
    with pytest.raises(ClusterError, match="the cluster answered with"):
        list_items({"items": items})


@pytest.mark.parametrize(
    "content",
    [{"resources": [{"name": "pods"}]}, {"resources": 1}, {"resources": ["pods"]}, {"resources": [{"name": 1}]}],
)
def test_kinds_that_are_none(content: object, server: Server, settings: Settings) -> None:
    server.replies["/api/v1"] = answer(200, json.dumps(content).encode())
    with pytest.raises(ClusterError, match="the cluster's answer about the kinds of v1 cannot be understood"):
        Discovery(_client(server, settings)).find("v1", "Pod")


@pytest.mark.parametrize("content", [b"[]", b"<html>", b'{"message": 1}', b"null", b"[" * 100_000])
def test_refusals_that_are_no_status(content: bytes, server: Server, settings: Settings) -> None:
    server.replies["/api/v1"] = answer(403, content)
    with pytest.raises(StatusError) as caught:
        _client(server, settings).request("GET", "/api/v1")
    assert caught.value.code == 403


def test_warnings_of_the_server_are_logged_once(
    server: Server, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ('299 - "v1 \\"Thing\\" is old"', '199 - "not for us"', "299")
    server.replies["/api/v1"] = answer(200, b"{}", **dict(zip(("Warning", "warning", "WARNING"), texts, strict=True)))
    client = _client(server, settings)
    client.request("GET", "/api/v1")
    client.request("GET", "/api/v1")
    assert capsys.readouterr().err == 'level=WARN msg="v1 \\"Thing\\" is old"\n'
