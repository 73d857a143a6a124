"""What all work on releases needs: the cluster, the records, and somebody to tell."""

from __future__ import annotations

from pychart.kube.discovery import Discovery
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.kube.client import Client
    from pychart.kube.resources import Resource
    from pychart.kube.status import State
    from pychart.release.storage import Storage


class Report:
    """Hears how work goes on; this one keeps silent. Commands show it on a terminal."""

    def begin(self, title: str, resources: Sequence[Resource]) -> None:
        """Say what is being worked on from now."""

    def changed(self, action: str, one: Resource) -> None:
        """Say that an object was created, updated or deleted."""

    def state(self, one: Resource, state: State) -> None:
        """Say how far an object is."""

    def end(self) -> None:
        """Say that the work is over, well or not."""


class Session:
    """A cluster, the records of one namespace's releases, and a report."""

    def __init__(self, client: Client, storage: Storage, namespace: str, report: Report | None = None) -> None:
        self.client = client
        self.storage = storage
        self.namespace = namespace
        self.report = report or Report()
        self.discovery = Discovery(client)

    def build(self, text: str, namespace: str = "") -> list[Resource]:
        """Read manifests; objects without a namespace are the session's. Raises ClusterError."""
        from pychart.kube.resources import build_resources

        return build_resources(text, namespace or self.namespace, self.discovery)


class WorkOptions(NamedTuple):
    """How releases are worked on; each field is named after its flag, ``seconds`` after --timeout.

    ``wait`` is ``watcher``, ``hookOnly`` or ``legacy``; ``server_side`` is ``true``, ``false`` or, to go on as the
    release's last revision did, ``auto``.
    """

    wait: str = "hookOnly"
    wait_for_jobs: bool = False
    seconds: float = 300.0
    no_hooks: bool = False
    server_side: str = "true"
    force_conflicts: bool = False
    force_replace: bool = False
    take_ownership: bool = False
    cleanup_on_fail: bool = False
    rollback_on_failure: bool = False
    description: str = ""
    history_max: int = 10

    @property
    def patient(self) -> WorkOptions:
        """The same with waiting, where a failure is to be undone and so has to be seen."""
        return self._replace(wait="watcher") if self.rollback_on_failure and self.wait == "hookOnly" else self


class CancelledError(BaseException):
    """The user has had enough: SIGINT or SIGTERM. Not an error that a retry or a fallback may swallow."""

    def __str__(self) -> str:
        return "context canceled"
