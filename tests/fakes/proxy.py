"""A proxy for tests: HTTP (absolute URLs and CONNECT) and SOCKS5. Whatever is asked for, it leads to one server."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType


class Proxy:
    """The proxy; ``upstream`` is the server's port, ``asked`` what clients asked it for, with their credentials."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
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
        with client, contextlib.suppress(OSError):
            if client.recv(1, socket.MSG_PEEK) == b"\x05":
                self._greet_socks(client)
                first = b""
            else:
                first = self._read_head(client)
            with socket.create_connection(("127.0.0.1", self.upstream)) as server:
                server.sendall(first)
                threading.Thread(target=_copy, args=(server, client), daemon=True).start()
                _copy(client, server)

    def _read_head(self, client: socket.socket) -> bytes:
        """Read a request's head; give what the server is to see of it."""
        head = b""
        while b"\r\n\r\n" not in head:
            head += client.recv(65536)
        lines = head.split(b"\r\n")
        shown = [line.decode() for line in lines if line.lower().startswith(b"proxy-authorization")]
        self.asked.append(" ".join([lines[0].decode(), *shown]))
        method, target, version = lines[0].split(b" ")
        if method == b"CONNECT":
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            return b""
        path = b"/" + target.split(b"/", 3)[3]
        rest = [line for line in lines[1:] if not line.lower().startswith((b"proxy-", b"connection:"))]
        return b"\r\n".join([b" ".join((method, path, version)), b"Connection: close", *rest])

    def _greet_socks(self, client: socket.socket) -> None:
        _, count = client.recv(2)
        methods = client.recv(count)
        who = ""
        if 2 in methods:
            client.sendall(b"\x05\x02")
            data = client.recv(512)
            user = data[2 : 2 + data[1]]
            who = f" {user.decode()}:{data[3 + data[1] :].decode()}"
            client.sendall(b"\x01\x00")
        else:
            client.sendall(b"\x05\x00")
        request = client.recv(512)
        if request[3] == 3:
            host, port = request[5:-2].decode(), int.from_bytes(request[-2:], "big")
        else:
            host, port = socket.inet_ntoa(request[4:8]), int.from_bytes(request[8:10], "big")
        self.asked.append(f"SOCKS {host}:{port}{who}")
        client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
