"""Messages beside the result, in the text form of Go's slog as Helm prints it: to stderr, one a line."""

from __future__ import annotations

import sys
from _thread import get_ident

_debug = False
_count = 0
_muted: dict[int, Muted] = {}
"""Who keeps quiet, by thread."""


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
    """Keeps its thread quiet while it is entered: for work that is done once more only to learn how it went."""

    def __init__(self) -> None:
        self.count = 0
        """How many lines were not logged."""

    def __enter__(self) -> Muted:
        self._before = _muted.get(get_ident())
        _muted[get_ident()] = self
        return self

    def __exit__(self, *_: object) -> None:
        if self._before:
            _muted[get_ident()] = self._before
        else:
            del _muted[get_ident()]


def _is_muted() -> bool:
    muted = _muted and _muted.get(get_ident())
    if muted:
        muted.count += 1
    return bool(muted)


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
    if not _is_muted():
        from pychart.terminal import for_stream

        _count += 1
        sys.stderr.write(for_stream(text, sys.stderr))


def _print(level: str, message: str, fields: dict[str, object]) -> None:
    global _count
    if _is_muted():
        return
    _count += 1
    parts = [f"level={level}", f"msg={_quote(message)}"]
    parts += [f"{key}={_quote(str(value))}" for key, value in fields.items()]
    sys.stderr.write(" ".join(parts) + "\n")


def _quote(text: str) -> str:
    """Quote as slog's text handler does: only where a space, quote, ``=`` or unprintable character asks for it."""
    if text and text.isprintable() and not any(c in ' "=' for c in text):
        return text
    from pychart.gostd.strconv import quote

    return quote(text)
