"""Let the cache learn a chart before somebody renders it."""

from __future__ import annotations

import os

from pychart.actions.template import choose_capabilities, require_installable
from pychart.cache import open_entry
from pychart.errors import PychartError
from pychart.logs import Muted
from pychart.render import prepare, render
from pychart.templates.context import Release
from pychart.templates.limits import Limits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pychart.chart.metadata import Dependency
    from pychart.settings import Settings

_LIMITS = Limits(seconds=5.0)
"""Nobody asked for this render: one that takes longer is left to whoever does."""


def warm_fetched(chart_path: str, dependencies: Iterable[Dependency], settings: Settings) -> None:
    """Let the cache learn a chart whose dependencies were just put into charts/, where any came over the network.

    Next to that, what it takes is little; a chart of local parts is learnt when it is rendered.
    """
    if any(one.repository and not one.repository.startswith("file://") for one in dependencies):
        warm(chart_path, settings)


def warm(chart_path: str, settings: Settings) -> None:
    """Render a chart with its own values and keep what was compiled, so that `template` finds it.

    Nothing is printed and nothing raised: a chart that cannot be rendered so is no fault yet.
    """
    if not settings.use_cache:
        return
    entry = open_entry(os.path.abspath(chart_path), f"{settings.pychart_cache}/charts")
    if entry is None:
        return
    with Muted():
        try:
            chart = entry.load_chart()
            require_installable(chart)
            release = Release("release-name")
            prepared = prepare(chart, {}, release, choose_capabilities(), skip_schema_validation=True)
            render(
                prepared,
                store=entry,
                read_head=entry.read_head,
                recall=entry.recall,
                with_crds=False,
                limits=_LIMITS,
                share_work=True,
            )
        except (PychartError, RecursionError, MemoryError):
            # What was compiled until then counts all the same.
            pass
        entry.save()
