"""A web server on this machine for scenarios that fetch something: it serves what served.yaml holds."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import re
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

from pychart.actions.push import PushOptions, push
from pychart.settings import Settings
from tests.scenarios.repository import pages
from tests.scenarios.scenario import HERE

_SERVED: dict[str, Any] = yaml.load((HERE / "served.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
_LOGIN = "Basic " + base64.b64encode(b"jo:secret").decode()
_TROUBLE = re.compile(r"/status/(\d{3})/")


def pack(files: Mapping[str, str]) -> bytes:
    """Make the same archive of the same files every time."""
    stream = io.BytesIO()
    with gzip.GzipFile(fileobj=stream, mode="wb", mtime=0) as zipped, tarfile.open(fileobj=zipped, mode="w") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    return stream.getvalue()


_BODIES = {path: pack(content) if isinstance(content, dict) else content.encode() for path, content in _SERVED.items()}
_BODIES |= pages()


def _expand(body: bytes, address: str) -> bytes:
    """Put the server's address for ``$SERVER`` and an archive's digest for ``$SHA256(path)``."""
    body = body.replace(b"$SERVER", address.encode())
    return re.sub(
        rb"\$SHA256\(([^)]*)\)", lambda found: hashlib.sha256(_BODIES[found[1].decode()]).hexdigest().encode(), body
    )


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, path = 200, self.path
        if path.startswith("/private/"):
            path = path.removeprefix("/private")
            status = 200 if self.headers.get("Authorization") == _LOGIN else 401
        elif trouble := _TROUBLE.match(path):
            status = int(trouble[1])
        body = _BODIES.get(path)
        if status == 200 and body is None:
            status = 404
        self.send_response(status)
        if status >= 500:
            self.send_header("Retry-After", "0")
        self.end_headers()
        if status == 200 and body is not None:
            self.wfile.write(_expand(body, f"http://{self.headers['Host']}"))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def push_served(registry: str, folder: Path) -> None:
    """Push the versions of the chart pod to ``many/pod`` of a registry."""
    settings = Settings.from_environment({"HOME": str(folder)})
    for version in ("1.0.0", "1.2.0", "2.0.0-rc.1"):
        archive = folder / f"pod-{version}.tgz"
        archive.write_bytes(_BODIES[f"/charts/{archive.name}"])
        push(str(archive), f"oci://{registry}/many", PushOptions(plain_http=True), settings)


@contextmanager
def serve() -> Iterator[str]:
    """Serve the pages while the block runs; gives the server's address.

    What lies below ``/private/`` wants to know who asks; ``/status/503/`` and its like answer with that status.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
