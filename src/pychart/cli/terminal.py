"""Text of charts, keys and servers on its way to a terminal: nothing in it may move the cursor or forge a prompt."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


def for_stream(text: str, stream: TextIO) -> str:
    r"""Give a text that may safely go to a stream: on a terminal control characters as ``\\x1b``, else unchanged."""
    if not stream.isatty():
        return text
    from pychart.advice.show import clean

    return clean(text)
