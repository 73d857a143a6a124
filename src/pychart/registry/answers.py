"""What a registry says when it refuses, worded as oras-go does (distribution-spec, error codes)."""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd.strconv import quote
from pychart.transport.access import redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.transport.registry_session import Reply

_MAX_ERRORS = 10
_MAX_TEXT = 1000


def name_request(method: str, url: str) -> str:
    """Give ``GET "https://..."``."""
    return f"{method} {quote(redact(url))}"


def describe_failure(reply: Reply, method: str) -> str:
    """Say which request failed, with which status, and what the registry says of it."""
    from http import HTTPStatus

    shown = f"{name_request(method, reply.url)}: response status code {reply.status}"
    errors = _read_errors(reply.data)
    if errors:
        return f"{shown}: {'; '.join(errors)}"[: _MAX_TEXT + len(shown)]
    try:
        return f"{shown}: {HTTPStatus(reply.status).phrase}"
    except ValueError:
        return f"{shown}: {reply.reason}"


def _read_errors(data: bytes) -> list[str]:
    from pychart.gostd.json import unmarshal_map

    try:
        content = unmarshal_map(data.decode("utf-8", "replace")) or {}
    except FunctionError:
        return []
    found = content.get("errors")
    return [_describe(one) for one in found[:_MAX_ERRORS] if isinstance(one, dict)] if isinstance(found, list) else []


def _describe(error: dict[str, Any]) -> str:
    from pychart.gostd.fmt import format_value

    code = error.get("code")
    text = code.replace("_", " ").lower() if isinstance(code, str) else ""
    if error.get("message"):
        text += f": {error['message']}"
    if error.get("detail") is not None:
        text += f": {format_value(error['detail'])}"
    return text
