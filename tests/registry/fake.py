"""A registry in this process that does what a test tells it to do wrong; it remembers what it was asked."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Trouble = Callable[["Exchange"], bool]
"""Answers in the registry's place, or gives False to let it answer."""


class Exchange(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    registry: FakeRegistry
    body: bytes

    def log_message(self, *args: object) -> None:
        """Stay silent."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> bool:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return True

    def handle_any(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        registry = self.registry
        registry.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
        with contextlib.suppress(OSError):
            if not registry.trouble(self):
                registry.serve(self)


for _method in ("GET", "HEAD", "PATCH", "POST", "PUT"):
    setattr(Exchange, f"do_{_method}", Exchange.handle_any)


class FakeRegistry:
    """Holds manifests by name and blobs by digest."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}
        self.manifests: dict[str, bytes] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.trouble: Trouble = lambda exchange: False
        handler = type("Handler", (Exchange,), {"registry": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.host = f"127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()

    def methods(self) -> list[str]:
        return [method for method, *_ in self.asked]

    def tags(self) -> list[str]:
        return sorted(name for name in self.manifests if ":" not in name)

    def serve(self, exchange: Exchange) -> None:
        path, _, query = exchange.path.partition("?")
        name = path.rpartition("/")[2]
        if path == "/v2/":
            exchange.answer(200, b"{}")
        elif "/uploads/" in path:
            self._upload(exchange, query)
        elif "/tags/" in path:
            exchange.answer(200, json.dumps({"name": "x", "tags": self.tags()}).encode())
        elif exchange.command == "PUT":
            digest = digest_of(exchange.body)
            self.manifests[name] = self.manifests[digest] = exchange.body
            exchange.answer(201, Docker_Content_Digest=digest)
        else:
            kept = self.manifests if "/manifests/" in path else self.blobs
            if name in kept:
                exchange.answer(200, kept[name], Docker_Content_Digest=digest_of(kept[name]))
            else:
                exchange.answer(404, b'{"errors":[{"code":"NAME_UNKNOWN","message":"unknown"}]}')

    def _upload(self, exchange: Exchange, query: str) -> None:
        if exchange.command == "POST":
            self.blobs.pop("pending", None)
            exchange.answer(202, Location="/v2/x/blobs/uploads/one?state=a")
        elif exchange.command == "PATCH":
            self.blobs["pending"] = self.blobs.get("pending", b"") + exchange.body
            exchange.answer(202, Location="/v2/x/blobs/uploads/one?state=b")
        else:
            data = self.blobs.pop("pending", b"") + exchange.body
            digest = query.partition("digest=")[2].replace("%3A", ":")
            if digest_of(data) == digest:
                self.blobs[digest] = data
                exchange.answer(201, Docker_Content_Digest=digest)
            else:
                exchange.answer(400, b'{"errors":[{"code":"DIGEST_INVALID","message":"no"}]}')


def digest_of(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


@contextlib.contextmanager
def fake_registry() -> Iterator[FakeRegistry]:
    registry = FakeRegistry()
    try:
        yield registry
    finally:
        registry.http.shutdown()
        registry.http.server_close()
