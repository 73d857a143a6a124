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
    if not os.path.exists(reference) and not _is_url(reference):
        raise ChartError(_describe_unknown(reference))


def load_reference(reference: str, *, any_version: bool = False) -> Chart:
    """Load the chart that a path or a URL names; ``any_version`` skips the look at apiVersion, as `show` does.

    Raises ChartError where nothing is found or what is found is no chart, FetchError for a download that fails.
    """
    reference = reference.strip()
    from pychart.chart.load import load_archive, load_chart

    if os.path.exists(reference):
        return load_chart(os.path.abspath(reference), any_version=any_version)
    if _is_url(reference):
        from pychart.transport.fetch import fetch

        return load_archive(fetch(reference, "chart"), reference, any_version=any_version)
    raise ChartError(_describe_unknown(reference))


def _is_url(reference: str) -> bool:
    """Tell whether something can be fetched from there: a URL with a scheme we know, a host and a path."""
    if not reference.startswith(("http://", "https://")):
        return False
    from pychart.gostd.url import UrlError, parse_url

    try:
        url = parse_url(reference)
    except UrlError:
        return False
    return bool(url.host and url.path)


def _describe_unknown(reference: str) -> str:
    if os.path.isabs(reference) or reference.startswith("."):
        return f'path "{reference}" not found'
    from pychart.gostd.url import UrlError, parse_url

    try:
        url = parse_url(reference)
    except UrlError:
        return f"invalid chart URL format: {reference}"
    if url.scheme == "oci":
        return 'could not find protocol handler for: "oci"'
    if url.scheme and url.host and url.path:
        return f'scheme "{url.scheme}" not supported'
    repository, slash, _ = url.path.partition("/")
    if slash:
        return f"repo {repository} not found"
    return f"non-absolute URLs should be in form of repo_name/path_to_chart, got: {url}"
