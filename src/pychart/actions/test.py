"""Run a release's tests: what `pychart test` does (Helm: pkg/action, release_testing.go)."""

from __future__ import annotations

from pychart.actions.status import find_release
from pychart.errors import ClusterError, PychartError
from pychart.records import NamedTuple
from pychart.release.session import WorkOptions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.release.model import Release, ReleaseHook
    from pychart.release.session import Session


class Tested(NamedTuple):
    """A release whose tests have run: the failure if one failed, and what deletes the tests' objects."""

    release: Release
    problem: PychartError | None
    clean_up: Callable[[], None]


class Filter(NamedTuple):
    """Which tests run, by name: all but those of ``without``, only those of ``only`` where it names any."""

    only: Sequence[str] = ()
    without: Sequence[str] = ()

    def takes(self, hook: ReleaseHook) -> bool:
        """Tell whether a test runs."""
        return hook.name not in self.without and (not self.only or hook.name in self.only)


def test(session: Session, name: str, wanted: Filter, seconds: float) -> Tested:
    """Run the tests of a release and keep how they went. Raises ReleaseError, ClusterError."""
    from pychart.release.work import Work

    release = find_release(session, name)
    skipped = tuple([hook for hook in release.hooks if not wanted.takes(hook)])
    chosen = release._replace(hooks=tuple([hook for hook in release.hooks if wanted.takes(hook)]))
    options = WorkOptions(wait="watcher", seconds=seconds)
    work = Work(session, chosen, options, server_side=release.apply_method == "ssa")
    try:
        clean_up, problem = work.begin_hooks("test")
    except PychartError as error:
        clean_up, problem = _nothing, error
    done = work.release._replace(hooks=(*skipped, *work.release.hooks))
    session.storage.update(done)
    return Tested(done, problem, clean_up)


def read_logs(session: Session, release: Release, wanted: Filter) -> tuple[str, list[str]]:
    """Give what the tests' pods printed, and what could not be read of it."""
    from pychart.kube.logs import list_containers, read_log

    parts: list[str] = []
    problems: list[str] = []
    for hook in sorted(release.hooks, key=lambda one: (one.weight, one.name)):
        if hook.kind != "Pod" or "test" not in hook.events or not wanted.takes(hook):
            continue
        for container in list_containers(session.client, session.namespace, hook.name):
            try:
                text = read_log(session.client, session.namespace, hook.name, container)
            except ClusterError as error:
                where = f"pod {hook.name}, container {container}"
                problems.append(f"unable to get logs for {where}: {error}")
                continue
            parts.append(f"POD LOGS: {hook.name} ({container})\n{text}\n")
    return "".join(parts), problems


def _nothing() -> None:
    """Leave everything as it is."""
