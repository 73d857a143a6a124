"""Bring charts/ up to what Chart.yaml asks for, and write the lock (Helm: downloader.Manager, Update)."""

from __future__ import annotations

from pychart.dependencies.lock import find_lock, lock_digest, lock_yaml
from pychart.dependencies.manager import DependencyManager, require_folder
from pychart.dependencies.manager import DependencyOptions as DependencyOptions
from pychart.dependencies.names import add_unmanaged
from pychart.dependencies.resolve import resolve_dependencies
from pychart.dependencies.vendor import lock_chart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.chart.metadata import Dependency
    from pychart.chart.model import Chart
    from pychart.settings import Settings


def update_dependencies(
    chart_path: str,
    options: DependencyOptions,
    settings: Settings,
    tell: Callable[[str], None] = lambda text: None,
) -> list[Dependency]:
    """Find the newest versions that a chart's dependencies accept, put them into charts/, and lock them.

    ``tell`` is told the progress in Helm's words. Gives what was locked, nothing where the chart speaks of no
    dependencies. A lock whose digest is right stays as it is. Raises ChartError, FetchError, RepositoryError and
    OutputError; charts/ and the lock are as they were then.
    """
    require_folder(chart_path)
    with lock_chart(chart_path):
        manager = DependencyManager(chart_path, options, settings, tell)
        chart = manager.load_chart()
        return update_chart(manager, chart)


def update_missing(
    chart: Chart,
    chart_path: str,
    options: DependencyOptions,
    settings: Settings,
    tell: Callable[[str], None] = lambda text: None,
) -> bool:
    """Update the dependencies of a chart that lacks some, and tell whether it did, so that it must be loaded again.

    This is what --dependency-update asks of `template` and `install` (Helm: runInstall). Raises what
    update_dependencies() raises.
    """
    from pychart.chart.check import find_missing_dependencies

    if not find_missing_dependencies(chart):
        return False
    update_dependencies(chart_path, options, settings, tell)
    return True


def update_chart(manager: DependencyManager, chart: Chart) -> list[Dependency]:
    """Update the dependencies of a chart that is loaded and locked; raises what update_dependencies raises."""
    from pychart.actions.dependency_list import has_dependency_list

    if not chart.metadata.dependencies and not has_dependency_list(chart):
        return []
    wanted, names = manager.resolve_names(chart.metadata.dependencies)
    manager.refresh_unmanaged(add_unmanaged(wanted, names))
    manager.refresh_known()
    locked = resolve_dependencies(wanted, names, manager.chart_path, manager.sources)
    locked = manager.put(locked, must_verify=True)
    _write_lock(manager, chart, wanted, locked)
    return locked


def _write_lock(
    manager: DependencyManager, chart: Chart, wanted: Sequence[Dependency], locked: Sequence[Dependency]
) -> None:
    from pychart.chart.metadata import dependency_record
    from pychart.filesystem import atomic_write
    from pychart.repo.clock import now

    digest = lock_digest(wanted, [dependency_record(one) for one in locked])
    if chart.lock is not None and chart.lock["digest"] == digest:
        return
    path = find_lock(manager.chart_path, chart.metadata.api_version)
    atomic_write(path, lock_yaml(locked, digest, now()).encode("utf-8", "surrogateescape"))
