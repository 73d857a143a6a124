"""Make the folder of a new chart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pychart.chart.create import create_chart
from pychart.settings import Settings


def create(
    name: str,
    *,
    starter: str | None = None,
    dialect: str = "go",
    settings: Settings | None = None,
    on_overwrite: Callable[[str], None] | None = None,
) -> Path:
    """Write a chart to the folder ``name``; its last part is the chart's name.

    ``dialect`` is that of its templates, ``go`` or ``jinja2``. ``starter`` names a chart to copy instead: a path, or a
    folder below Helm's data home. ``on_overwrite`` is told each file
    that is about to be overwritten. Returns the folder. Raises ChartError for a name that no chart may have and
    OutputError where the folder cannot be written.
    """
    folder = _find_starter(starter, settings or Settings.from_environment()) if starter else None
    return create_chart(name, starter=folder, dialect=dialect, on_overwrite=on_overwrite)


def _find_starter(starter: str, settings: Settings) -> Path:
    path = Path(starter)
    return path if path.is_absolute() else Path(settings.data_home) / "starters" / starter
