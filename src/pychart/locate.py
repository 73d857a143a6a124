"""Where a chart is, given what the user typed (Helm: pkg/action, LocateChart)."""

from __future__ import annotations

import os

from pychart.errors import ChartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.chart.model import Chart


def require_reference(reference: str) -> None:
    """Refuse a reference that cannot name a chart, before anything is read or fetched."""
    reference = reference.strip()
    if not os.path.exists(reference) and not reference.startswith(("http://", "https://")):
        raise ChartError(_describe_unknown(reference))


def load_reference(reference: str, *, any_version: bool = False) -> Chart:
    """Load the chart that a path or a URL names; ``any_version`` skips the look at apiVersion, as `show` does.

    Raises ChartError where nothing is found or what is found is no chart, FetchError for a download that fails.
    """
    reference = reference.strip()
    from pychart.chart.load import load_archive, load_chart

    if os.path.exists(reference):
        return load_chart(os.path.abspath(reference), any_version=any_version)
    if reference.startswith(("http://", "https://")):
        from pychart.transport.fetch import fetch

        return load_archive(fetch(reference, "chart"), reference, any_version=any_version)
    raise ChartError(_describe_unknown(reference))


def _describe_unknown(reference: str) -> str:
    if os.path.isabs(reference) or reference.startswith("."):
        return f'path "{reference}" not found'
    scheme, sign, _ = reference.partition("://")
    if sign:
        return f'could not find protocol handler for: "{scheme}"'
    folder, slash, _ = reference.partition("/")
    if slash:
        return f"repo {folder} not found"
    return f"non-absolute URLs should be in form of repo_name/path_to_chart, got: {reference}"
