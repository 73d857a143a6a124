"""Which cluster, as whom: the kubeconfig files merged, and the flags over them (client-go, tools/clientcmd)."""

from __future__ import annotations

import os

from pychart.errors import ClusterError, YamlError
from pychart.gostd.strconv import quote
from pychart.kube.validate import find_problems
from pychart.kubeconfig import SERVICE_ACCOUNT, is_in_pod
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pychart.settings import Settings

LOCALHOST = "http://localhost:8080"
"""Where a cluster is looked for when no file and no flag names one (clientcmd's last default)."""


class ClusterFlags(NamedTuple):
    """The flags --kube-*, each named after its flag; they stand above variables and files.

    ``qps`` and ``burst_limit`` bound the requests a second; 0 means no bound of our own.
    """

    apiserver: str = ""
    token: str = ""
    as_user: str = ""
    as_groups: Sequence[str] = ()
    ca_file: str = ""
    insecure: bool = False
    tls_server_name: str = ""
    burst_limit: int = 100
    qps: float = 0.0


class Config(NamedTuple):
    """A cluster and the user to be there, all decided; ``cluster`` and ``user`` are entries of a kubeconfig.

    Paths in them are absolute.
    """

    cluster: Mapping[str, Any]
    user: Mapping[str, Any]
    impersonate: Mapping[str, Any]


def read_flags(environment: Mapping[str, str], values: Mapping[str, Any]) -> ClusterFlags:
    """Give what flags (by name) and Helm's variables HELM_KUBE* say together; flags win. (Helm: pkg/cli, New)."""

    def choose(flag: str, variable: str) -> str:
        given = values.get(flag)
        return given if given is not None else environment.get(variable, "")

    groups = values.get("kube_as_group") or tuple(filter(None, environment.get("HELM_KUBEASGROUPS", "").split(",")))
    insecure = environment.get("HELM_KUBEINSECURE_SKIP_TLS_VERIFY", "") in ("1", "t", "T", "true", "TRUE", "True")
    return ClusterFlags(
        apiserver=choose("kube_apiserver", "HELM_KUBEAPISERVER"),
        token=choose("kube_token", "HELM_KUBETOKEN"),
        as_user=choose("kube_as_user", "HELM_KUBEASUSER"),
        as_groups=groups,
        ca_file=choose("kube_ca_file", "HELM_KUBECAFILE"),
        insecure=values.get("kube_insecure_skip_tls_verify") or insecure,
        tls_server_name=choose("kube_tls_server_name", "HELM_KUBETLS_SERVER_NAME"),
        burst_limit=values.get("burst_limit") or _number(environment.get("HELM_BURST_LIMIT", ""), 100),
        qps=values.get("qps") or _number(environment.get("HELM_QPS", ""), 0),
    )


def load_config(settings: Settings, flags: ClusterFlags, account: str = SERVICE_ACCOUNT) -> Config:
    """Read the kubeconfig files and lay the flags over them. Raises ClusterError in Helm's words.

    Where they say nothing, a pod's service account counts, whose folder is ``account``, and then this machine.
    """
    paths = _list_files(settings)
    if _is_explicit(settings) and not os.path.exists(paths[0]):
        raise _unreachable(f"stat {paths[0]}: no such file or directory")
    merged = _merge(paths)
    name = settings.kube_context or merged["current-context"]
    context = merged["contexts"].get(name)
    if settings.kube_context and context is None:
        raise _unreachable(f"context {quote(name)} does not exist")
    if context is None and name:
        raise _unreachable(f"context was not found for specified context: {name}")
    context = context or {}
    cluster = dict(merged["clusters"].get(context.get("cluster") or "") or {})
    user = dict(merged["users"].get(context.get("user") or "") or {})
    _apply_flags(cluster, user, flags)
    if not cluster and not user.get("as") and is_in_pod(settings.environment, account):
        cluster, user = _read_account(settings.environment, account, flags.token)
    elif not cluster.get("server"):
        cluster["server"] = settings.environment.get("KUBERNETES_MASTER") or LOCALHOST
    problems = find_problems(cluster, user, str(context.get("cluster") or ""), str(context.get("user") or ""))
    if problems:
        text = problems[0] if len(problems) == 1 else f"[{', '.join(problems)}]"
        raise _unreachable(f"invalid configuration: {text}")
    if "://" not in str(cluster["server"]):
        cluster["server"] = f"http://{cluster['server']}"
    if not cluster["server"].startswith("https://"):
        # Nobody is told secrets in the clear (clientcmd, IsConfigTransportTLS).
        user = {name: value for name, value in user.items() if name.startswith("as")}
    impersonate = {
        "user": user.get("as"),
        "groups": user.get("as-groups") or (),
        "uid": user.get("as-uid"),
        "extra": user.get("as-user-extra") or {},
    }
    return Config(cluster, user, impersonate)


