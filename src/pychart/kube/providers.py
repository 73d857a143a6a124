"""``auth-provider`` entries of kubeconfigs: oidc, and what client-go has given up (plugin/pkg/client/auth)."""

from __future__ import annotations

import time

from pychart.errors import ClusterError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_GONE = {
    "gcp": (
        'Please use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.\n'
        "See https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke"
    ),
    "azure": (
        "Please use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.\n"
        "See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins"
    ),
}
_EARLY = 10
"""Seconds before its end at which a token counts as expired."""


def check_provider(provider: Mapping[str, Any]) -> None:
    """Refuse a provider that there is none of, or that lacks what it needs. Raises ClusterError."""
    name = str(provider.get("name") or "")
    if name in _GONE:
        raise ClusterError(f"The {name} auth plugin has been removed.\n{_GONE[name]} for further details")
    if name != "oidc":
        raise ClusterError(f"no Auth Provider found for name {quote(name)}")
    settings = provider.get("config") or {}
    for key in ("idp-issuer-url", "client-id"):
        if not settings.get(key):
            raise ClusterError(f"Must provide {key}")


def read_token(provider: Mapping[str, Any]) -> str:
    """Give the ID token of an oidc provider. It is not renewed. Raises ClusterError where it has expired."""
    settings = provider.get("config") or {}
    token = str(settings.get("id-token") or "")
    if token and _find_end(token) > time.time() + _EARLY:
        return token
    if settings.get("refresh-token"):
        raise ClusterError("the id-token has expired and is not renewed here: run kubectl once, or use an exec plugin")
    raise ClusterError("No valid id-token, and cannot refresh without refresh-token")


def _find_end(token: str) -> float:
    """Give the time at which a JSON web token expires, as its claims say it; 0 for what is none (RFC 7519)."""
    from base64 import urlsafe_b64decode
    from json import loads

    try:
        claims = token.split(".")[1]
        return float(loads(urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["exp"])
    except (IndexError, KeyError, TypeError, ValueError):
        return 0.0
