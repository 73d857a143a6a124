"""Forget the login for a registry (Helm: pkg/registry, client.go, Logout)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.settings import Settings


def log_out(host: str, settings: Settings) -> None:
    """Remove what is kept of a login; none is fine. Raises RepositoryError and OutputError."""
    from pychart.registry.config import forget_login

    forget_login(host, settings)
