"""Whether to colour: --color, NO_COLOR, HELM_COLOR, and whether a person looks at the terminal."""

from __future__ import annotations

import sys

from pychart.cli.options import GLOBAL_FLAGS
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from pychart.cli.flags import Flag

MODES = ("never", "auto", "always")
COLOURS = {"red": "\x1b[31m", "green": "\x1b[32m", "yellow": "\x1b[33m", "bold": "\x1b[1m"}

_mode = ""


def find_mode(args: list[str]) -> str:
    """Find the mode that the command line asks for, else the environment, whatever the command is.

    Reads as Helm does before it knows the command: unknown flags are passed over with the word behind them, and a
    shared flag with a bad value ends the reading. The mode found may be none of MODES.
    """
    mode = _read_mode(args)
    if mode:
        return mode[1:]
    from pychart.settings import find_colour_mode

    return find_colour_mode()


def _read_mode(args: list[str]) -> str:
    """Give the last mode with a ``=`` in front, "" where none is given."""
    known = {name: flag for flag in GLOBAL_FLAGS for name in flag.names}
    mode, rest = "", list(args)
    while rest:
        arg = rest.pop(0)
        if arg in ("--", "--help", "-h"):
            break
        if not arg.startswith("-") or arg == "-":
            continue
        name, sign, value = arg.partition("=") if arg.startswith("--") else (arg[:2], arg[2:], arg[2:].lstrip("="))
        flag = known.get(name)
        if flag is None:
            if not sign and rest and not rest[0].startswith("-"):
                rest.pop(0)
            continue
        if not sign and flag.bare is None:
            if not rest:
                break
            value = rest.pop(0)
        if not _is_good(flag, value if sign or flag.bare is None else flag.bare):
            break
        if name in ("--color", "--colour"):
            mode = f"={value}"
    return mode


def _is_good(flag: Flag, value: str) -> bool:
    try:
        flag.convert(value)
    except PychartError:
        return False
    return True


def choose_mode(args: list[str]) -> str:
    """Remember the mode for all that is painted from now on; give the refusal of a mode that is none, else ""."""
    global _mode
    _mode = find_mode(args)
    if _mode in MODES:
        return ""
    from pychart.gostd.strconv import quote

    return f"invalid color mode {quote(_mode)}: must be one of: never, auto, always"


def paint(text: str, colour: str, stream: TextIO) -> str:
    """Colour a text (COLOURS) that goes to a stream; what is no terminal gets it plain."""
    if not stream.isatty() or (_mode or find_mode([])) == "never":
        return text
    return f"{COLOURS[colour]}{text}\x1b[0m"


def write_hint(text: str) -> None:
    """Tell a person at a terminal what may have been meant; pipes and files get Helm's words alone."""
    if text and sys.stderr.isatty():
        sys.stderr.write(paint(text, "yellow", sys.stderr) + "\n")
