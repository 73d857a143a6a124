"""Search Artifact Hub, or a hub that speaks the same language (Helm: pkg/cmd, search_hub.go; internal/monocular)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import FetchError, UsageError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

DEFAULT_HUB = "https://hub.helm.sh"

_PATH = "api/chartsvc/v1/charts/search"


def search_hub(words: Sequence[str], endpoint: str = DEFAULT_HUB) -> list[dict[str, Any]]:
    """Ask a hub for charts; gives what `search hub -o json` shows of each.

    An answer that is no JSON finds nothing, as in Helm. Raises UsageError for an endpoint that is no URL, FetchError
    where the hub does not answer.
    """
    from pychart.transport.fetch import fetch

    url = _make_url(endpoint, " ".join(words))
    try:
        answer = fetch(url, "search")
    except FetchError as problem:
        logs.debug("search failed", error=problem)
        raise FetchError(f"unable to perform search against {quote(endpoint)}") from None
    return [_describe(result, endpoint) for result in _read_results(answer)]


def _make_url(endpoint: str, words: str) -> str:
    from pychart.gostd.path import join
    from pychart.gostd.url import UrlError, parse_url, query_escape

    try:
        url = parse_url(endpoint)
    except UrlError as problem:
        raise UsageError(f"unable to create connection to {quote(endpoint)}: {problem}") from None
    if not url.hostname():
        raise UsageError(f"unable to create connection to {quote(endpoint)}: no hostname provided")
    url.path = join(url.path, _PATH)
    url.query = f"q={query_escape(words)}"
    return str(url)


def _read_results(answer: bytes) -> list[Any]:
    import json

    try:
        value, _ = json.JSONDecoder().raw_decode(answer.decode("utf-8", "replace").lstrip())
    except (ValueError, RecursionError):
        return []
    results = _field(value, "data")
    return results if isinstance(results, list) else []


def _describe(result: Any, endpoint: str) -> dict[str, Any]:
    latest = _field(result, "relationships", "latestChartVersion", "data")
    repository = _field(result, "attributes", "repo")
    page = _text(result, "artifactHub", "packageUrl")
    return {
        "url": page or f"{endpoint}/charts/{_text(result, 'id')}",
        "version": _text(latest, "version"),
        "app_version": _text(latest, "app_version"),
        "description": _text(result, "attributes", "description"),
        "repository": {"url": _text(repository, "url"), "name": _text(repository, "name")},
    }


def _field(value: Any, *path: str) -> Any:
    """Follow keys down into JSON; None where there is nothing. Case is ignored where no key fits exactly (Go)."""
    for name in path:
        if not isinstance(value, dict):
            return None
        if name not in value:
            name = next((key for key in value if key.lower() == name.lower()), name)
        value = value.get(name)
    return value


def _text(value: Any, *path: str) -> str:
    found = _field(value, *path)
    return found if isinstance(found, str) else ""
