"""Text of charts, keys and servers on its way to a terminal: nothing in it may move the cursor or forge a prompt."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_KEPT = (9, 10)
_BYTES = 0xDC00  # where Python keeps bytes that are not UTF-8
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]


def escape_controls(text: str) -> str:
    r"""Write control characters (C0, DEL, C1) but tabs and line ends as ``\x1b``; all else stays as it is."""
    shown = {code: f"\\x{code:02x}" for code in _CONTROLS if code not in _KEPT}
    shown |= {_BYTES + code: f"\\x{code:02x}" for code in _CONTROLS if code >= 0x80}
    return text.translate(shown)


def for_stream(text: str, stream: TextIO) -> str:
    """Give a text that may safely go to a stream: on a terminal without control characters, elsewhere unchanged."""
    return escape_controls(text) if stream.isatty() else text
