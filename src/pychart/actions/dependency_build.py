"""Bring charts/ to what the lock says (Helm: downloader.Manager, Build)."""

from __future__ import annotations

from pychart import logs
from pychart.actions.dependency_update import DependencyOptions as DependencyOptions
from pychart.actions.dependency_update import update_chart
from pychart.chart.metadata import Dependency
from pychart.dependencies.lock import helm2_digest, lock_digest
from pychart.dependencies.manager import DependencyManager, require_folder
from pychart.dependencies.names import find_unknown
from pychart.dependencies.vendor import lock_chart
from pychart.errors import ChartError, RepositoryError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.chart.model import Chart
    from pychart.settings import Settings


def build_dependencies(
    chart_path: str,
    options: DependencyOptions,
    settings: Settings,
    tell: Callable[[str], None] = lambda text: None,
) -> list[Dependency]:
    """Put the versions that Chart.lock names into charts/; without a lock this is update_dependencies().

    ``tell`` is told the progress in Helm's words. Gives what was put there. Raises ChartError where the lock does not
    fit Chart.yaml, and ChartError, FetchError, RepositoryError and OutputError else; charts/ is as it was then.
    """
    require_folder(chart_path)
    with lock_chart(chart_path):
        manager = DependencyManager(chart_path, options, settings, tell)
        chart = manager.load_chart()
        if chart.lock is None:
            return update_chart(manager, chart)
        _check_lock(chart, chart.lock, manager)
        locked = _read_locked(chart.lock)
        unknown = find_unknown([one.repository for one in locked], manager.known)
        if unknown:
            text = f"no repository definition for {', '.join(unknown)}"
            raise RepositoryError(f"{text}. Please add the missing repos via 'helm repo add'")
        manager.refresh_known()
        return manager.put(locked, must_verify=False)


def _check_lock(chart: Chart, lock: dict[str, Any], manager: DependencyManager) -> None:
    """Refuse a lock that was made of other dependencies; Helm 2 made its digest otherwise."""
    dependencies = chart.metadata.dependencies
    is_old = chart.metadata.api_version == "v1"
    wanted, _ = manager.resolve_names(dependencies)
    if lock["digest"] == lock_digest(wanted, lock["dependencies"] or []):
        return
    if not is_old:
        raise ChartError(
            "the lock file (Chart.lock) is out of sync with the dependencies file (Chart.yaml). Please update the"
            " dependencies with 'helm dependency update'"
        )
    logs.info("warning: a valid Helm v3 hash was not found. Checking against Helm v2 hash...")
    if lock["digest"] != helm2_digest(dependencies):
        raise ChartError(
            "the lock file (requirements.lock) is out of sync with the dependencies file (requirements.yaml). Please"
            " update the dependencies"
        )


def _read_locked(lock: dict[str, Any]) -> list[Dependency]:
    """Give the lock's entries. Raises ChartError for an entry that is null."""
    entries = lock["dependencies"] or []
    if any(entry is None for entry in entries):
        raise ChartError("the lock file has an entry without content")
    return [
        Dependency(entry["name"], entry.get("version", ""), entry["repository"], alias=entry.get("alias", ""))
        for entry in entries
    ]
