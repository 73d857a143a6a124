"""Messages beside the result, in the text form of Go's slog as Helm prints it: to stderr, one a line."""

from __future__ import annotations

import sys
from _thread import get_ident

_debug = False
_count = 0
_muted: set[int] = set()
"""The threads that keep quiet."""


def enable_debug(on: bool = True) -> None:
    """Print DEBUG lines too (the flag --debug, the variable HELM_DEBUG)."""
    global _debug
    _debug = on


def count() -> int:
    """Tell how many lines have been logged: who remembers results must not remember those that came with a log line."""
    return _count


def debug_enabled() -> bool:
    """Tell whether DEBUG lines are printed."""
    return _debug


class Muted:
    """Keeps its thread quiet while it is entered: for work that is done once more only to learn how it went.

    Lines are counted all the same.
    """

    def __enter__(self) -> None:
        self._was_muted = get_ident() in _muted
        _muted.add(get_ident())

    def __exit__(self, *_: object) -> None:
        if not self._was_muted:
            _muted.discard(get_ident())


def debug(message: str, /, **fields: object) -> None:
    """Log for people who look for a cause; silent unless ``enable_debug`` was called."""
    if _debug:
        _print("DEBUG", message, fields)


def info(message: str, /, **fields: object) -> None:
    """Log something that worked but may surprise."""
    _print("INFO", message, fields)


def error(message: str, /, **fields: object) -> None:
    """Log a refusal that an error will repeat."""
    _print("ERROR", message, fields)


def warn(message: str, /, **fields: object) -> None:
    """Log something that is probably a mistake."""
    _print("WARN", message, fields)


def tell(text: str) -> None:
    """Write text that is no log line to stderr, as it is but for what a terminal would obey; silent while muted."""
    global _count
    _count += 1
    if get_ident() not in _muted:
        from pychart.terminal import for_stream

        sys.stderr.write(for_stream(text, sys.stderr))


def _print(level: str, message: str, fields: dict[str, object]) -> None:
    global _count
    _count += 1
    if get_ident() in _muted:
        return
    parts = [f"level={level}", f"msg={_quote(message)}"]
    parts += [f"{key}={_quote(str(value))}" for key, value in fields.items()]
    sys.stderr.write(" ".join(parts) + "\n")


def _quote(text: str) -> str:
    """Quote as slog's text handler does: only where a space, quote, ``=`` or unprintable character asks for it."""
    if text and text.isprintable() and not any(c in ' "=' for c in text):
        return text
    from pychart.gostd.strconv import quote

    return quote(text)
