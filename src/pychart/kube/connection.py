"""The connection: one HTTP client for all requests, with the credentials and the TLS of a Config."""

from __future__ import annotations

from pychart.errors import ClusterError
from pychart.kube.config import SERVICE_ACCOUNT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from httpx2 import Client

    from pychart.kube.config import Config

IDLE_SECONDS = 30.0
"""How long an answer may be awaited that nothing else bounds."""


def open_connection(config: Config, environment: Mapping[str, str]) -> tuple[Client, dict[str, Any]]:
    """Give the HTTP client for a cluster and the extensions that each request takes along (the name in TLS).

    Raises ClusterError for files of keys that cannot be used and for exec plugins that fail.
    """
    import ssl

    from lightkube.config.client_adapter import Client, ConnectionParams
    from lightkube.core.exceptions import ConfigError

    server_name = config.cluster.get("tls-server-name")
    params = ConnectionParams(timeout=_timeout(), trust_env=True, proxy=config.cluster.get("proxy-url"))
    try:
        client: Any = Client(_choose(config, environment), params)
    except (ConfigError, ssl.SSLError, OSError, ValueError, KeyError) as problem:
        raise ClusterError(f"kubernetes cluster unreachable: {_explain(problem)}") from None
    client.headers.update(_impersonation(config))
    client.headers["User-Agent"] = "helm/4.3.1 (pychart)"
    return client, {"sni_hostname": server_name} if server_name else {}


def _timeout() -> Any:
    import httpx2

    return httpx2.Timeout(IDLE_SECONDS, connect=IDLE_SECONDS)


def _choose(config: Config, environment: Mapping[str, str]) -> Any:
    """Make lightkube's form of the configuration."""
    from lightkube.config.kubeconfig import KubeConfig, SingleConfig
    from lightkube.config.models import Cluster, Context, User

    if config.in_cluster:
        return KubeConfig.from_service_account(SERVICE_ACCOUNT).get()
    cluster, user = config.cluster, dict(config.user)
    if user.get("exec"):
        from pychart.kube.credentials import run_exec_plugin

        user |= run_exec_plugin(user["exec"], cluster, environment)
    if user.get("token"):
        user.pop("tokenFile", None)
    known = Cluster(
        server=str(cluster["server"]).rstrip("/"),
        certificate_auth=cluster.get("certificate-authority"),
        certificate_auth_data=cluster.get("certificate-authority-data"),
        insecure=bool(cluster.get("insecure-skip-tls-verify")),
    )
    who = User(
        token=user.get("token"),
        token_file=user.get("tokenFile"),
        username=user.get("username"),
        password=user.get("password"),
        client_cert=user.get("client-certificate"),
        client_cert_data=user.get("client-certificate-data"),
        client_key=user.get("client-key"),
        client_key_data=user.get("client-key-data"),
        auth_provider=user.get("auth-provider"),
    )
    return SingleConfig("", Context(cluster=""), known, who)


def _impersonation(config: Config) -> list[tuple[str, str]]:
    """Give the headers that ask to act as somebody else (Kubernetes' user impersonation)."""
    who = config.impersonate
    headers = [("Impersonate-User", str(who["user"]))] if who["user"] else []
    headers += [("Impersonate-Group", str(group)) for group in who["groups"]]
    if who["uid"]:
        headers.append(("Impersonate-Uid", str(who["uid"])))
    for name, texts in who["extra"].items():
        headers += [(f"Impersonate-Extra-{name}", str(text)) for text in texts]
    return headers


def _explain(problem: Exception) -> str:
    name = getattr(problem, "filename", None)
    if isinstance(problem, OSError) and name:
        return f"unable to read {name}: {problem.strerror or problem}"
    return str(problem)
