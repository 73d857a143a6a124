"""A chart's icon as far as the page may show it: from the chart's own files, never from another server."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_BYTES = 64 * 1024
_NAMES = ("icon.svg", "icon.png", "icon.webp", "icon.jpg", "icon.jpeg", "logo.svg", "logo.png")
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def find_icon(icon: str, files: Mapping[str, bytes]) -> str:
    """Give the icon as a ``data:`` URL, "" where the chart brings none that may be shown.

    ``icon`` is what Chart.yaml says: the path of a file in the chart, or anything else, in which case a file named
    icon or logo serves. ``files`` are the chart's files by name.
    """
    path = icon.removeprefix("file://").removeprefix("./").lstrip("/")
    for name in (path, *_NAMES):
        data = files.get(name, b"")
        kind = find_kind(data) if len(data) <= _MAX_BYTES else ""
        if kind:
            from base64 import b64encode

            return f"data:{kind};base64,{b64encode(data).decode()}"
    return ""


def find_kind(data: bytes) -> str:
    """Give the media type of a picture's bytes, "" for what is none that browsers show.

    An SVG is safe as the source of an ``img``: neither its scripts run there nor does it load anything.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    found = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if not found and b"<svg" in data[:1024].lower() and data.lstrip().startswith(b"<"):
        return "image/svg+xml"
    return found
