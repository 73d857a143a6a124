"""The variables that Helm's environment consists of (Helm: pkg/cli, environment.go)."""

from __future__ import annotations

from pychart.gostd.strconv import NumError, atoi, parse_float

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.settings import Settings

_TEXTS = {
    "HELM_KUBEAPISERVER": "kube_apiserver",
    "HELM_KUBEASUSER": "kube_as_user",
    "HELM_KUBECAFILE": "kube_ca_file",
    "HELM_KUBECONTEXT": "kube_context",
    "HELM_KUBETLS_SERVER_NAME": "kube_tls_server_name",
    "HELM_KUBETOKEN": "kube_token",
}
"""Variables that are texts, and the flags that stand above them."""

_MAX_FLOAT32 = 3.4028235677973366e38  # what is larger rounds to no float32


def list_variables(settings: Settings, flags: Mapping[str, Any], program: str) -> dict[str, str]:
    """Give all variables by name, sorted.

    ``flags`` are the values of the shared flags, ``program`` is how we were called.

    ``KUBECONFIG`` is among them where the flag --kubeconfig was given (Helm).
    """
    environment = settings.environment
    found = {
        "HELM_BIN": program,
        "HELM_BURST_LIMIT": str(_choose(flags["burst_limit"], _read_int(environment, "HELM_BURST_LIMIT", 100))),
        "HELM_CACHE_HOME": settings.cache_home,
        "HELM_CONFIG_HOME": settings.config_home,
        "HELM_CONTENT_CACHE": settings.content_cache,
        "HELM_DATA_HOME": settings.data_home,
        "HELM_DEBUG": _format_bool(settings.debug),
        "HELM_KUBEASGROUPS": _read_groups(environment, flags["kube_as_group"]),
        "HELM_KUBEINSECURE_SKIP_TLS_VERIFY": _format_bool(
            flags["kube_insecure_skip_tls_verify"] or _read_bool(environment, "HELM_KUBEINSECURE_SKIP_TLS_VERIFY")
        ),
        "HELM_MAX_HISTORY": str(_read_int(environment, "HELM_MAX_HISTORY", 10)),
        "HELM_NAMESPACE": settings.find_namespace(),
        "HELM_PLUGINS": settings.plugins,
        "HELM_QPS": _format_float(_choose(flags["qps"], _read_float(environment, "HELM_QPS"))),
        "HELM_REGISTRY_CONFIG": settings.registry_config,
        "HELM_REPOSITORY_CACHE": settings.repository_cache,
        "HELM_REPOSITORY_CONFIG": settings.repository_config,
        **{name: _choose(flags[flag], environment.get(name, "")) for name, flag in _TEXTS.items()},
    }
    if flags["kubeconfig"]:
        found["KUBECONFIG"] = flags["kubeconfig"]
    return {name: found[name] for name in sorted(found)}


def _choose(given: Any, otherwise: Any) -> Any:
    return otherwise if given is None else given


def _format_bool(value: bool) -> str:
    return "true" if value else "false"


def _format_float(value: float) -> str:
    from pychart.gostd.strconv import format_float

    return format_float(_round_to_float32(value), "f", 2)


def _round_to_float32(value: float) -> float:
    import struct

    return float(struct.unpack("f", struct.pack("f", value))[0])


def _read_int(environment: Mapping[str, str], name: str, default: int) -> int:
    try:
        return atoi(environment[name])
    except (KeyError, NumError):
        return default


def _read_float(environment: Mapping[str, str], name: str) -> float:
    try:
        value = parse_float(environment[name])
    except (KeyError, NumError):
        return 0.0
    return 0.0 if _MAX_FLOAT32 <= abs(value) < float("inf") else value


def _read_bool(environment: Mapping[str, str], name: str) -> bool:
    return environment.get(name, "") in ("1", "t", "T", "true", "TRUE", "True")


def _read_groups(environment: Mapping[str, str], given: tuple[str, ...]) -> str:
    # Helm parses its flags twice, and each time the groups are added.
    return ",".join(given * 2) if given else environment.get("HELM_KUBEASGROUPS", "").strip(", ")
