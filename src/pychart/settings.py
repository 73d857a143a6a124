"""What the environment says: Helm's variables, folders and pychart's own. The only place that reads os.environ."""

from __future__ import annotations

import os

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from pychart.transport.proxies import Proxies


class Settings(NamedTuple):
    """The environment of one run (Helm: pkg/cli, environment.go). All paths are absolute or as the user wrote them."""

    home: str
    cache_home: str
    config_home: str
    data_home: str
    namespace: str
    kube_config: str
    kube_context: str
    debug: bool
    offline: bool
    source_date_epoch: str | None
    pychart_cache: str
    use_cache: bool
    registry_config: str
    repository_config: str
    repository_cache: str
    content_cache: str
    plugins: str
    environment: Mapping[str, str]

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the variables HELM_*, XDG_*, KUBECONFIG, SOURCE_DATE_EPOCH and PYCHART_*."""
        home = environment.get("HOME") or os.path.expanduser("~")

        def folder(variable: str, xdg: str, default: str) -> str:
            if environment.get(variable):
                return _clean(environment[variable])
            base = environment.get(xdg) or f"{home}/{default}"
            return _clean(f"{base}/helm")

        cache_base = environment.get("XDG_CACHE_HOME") or f"{home}/.cache"
        cache_home = folder("HELM_CACHE_HOME", "XDG_CACHE_HOME", ".cache")
        config_home = folder("HELM_CONFIG_HOME", "XDG_CONFIG_HOME", ".config")
        data_home = folder("HELM_DATA_HOME", "XDG_DATA_HOME", ".local/share")
        return cls(
            home=home,
            cache_home=cache_home,
            config_home=config_home,
            data_home=data_home,
            namespace=environment.get("HELM_NAMESPACE", ""),
            kube_config=environment.get("KUBECONFIG", ""),
            kube_context=environment.get("HELM_KUBECONTEXT", ""),
            debug=environment.get("HELM_DEBUG", "") in ("1", "t", "T", "true", "TRUE", "True"),
            offline=environment.get("PYCHART_OFFLINE", "") not in ("", "0"),
            source_date_epoch=environment.get("SOURCE_DATE_EPOCH"),
            pychart_cache=environment.get("PYCHART_CACHE_HOME") or f"{cache_base}/pychart",
            use_cache=environment.get("PYCHART_NO_CACHE", "") in ("", "0"),
            registry_config=environment.get("HELM_REGISTRY_CONFIG", f"{config_home}/registry/config.json"),
            repository_config=environment.get("HELM_REPOSITORY_CONFIG", f"{config_home}/repositories.yaml"),
            repository_cache=environment.get("HELM_REPOSITORY_CACHE", f"{cache_home}/repository"),
            content_cache=environment.get("HELM_CONTENT_CACHE", f"{cache_home}/content"),
            plugins=environment.get("HELM_PLUGINS", f"{data_home}/plugins"),
            environment=environment,
        )

    def with_flags(self, flags: Mapping[str, Any]) -> Settings:
        """Give the settings as the shared flags change them; ``flags`` maps a flag's name to its value or None."""
        changes = {name: flags[flag] for name, flag in _FLAGS if flags[flag] is not None}
        return self._replace(debug=self.debug or flags["debug"], offline=self.offline or flags["offline"], **changes)

    def find_namespace(self) -> str:
        """Give the namespace that a release gets: HELM_NAMESPACE, the context's, in a pod its own, or ``default``."""
        return self.namespace or self._context_namespace() or self._pod_namespace() or "default"

    def _pod_namespace(self) -> str:
        if not self.environment.get("KUBERNETES_SERVICE_HOST"):
            return ""
        from pychart.kubeconfig import find_pod_namespace

        return find_pod_namespace(self.environment)

    def find_keyring(self) -> str:
        """Give the file of public keys that signatures are checked against where no flag names one.

        It is GnuPG's own: pubring.gpg, or pubring.kbx where only that is there.
        """
        folder = self.environment.get("GNUPGHOME", f"{self.home}/.gnupg")
        keyring, keybox = [_clean(f"{folder}/{name}" if folder else name) for name in ("pubring.gpg", "pubring.kbx")]
        return keybox if os.path.exists(keybox) and not os.path.exists(keyring) else keyring

    def _context_namespace(self) -> str:
        paths = self.kube_config.split(os.pathsep) if self.kube_config else [f"{self.home}/.kube/config"]
        found = [path for path in paths if path and os.path.isfile(path)]
        if not found:
            return ""
        from pychart.kubeconfig import find_namespace

        return find_namespace(found, self.kube_context)


_FLAGS = (
    ("content_cache", "content_cache"),
    ("kube_config", "kubeconfig"),
    ("kube_context", "kube_context"),
    ("namespace", "namespace"),
    ("registry_config", "registry_config"),
    ("repository_cache", "repository_cache"),
    ("repository_config", "repository_config"),
)
"""Settings that a shared flag stands above."""


def _clean(path: str) -> str:
    """Give a folder's path without doubled slashes and dots, as Go's filepath.Join leaves it."""
    if "//" not in path and "/." not in path and not path.startswith(".") and not path.endswith("/"):
        return path
    from pychart.gostd.path import clean

    return clean(path)


def follows_links(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether symbolic links may lead out of a chart's folder: PYCHART_FOLLOW_LINKS is set and not 0."""
    return environment.get("PYCHART_FOLLOW_LINKS", "") not in ("", "0")


def find_proxies(environment: Mapping[str, str] = os.environ) -> Proxies:
    """Give the proxies that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name, in capitals or not (Go: httpproxy).

    In a CGI program HTTP_PROXY is a header of whoever asks, and does not count.
    """
    from pychart.transport.proxies import Proxies

    http, https, direct = [
        environment.get(name) or environment.get(name.lower(), "") for name in ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
    ]
    return Proxies("" if environment.get("REQUEST_METHOD") else http, https, direct)


def find_colour_mode(environment: Mapping[str, str] = os.environ) -> str:
    """Give the mode of colouring that the environment asks for: NO_COLOR wins over HELM_COLOR; ``auto`` otherwise."""
    if environment.get("NO_COLOR"):
        return "never"
    mode = environment.get("HELM_COLOR", "")
    return mode if mode in ("never", "auto", "always") else "auto"
