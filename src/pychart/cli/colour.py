"""Whether to colour: --color, NO_COLOR, HELM_COLOR, and whether a person looks at the terminal."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


MODES = ("never", "auto", "always")
COLOURS = {"red": "\x1b[31m", "green": "\x1b[32m", "yellow": "\x1b[33m", "bold": "\x1b[1m"}

_mode = ""


def find_mode(args: list[str]) -> str:
    """Find the mode that the command line asks for, else the environment; it may be none of MODES."""
    from pychart.cli.early import read_early
    from pychart.settings import find_colour_mode

    given = [value for name, value in read_early(args).items() if name in ("color", "colour")]
    return given[-1] if given else find_colour_mode()


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
