"""A cluster behind TLS, kubeconfigs that lead to it in every way, and both programs asking it."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any, NamedTuple

import trustme

from tests.fakes.apiserver import ApiServer
from tests.reference import HELM, environment_of

NAMES = ("127.0.0.1", "kubernetes.example.com")
"""What the server's certificate is for."""


class Answer(NamedTuple):
    """What a program printed, how it ended, and as whom it asked: what came with its requests."""

    stdout: str
    stderr: str
    status: int
    asked_as: list[dict[str, str]]


class World:
    """A server and a folder with the keys for it."""

    def __init__(self, folder: Path, *, secure: bool = True) -> None:
        self.folder = folder
        authority = trustme.CA()
        authority.cert_pem.write_to_path(folder / "ca.crt")
        trustme.CA().cert_pem.write_to_path(folder / "other-ca.crt")
        client = authority.issue_cert(common_name="somebody", organization_unit_name="somebody")
        (folder / "client.crt").write_bytes(b"".join(one.bytes() for one in client.cert_chain_pems))
        client.private_key_pem.write_to_path(folder / "client.key")
        authority.issue_cert("other.example.com").private_key_pem.write_to_path(folder / "other.key")
        (folder / "token-file").write_text("from-file\n")
        context = None
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(*NAMES).configure_cert(context)
            authority.configure_trust(context)
            context.verify_mode = ssl.CERT_OPTIONAL
        self.api = ApiServer(context=context)
        self.port = int(self.api.url.rpartition(":")[2])

    def data(self, name: str) -> str:
        """Give a file of the folder in base64, as kubeconfigs hold it."""
        return b64encode((self.folder / name).read_bytes()).decode()

    def fill(self, text: str) -> str:
        """Put what this world has into a text: ``@ca.crt`` is a file's content in base64, FOLDER, URL and PORT."""
        for path in self.folder.iterdir():
            if f"@{path.name}" in text:
                text = text.replace(f"@{path.name}", self.data(path.name))
        return text.replace("FOLDER", str(self.folder)).replace("URL", self.api.url).replace("PORT", str(self.port))

    def write_config(self, cluster: dict[str, Any], user: dict[str, Any], name: str = "config") -> Path:
        """Write a kubeconfig with one context; ``cluster`` goes above the server."""
        document = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "here",
            "clusters": [{"name": "fake", "cluster": {"server": "URL"} | cluster}],
            "users": [{"name": "me", "user": user}],
            "contexts": [{"name": "here", "context": {"cluster": "fake", "user": "me"}}],
        }
        path = self.folder / name
        path.write_text(self.fill(json.dumps(document)))
        return path

    def ask(self, program: str, args: list[str], **environment: str) -> Answer:
        """Run `list` of ``helm`` or ``pychart`` in the folder and give what it said and as whom it asked."""
        self.api.requests.clear()
        self.api.headers.clear()
        self.api.peers.clear()
        command = [str(HELM)] if program == "helm" else [sys.executable, "-m", "pychart"]
        own = environment_of(self.folder / "home") | {"KUBECONFIG": "config"} | environment
        done = subprocess.run(
            [*command, "list", *args], cwd=self.folder, env=own, capture_output=True, text=True, timeout=60, check=False
        )
        asked_as = [
            {
                name: value
                for name, value in headers.items()
                if name.startswith(("Authorization", "Impersonate", "Host"))
            }
            | ({"certificate": peer} if peer else {})
            for headers, peer in zip(self.api.headers, self.api.peers, strict=True)
        ]
        return Answer(done.stdout, done.stderr, done.returncode, asked_as)
