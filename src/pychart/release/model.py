"""A release as Helm keeps it (Helm: pkg/release/v1)."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

UNKNOWN = "unknown"
DEPLOYED = "deployed"
UNINSTALLED = "uninstalled"
SUPERSEDED = "superseded"
FAILED = "failed"
UNINSTALLING = "uninstalling"
PENDING_INSTALL = "pending-install"
PENDING_UPGRADE = "pending-upgrade"
PENDING_ROLLBACK = "pending-rollback"
PENDING = (PENDING_INSTALL, PENDING_UPGRADE, PENDING_ROLLBACK)
"""States in which somebody is at work on the release, or was when he was interrupted."""

SERVER_SIDE = "ssa"
CLIENT_SIDE = "csa"


class Info(NamedTuple):
    """What happened to a revision; times are RFC 3339 with nanoseconds, empty for none."""

    first_deployed: str = ""
    last_deployed: str = ""
    deleted: str = ""
    description: str = ""
    status: str = UNKNOWN
    rollback_revision: int = 0
    notes: str = ""


class HookRun(NamedTuple):
    """How a hook went when it last ran; ``phase`` is Running, Succeeded, Failed or Unknown, empty before."""

    started_at: str = ""
    completed_at: str = ""
    phase: str = ""


class ReleaseHook(NamedTuple):
    """A hook of a release and its last run."""

    name: str
    kind: str
    path: str
    manifest: str
    events: tuple[str, ...]
    last_run: HookRun = HookRun()
    weight: int = 0
    delete_policies: tuple[str, ...] = ()
    output_log_policies: tuple[str, ...] = ()


class Release(NamedTuple):
    """One revision of a release.

    ``chart`` and ``config`` are JSON: the chart without its subcharts, and the user's values (None where a record says
    null). ``labels`` are the user's, kept beside the record. ``apply_method`` is ``ssa``, ``csa`` or, in records of
    Helm 3, empty.
    """

    name: str
    namespace: str
    version: int = 1
    info: Info = Info()
    chart: Mapping[str, Any] = {}
    config: Mapping[str, Any] | None = None
    manifest: str = ""
    hooks: tuple[ReleaseHook, ...] = ()
    labels: Mapping[str, str] = {}
    apply_method: str = ""

    @property
    def status(self) -> str:
        """The state of the revision."""
        return self.info.status

    @property
    def metadata(self) -> Mapping[str, Any]:
        """Chart.yaml of the chart, empty where a record lacks it."""
        return self.chart.get("metadata") or {}

    def with_status(self, status: str, description: str | None = None) -> Release:
        """Give the release in another state."""
        info = self.info._replace(status=status)
        return self._replace(info=info if description is None else info._replace(description=description))
