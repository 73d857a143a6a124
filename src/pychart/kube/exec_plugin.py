"""Credentials that a program gives: exec plugins of kubeconfigs (client-go, plugin/pkg/client/auth/exec)."""

from __future__ import annotations

import sys

from pychart.errors import ClusterError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_GROUP = "client.authentication.k8s.io"
VERSIONS = (f"{_GROUP}/v1", f"{_GROUP}/v1beta1")
_TIMEOUT = 300
"""Seconds after which a plugin that says nothing is given up; one may be asking somebody to log in."""
_TOLD = ("server", "tls-server-name", "insecure-skip-tls-verify", "proxy-url", "disable-compression")
"""What provideClusterInfo tells of the cluster, beside its authorities and its extension."""
_MISSING = """

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins"""


def run_plugin(
    settings: Mapping[str, Any], cluster: Mapping[str, Any], environment: Mapping[str, str]
) -> tuple[str, str, float]:
    """Run the program of a user's ``exec`` entry; give token, certificate with key as PEM, and when they expire.

    ``cluster`` is told to the program where it asks for it (provideClusterInfo). Raises ClusterError; what the program
    printed to stdout, which may hold secrets, is never shown.
    """
    import json
    import subprocess

    command = str(settings["command"])
    interactive = _is_interactive(settings)
    told: dict[str, Any] = {}
    if settings.get("provideClusterInfo"):
        told["cluster"] = _describe_cluster(cluster)
    told["interactive"] = interactive
    version = str(settings["apiVersion"])
    info = json.dumps({"kind": "ExecCredential", "apiVersion": version, "spec": told}, separators=(",", ":"))
    extra = {str(one["name"]): str(one["value"]) for one in settings.get("env") or ()}
    try:
        done = subprocess.run(
            [command, *map(str, settings.get("args") or ())],
            env={**environment, **extra, "KUBERNETES_EXEC_INFO": info},
            stdin=None if interactive else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError as problem:
        if "/" in command:
            raise _refuse(f"exec: fork/exec {command}: {(problem.strerror or '').lower()}") from None
        hint = f"\n\n{settings['installHint']}" if settings.get("installHint") else ""
        raise _refuse(f"exec: executable {command} not found{_MISSING}{hint}") from None
    except subprocess.TimeoutExpired:
        raise _refuse(f"exec: executable {command} gave no answer in {_TIMEOUT} seconds") from None
    except OSError as problem:
        raise _refuse(f"exec: fork/exec {command}: {(problem.strerror or str(problem)).lower()}") from None
    if done.returncode:
        raise _refuse(f"exec: executable {command} failed with exit code {done.returncode}")
    return _read_answer(done.stdout, version)


def _is_interactive(settings: Mapping[str, Any]) -> bool:
    """Tell whether the program may ask the user something; standard input is its own then."""
    mode = settings.get("interactiveMode") or "IfAvailable"
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    if mode == "Always" and not at_terminal:
        raise _refuse("exec plugin cannot support interactive mode: standard input is not a terminal")
    return mode != "Never" and at_terminal


def _describe_cluster(cluster: Mapping[str, Any]) -> dict[str, Any]:
    from binascii import b2a_base64

    from pychart.filesystem import read_file

    found = {name: cluster[name] for name in _TOLD if cluster.get(name)}
    if cluster.get("certificate-authority-data"):
        found["certificate-authority-data"] = cluster["certificate-authority-data"]
    elif cluster.get("certificate-authority"):
        data = read_file(cluster["certificate-authority"], limit=16 * 1024 * 1024, error=ClusterError)
        found["certificate-authority-data"] = b2a_base64(data, newline=False).decode()
    found["config"] = None
    for one in cluster.get("extensions") or ():
        if isinstance(one, dict) and one.get("name") == f"{_GROUP}/exec":
            found["config"] = one.get("extension")
    return found


def _read_answer(text: bytes, version: str) -> tuple[str, str, float]:
    import json

    try:
        answer = json.loads(text)
    except ValueError as problem:
        raise _refuse(f"decoding stdout: couldn't get version/kind; json parse error: {problem}") from None
    answered = str(answer.get("apiVersion") or "") if isinstance(answer, dict) else ""
    if not answered or answer.get("kind") != "ExecCredential":
        kind = answer.get("kind") if isinstance(answer, dict) else None
        raise _refuse(f"decoding stdout: no kind {quote(str(kind or ''))} is registered for version {quote(answered)}")
    if answered != version:
        raise _refuse(f"exec plugin is configured to use API version {version}, plugin returned version {answered}")
    status = answer.get("status")
    if not isinstance(status, dict):
        raise _refuse("exec plugin didn't return a status field")
    token = str(status.get("token") or "")
    certificate, key = str(status.get("clientCertificateData") or ""), str(status.get("clientKeyData") or "")
    if not token and not certificate and not key:
        raise _refuse("exec plugin didn't return a token or cert/key pair")
    if bool(certificate) != bool(key):
        raise _refuse("exec plugin returned only certificate or key, not both")
    return token, f"{certificate}\n{key}\n" if certificate else "", _read_end(status.get("expirationTimestamp"))


def _read_end(moment: Any) -> float:
    if not moment:
        return float("inf")
    from pychart.gostd.time import TimeError, parse_time

    try:
        return parse_time("2006-01-02T15:04:05Z07:00", str(moment)).instant / 1e9
    except TimeError as problem:
        raise _refuse(f"decoding stdout: {problem}") from None


def _refuse(reason: str) -> ClusterError:
    return ClusterError(f"getting credentials: {reason}")
