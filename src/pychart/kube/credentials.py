"""Credentials that a program gives: exec plugins of kubeconfigs (client-go, plugin/pkg/client/auth/exec)."""

from __future__ import annotations

from pychart.errors import ClusterError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_VERSIONS = ("client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1")
_TIMEOUT = 120
"""Seconds after which a plugin that says nothing is given up; one may be asking somebody to log in."""


def run_exec_plugin(
    settings: Mapping[str, Any], cluster: Mapping[str, Any], environment: Mapping[str, str]
) -> dict[str, Any]:
    """Run the program of a user's ``exec`` entry and give the credentials as fields of a user.

    ``cluster`` is told to the program where it asks for it (provideClusterInfo). Raises ClusterError; what the program
    printed to stdout, which may hold secrets, is never shown.
    """
    import json
    import subprocess

    version = settings.get("apiVersion")
    command = str(settings.get("command") or "")
    if version not in _VERSIONS:
        raise _refuse(f"exec plugin: invalid apiVersion {json.dumps(version)}")
    told: dict[str, Any] = {"interactive": False}
    if settings.get("provideClusterInfo"):
        told["cluster"] = {name: value for name, value in cluster.items() if name in _TOLD}
    extra = {str(one["name"]): str(one["value"]) for one in settings.get("env") or ()}
    info = json.dumps({"kind": "ExecCredential", "apiVersion": version, "spec": told})
    full = {**environment, **extra, "KUBERNETES_EXEC_INFO": info}
    try:
        done = subprocess.run(
            [command, *map(str, settings.get("args") or ())],
            env=full,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        hint = f"\n\n{settings['installHint']}" if settings.get("installHint") else ""
        raise _refuse(f"getting credentials: exec: executable {command} not found{hint}") from None
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise _refuse(f"getting credentials: exec: {type(problem).__name__}: {command}") from None
    if done.returncode:
        raise _refuse(f"getting credentials: exec: executable {command} failed with exit code {done.returncode}")
    return _read_answer(done.stdout, str(version), command)


_TOLD = {"server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority-data", "proxy-url"}


def _read_answer(text: bytes, version: str, command: str) -> dict[str, Any]:
    import base64
    import json

    try:
        answer = json.loads(text)
        status = answer["status"]
        answered = answer["apiVersion"]
    except (ValueError, KeyError, TypeError):
        raise _refuse(f"getting credentials: decoding stdout of {command}: it is not an ExecCredential") from None
    if answered != version:
        raise _refuse(f"getting credentials: exec plugin is configured to use API version {version}, got {answered}")
    found: dict[str, Any] = {}
    if status.get("token"):
        found["token"] = status["token"]
    if status.get("clientCertificateData") and status.get("clientKeyData"):
        found["client-certificate-data"] = base64.b64encode(status["clientCertificateData"].encode()).decode()
        found["client-key-data"] = base64.b64encode(status["clientKeyData"].encode()).decode()
    if not found:
        raise _refuse("getting credentials: exec plugin didn't return a token or cert/key pair")
    return found


def _refuse(reason: str) -> ClusterError:
    return ClusterError(f"kubernetes cluster unreachable: {reason}")
