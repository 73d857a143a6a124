"""Helm charts in Python: load, render, package, index.

>>> import pychart
>>> chart = pychart.load_chart("examples/charts/hello-world")
>>> rendered = pychart.render_chart(chart, {"replicaCount": 3}, name="demo")
>>> [manifest.kind for manifest in rendered.manifests]
['Service', 'Deployment']

Names are imported when they are first used, so ``import pychart`` costs next to nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # importing typing for it would double the time that --help takes
if TYPE_CHECKING:
    from typing import Any

    from pychart.actions.package import package as package_chart
    from pychart.actions.repo_index import index_folder
    from pychart.api import load_chart, render_chart
    from pychart.chart.create import create_chart
    from pychart.chart.metadata import Dependency, Maintainer, Metadata
    from pychart.chart.model import Chart
    from pychart.errors import PychartError
    from pychart.files import File
    from pychart.manifests.model import Hook, Manifest
    from pychart.render import Rendered

_HOMES = {
    "Chart": ("pychart.chart.model", "Chart"),
    "Dependency": ("pychart.chart.metadata", "Dependency"),
    "File": ("pychart.files", "File"),
    "Hook": ("pychart.manifests.model", "Hook"),
    "Maintainer": ("pychart.chart.metadata", "Maintainer"),
    "Manifest": ("pychart.manifests.model", "Manifest"),
    "Metadata": ("pychart.chart.metadata", "Metadata"),
    "PychartError": ("pychart.errors", "PychartError"),
    "Rendered": ("pychart.render", "Rendered"),
    "create_chart": ("pychart.chart.create", "create_chart"),
    "index_folder": ("pychart.actions.repo_index", "index_folder"),
    "load_chart": ("pychart.api", "load_chart"),
    "package_chart": ("pychart.actions.package", "package"),
    "render_chart": ("pychart.api", "render_chart"),
}

__all__ = [
    "Chart",
    "Dependency",
    "File",
    "Hook",
    "Maintainer",
    "Manifest",
    "Metadata",
    "PychartError",
    "Rendered",
    "__version__",
    "create_chart",
    "index_folder",
    "load_chart",
    "package_chart",
    "render_chart",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pychart' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
