"""Debian's docker-registry on this machine, for tests that talk to a real one; without it they are skipped."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import bcrypt
import pytest

PROGRAM = shutil.which("docker-registry", path=f"{os.environ['PATH']}:/usr/sbin:/usr/bin")
requires_registry = pytest.mark.skipif(
    PROGRAM is None and not os.environ.get("PYCHART_REQUIRE_SYSTEM"),
    reason="no docker-registry here: scripts/system-packages installs it",
)
USERNAME, PASSWORD = "jo", "secret"


@contextmanager
def run_registry(
    folder: Path, *, private: bool = False, certificate: tuple[Path, Path] | None = None, clients: Path | None = None
) -> Iterator[str]:
    """Run a registry while the block runs, and give its host with the port.

    ``private`` asks for USERNAME and PASSWORD; ``certificate`` (chain, key) makes it speak https,
    and ``clients`` let those in alone who show a certificate of these authorities.
    """
    assert PROGRAM, "docker-registry is not installed"
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    lines = [
        "version: 0.1",
        "log: {level: error, accesslog: {disabled: true}}",
        f"storage: {{filesystem: {{rootdirectory: '{folder}/data'}}}}",
    ]
    asked = f", clientcas: ['{clients}']" if clients else ""
    tls = f", tls: {{certificate: '{certificate[0]}', key: '{certificate[1]}'{asked}}}" if certificate else ""
    lines.append(f"http: {{addr: '127.0.0.1:{port}'{tls}}}")
    if private:
        hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
        (folder / "htpasswd").write_text(f"{USERNAME}:{hashed}\n")
        lines.append(f"auth: {{htpasswd: {{realm: charts, path: '{folder}/htpasswd'}}}}")
    (folder / "config.yml").write_text("\n".join(lines) + "\n")
    environment = {"PATH": os.environ["PATH"], "OTEL_TRACES_EXPORTER": "none"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, "serve", str(folder / "config.yml")], stdout=log, stderr=log, env=environment
        )
        try:
            _await(port, process, folder / "log")
            yield f"127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"the registry does not listen: {log.read_text()}")
