"""As whom: what is shown to the server with each request, and its renewal (client-go, rest/transport)."""

from __future__ import annotations

import os
import time
from _thread import allocate_lock

from pychart.errors import ClusterError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.kube.config import Config

_READ_AFTER = 60.0
"""Seconds after which a file of a token is read again: kubelet puts another into a pod's before the old one expires."""
_EARLY = 10.0
"""Seconds before their end at which credentials of a program count as expired."""


class Given(NamedTuple):
    """Credentials of a moment: a bearer token, or a certificate with its key, as PEM.

    ``until`` is when they end, on the clock of time.time(); infinite where that is not said.
    """

    token: str = ""
    certificate: str = ""
    until: float = float("inf")


class Credentials:
    """The user of a Config. Programs and files are asked when a request needs them, and again when it is time."""

    def __init__(self, config: Config, environment: Mapping[str, str]) -> None:
        self.config = config
        self._environment = environment
        self._given = Given()
        self._is_given = False
        self._lock = allocate_lock()
        self._fixed = _impersonation(config.impersonate)
        self._check()
        if not self._token_file and not config.user.get("token") and config.user.get("username"):
            from pychart.transport.basic import write_basic

            username, password = str(config.user["username"]), str(config.user.get("password") or "")
            self._fixed.append(("Authorization", write_basic(username, password)))

    @property
    def server(self) -> str:
        """The URL of the server that they are shown to."""
        return str(self.config.cluster["server"]).rstrip("/")

    def headers(self) -> list[tuple[str, str]]:
        """Give the headers that say who asks. Raises ClusterError."""
        token = self._read().token
        return [*self._fixed, ("Authorization", f"Bearer {token}")] if token else self._fixed

    def certificate(self) -> str:
        """Give the certificate and the key that a program gave, as PEM, empty where it gave none.

        Raises ClusterError.
        """
        return self._read().certificate

    def renew(self) -> bool:
        """Ask for new credentials because the server has refused the ones there are; tell whether there are others."""
        before = self._given
        self._is_given = False
        return self._read()[:2] != before[:2] or bool(self._plugin)

    def _check(self) -> None:
        """Refuse at once what no request could be made with. Raises ClusterError."""
        user = self.config.user
        try:
            if user.get("auth-provider"):
                from pychart.kube.providers import check_provider

                check_provider(user["auth-provider"])
            if user.get("exec"):
                from pychart.kube.exec_plugin import VERSIONS

                if user["exec"].get("apiVersion") not in VERSIONS:
                    raise ClusterError(f"exec plugin: invalid apiVersion {quote(str(user['exec'].get('apiVersion')))}")
            if self._token_file:
                self._read()
        except ClusterError as problem:
            raise ClusterError(f"kubernetes cluster unreachable: {problem}") from None

    @property
    def _token_file(self) -> str:
        return str(self.config.user.get("tokenFile") or "")

    @property
    def _plugin(self) -> Mapping[str, Any]:
        """The settings of the program that gives credentials; a token that is there goes before it."""
        user = self.config.user
        found: Mapping[str, Any] = {} if user.get("token") or self._token_file else user.get("exec") or {}
        return found

    def _read(self) -> Given:
        # Several threads may ask at once (Client.forks), and a program is to be run for one of them only.
        with self._lock:
            if not self._is_given or time.time() > self._given.until:
                self._given = self._ask()
                self._is_given = True
            return self._given

    def _ask(self) -> Given:
        user = self.config.user
        if self._plugin:
            from pychart.kube.exec_plugin import run_plugin

            token, certificate, until = run_plugin(self._plugin, self.config.cluster, self._environment)
            return Given(token, certificate, until - _EARLY)
        if user.get("auth-provider") and not user.get("token") and not self._token_file:
            from pychart.kube.providers import read_token

            return Given(read_token(user["auth-provider"]))
        if not self._token_file:
            return Given(str(user.get("token") or ""))
        return Given(_read_token(self._token_file, str(user.get("token") or "")), "", time.time() + _READ_AFTER)


def _read_token(path: str, other: str) -> str:
    """Read a token from a file; where that fails, ``other`` counts."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = file.read(1024 * 1024).strip()
    except OSError as problem:
        if other:
            return other
        reason = os.strerror(problem.errno or 0).lower()
        raise ClusterError(f"open {path}: {reason}") from None
    return found or other


def _impersonation(who: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give the headers that ask to act as somebody else (Kubernetes' user impersonation)."""
    headers = [("Impersonate-User", str(who["user"]))] if who["user"] else []
    if who["uid"]:
        headers.append(("Impersonate-Uid", str(who["uid"])))
    headers += [("Impersonate-Group", str(group)) for group in who["groups"]]
    for name, texts in who["extra"].items():
        headers += [(f"Impersonate-Extra-{_escape(name)}", str(text)) for text in texts]
    return headers


def _escape(name: str) -> str:
    """Write the key of an extra so that it may stand in a header's name (RFC 7230, token; percent-encoded)."""
    safe = "!#$&'*+-.^_`|~"
    return "".join(
        [
            one
            if one.isascii() and (one.isalnum() or one in safe)
            else "".join(f"%{byte:02X}" for byte in one.encode())
            for one in name
        ]
    )
