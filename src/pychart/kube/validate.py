"""What is wrong with the entries of a kubeconfig, before anybody is asked (client-go, clientcmd/validation.go)."""

from __future__ import annotations

from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

_BETA = "client.authentication.k8s.io/v1beta1"
_MODES = ("Never", "IfAvailable", "Always")


def find_problems(cluster: Mapping[str, Any], user: Mapping[str, Any], cluster_name: str, user_name: str) -> list[str]:
    """Give what is wrong with an entry of clusters and one of users, in client-go's words; empty where nothing is."""
    return [*_check_user(user, user_name), *_check_cluster(cluster, cluster_name)]


def _check_cluster(cluster: Mapping[str, Any], name: str) -> Iterator[str]:
    url = cluster.get("proxy-url")
    if url:
        from pychart.transport.proxies import parse_proxy

        try:
            parse_proxy(str(url), ("http", "https", "socks5"))
        except ValueError as problem:
            yield f"invalid 'proxy-url' {quote(str(url))} for cluster {quote(name)}: {problem}"
    both = cluster.get("certificate-authority"), cluster.get("certificate-authority-data")
    if all(both):
        yield (
            f"certificate-authority-data and certificate-authority are both specified for {name}."
            " certificate-authority-data will override."
        )
    elif both[0]:
        yield from _check_file(str(both[0]), "certificate-authority", name)


def _check_user(user: Mapping[str, Any], name: str) -> Iterator[str]:
    methods = ["token"] if user.get("token") else []
    methods += ["basicAuth"] if user.get("username") or user.get("password") else []
    if user.get("client-certificate") or user.get("client-certificate-data"):
        yield from _check_certificate(user, name)
    if user.get("exec"):
        yield from _check_plugin(user, user["exec"], name)
    if len(methods) > 1:
        shown = " ".join(methods)
        yield f"more than one authentication method found for {name}; found [{shown}], only one is allowed"
    if not user.get("as") and any(user.get(one) for one in ("as-uid", "as-groups", "as-user-extra")):
        yield f"requesting uid, groups or user-extra for {name} without impersonating a user"


def _check_certificate(user: Mapping[str, Any], name: str) -> Iterator[str]:
    for kind, field in (("cert", "client-certificate"), ("key", "client-key")):
        if user.get(field) and user.get(f"{field}-data"):
            word = f"client-{kind}"
            yield f"{word}-data and {word} are both specified for {name}. {word}-data will override."
    if not user.get("client-key") and not user.get("client-key-data"):
        yield f"client-key-data or client-key must be specified for {name} to use the clientCert authentication method."
    for kind, field in (("cert", "client-certificate"), ("key", "client-key")):
        if user.get(field):
            yield from _check_file(str(user[field]), f"client-{kind}", name)


def _check_plugin(user: Mapping[str, Any], plugin: Mapping[str, Any], name: str) -> Iterator[str]:
    suffix = f"must be specified for {name} to use exec authentication plugin"
    if user.get("auth-provider"):
        yield f"authProvider cannot be provided in combination with an exec plugin for {name}"
    if not plugin.get("command"):
        yield f"command {suffix}"
    version = plugin.get("apiVersion")
    if not version:
        yield f"apiVersion {suffix}"
    if any(not one.get("name") for one in plugin.get("env") or ()):
        yield f"env variable name {suffix}"
    mode = plugin.get("interactiveMode") or ("IfAvailable" if version == _BETA else "")
    if not mode:
        yield f"interactiveMode {suffix}"
    elif mode not in _MODES:
        yield f"invalid interactiveMode for {name}: {quote(str(mode))}"


def _check_file(path: str, what: str, name: str) -> Iterator[str]:
    try:
        with open(path, "rb"):
            return
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        yield f"unable to read {what} {path} for {name} due to open {path}: {reason}"
