"""A proxy for tests: HTTP (absolute URLs and CONNECT), in TLS or not, and SOCKS5. Whatever is asked for, it leads to
one server, or refuses."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from types import TracebackType


class Proxy:
    """The proxy; ``upstream`` is the server's port, ``asked`` what clients asked it for, with their credentials.

    ``context`` is that of TLS. ``refusal`` is what clients are told instead of being led on: the end of a status line,
    or a code of SOCKS. ``login`` is the name and password that SOCKS clients have to show; without it any may be shown.
    """

    def __init__(
        self,
        upstream: int,
        *,
        context: ssl.SSLContext | None = None,
        refusal: str | int = "",
        login: str = "",
    ) -> None:
        self.upstream = upstream
        self._context = context
        self._refusal = refusal
        self._login = login
        self.asked: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), self._begin(client) as client:
            if self._context is None and client.recv(1, socket.MSG_PEEK) == b"\x05":
                self._greet_socks(client)
                first = b""
            else:
                first = self._read_head(client)
            with socket.create_connection(("127.0.0.1", self.upstream)) as server:
                server.sendall(first)
                threading.Thread(target=_copy, args=(server, client), daemon=True).start()
                _copy(client, server)

    def _begin(self, client: socket.socket) -> socket.socket:
        return self._context.wrap_socket(client, server_side=True) if self._context else client

    def _read_head(self, client: socket.socket) -> bytes:
        """Read a request's head; give what the server is to see of it. Raises OSError after a refusal."""
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(65536)
        lines = head.split(b"\r\n")
        shown = [line.decode() for line in lines if line.lower().startswith(b"proxy-authorization")]
        self.asked.append(" ".join([lines[0].decode().rpartition(" ")[0], *shown]))
        if self._refusal:
            client.sendall(f"HTTP/1.1 {self._refusal}\r\nContent-Length: 0\r\n\r\n".encode())
            raise ConnectionRefusedError
        method, target, version = lines[0].split(b" ")
        if method == b"CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            return b""
        path = b"/" + target.split(b"/", 3)[3]
        rest = [line for line in lines[1:] if not line.lower().startswith((b"proxy-", b"connection:"))]
        return b"\r\n".join([b" ".join((method, path, version)), b"Connection: close", *rest])

    def _greet_socks(self, client: socket.socket) -> None:
        """Let a client in and hear what it wants (RFC 1928, RFC 1929). Raises OSError after a refusal."""
        _, count = client.recv(2)
        methods = client.recv(count)
        if self._login and 2 not in methods:
            client.sendall(b"\x05\xff")
            raise ConnectionRefusedError
        who = self._ask_login(client) if 2 in methods else ""
        if 2 not in methods:
            client.sendall(b"\x05\x00")
        request = client.recv(512)
        if request[3] == 3:
            host, port = request[5:-2].decode(), int.from_bytes(request[-2:], "big")
        else:
            host, port = socket.inet_ntoa(request[4:8]), int.from_bytes(request[8:10], "big")
        self.asked.append(" ".join(filter(None, ["SOCKS", f"{host}:{port}", who])))
        client.sendall(bytes((5, int(self._refusal or 0))) + b"\x00\x01\x00\x00\x00\x00\x00\x00")
        if self._refusal:
            raise ConnectionRefusedError

    def _ask_login(self, client: socket.socket) -> str:
        client.sendall(b"\x05\x02")
        data = client.recv(512)
        who = f"{data[2 : 2 + data[1]].decode()}:{data[3 + data[1] :].decode()}"
        client.sendall(b"\x01" + bytes((who != (self._login or who),)))
        if who != (self._login or who):
            raise ConnectionRefusedError
        return who


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