def _is_explicit(settings: Settings) -> bool:
    """Tell whether a flag names the kubeconfig: it is one file then, and has to be there."""
    return bool(settings.kube_config) and settings.kube_config != settings.environment.get("KUBECONFIG", "")


def _list_files(settings: Settings) -> list[str]:
    if _is_explicit(settings):
        return [settings.kube_config]
    if settings.kube_config:
        return [path for path in settings.kube_config.split(os.pathsep) if path]
    return [f"{settings.home}/.kube/config"]


def _merge(paths: Sequence[str]) -> dict[str, Any]:
    """Merge files: the first that names a thing wins. One that is not there is passed over, one not readable is not."""
    merged: dict[str, Any] = {"current-context": "", "contexts": {}, "clusters": {}, "users": {}}
    for path in paths:
        document = _read(path)
        merged["current-context"] = merged["current-context"] or str(document.get("current-context") or "")
        for plural, singular in (("contexts", "context"), ("clusters", "cluster"), ("users", "user")):
            for entry in document.get(plural) or ():
                if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                    _check_data(entry.get(singular), path)
                    content = _resolve_paths(entry.get(singular) or {}, os.path.dirname(os.path.abspath(path)))
                    merged[plural].setdefault(entry["name"], content)
    return merged


def _read(path: str) -> dict[str, Any]:
    from pychart.kubeconfig import read_document

    try:
        document = read_document(path)
    except FileNotFoundError:
        return {}
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise _unreachable(f"error loading config file {quote(path)}: open {path}: {reason}") from None
    except YamlError as error:
        raise _unreachable(f"error loading config file {quote(path)}: {error}") from None
    if document is not None and not isinstance(document, dict):
        raise _unreachable(f"error loading config file {quote(path)}: it is not a map")
    return document or {}


def _check_data(entry: Any, path: str) -> None:
    """Refuse certificates and keys that are not base64. Raises ClusterError."""
    from binascii import Error, a2b_base64

    for name in ("certificate-authority-data", "client-certificate-data", "client-key-data"):
        text = entry.get(name) if isinstance(entry, dict) else None
        if not isinstance(text, str):
            continue
        try:
            a2b_base64(text.replace("\n", ""), strict_mode=True)
        except (Error, ValueError):
            from pychart.functions.base_decoding import CorruptInput, decode_base64

            try:
                decode_base64(text.encode())
            except CorruptInput as problem:
                raise _unreachable(f"error loading config file {quote(path)}: {problem}") from None


_PATHS = ("certificate-authority", "client-certificate", "client-key", "tokenFile")


def _resolve_paths(entry: Any, folder: str) -> dict[str, Any]:
    """Make the paths of files absolute: they are relative to the kubeconfig that names them."""
    found = dict(entry) if isinstance(entry, dict) else {}
    for name in _PATHS:
        if found.get(name):
            found[name] = os.path.normpath(os.path.join(folder, str(found[name])))
    command = found.get("exec", {}).get("command", "") if isinstance(found.get("exec"), dict) else ""
    if "/" in command and not os.path.isabs(command):
        found["exec"] = {**found["exec"], "command": os.path.normpath(os.path.join(folder, command))}
    return found


def _apply_flags(cluster: dict[str, Any], user: dict[str, Any], flags: ClusterFlags) -> None:
    if flags.apiserver:
        cluster["server"] = flags.apiserver
    if flags.tls_server_name:
        cluster["tls-server-name"] = flags.tls_server_name
    if flags.ca_file:
        cluster.pop("certificate-authority-data", None)
        cluster["certificate-authority"] = os.path.abspath(flags.ca_file)
    if flags.insecure:
        cluster["insecure-skip-tls-verify"] = True
        if not flags.ca_file:
            for name in ("certificate-authority", "certificate-authority-data"):
                cluster.pop(name, None)
    if flags.token:
        # A file of the kubeconfig still counts more, as with Helm.
        user["token"] = flags.token
    if flags.as_user:
        user["as"] = flags.as_user
    if flags.as_groups:
        user["as-groups"] = flags.as_groups


def _read_account(environment: Mapping[str, str], account: str, token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    host, port = environment["KUBERNETES_SERVICE_HOST"], environment["KUBERNETES_SERVICE_PORT"]
    cluster = {"server": f"https://[{host}]:{port}" if ":" in host else f"https://{host}:{port}"}
    if os.path.isfile(f"{account}/ca.crt"):
        cluster["certificate-authority"] = f"{account}/ca.crt"
    return cluster, {"token": token} if token else {"tokenFile": f"{account}/token"}


def _number(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default


def _unreachable(reason: str) -> ClusterError:
    return ClusterError(f"kubernetes cluster unreachable: {reason}")
