"""Show an error in the form that --error-format asks for: Helm's text, with advice under it, or as JSON."""

from __future__ import annotations

import sys

from pychart.cli.colour import paint, write_hint
from pychart.terminal import for_stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.advice.model import Request
    from pychart.cli.command import Group
    from pychart.errors import PychartError

FORMATS = ("helm", "rich", "json")
_FLAG = "--error-format"


def refuse(error: PychartError, words: Sequence[str], root: Group) -> int:
    """Print an error that a command line ended with, and give the exit status.

    Without --error-format a terminal gets advice, all else Helm's text alone.
    """
    form = _choose_format(words)
    sys.stdout.flush()
    text = str(error)
    if form == "helm":
        _write(f"{paint('Error:', 'red', sys.stderr)} {for_stream(text, sys.stderr)}\n")
        write_hint(error.hint)
        return error.exit_code
    from pychart.advice import show
    from pychart.advice.explain import explain

    advice = explain(error, _read_request(words, root))
    if form == "json":
        _write(show.format_json(advice, text))
        return error.exit_code
    _write(f"{paint('Error:', 'red', sys.stderr)} {show.clean(text)}\n")
    _write(show.format_rich(advice, lambda part, colour: paint(part, colour, sys.stderr)))
    return error.exit_code


def _write(text: str) -> None:
    sys.stderr.flush()
    sys.stderr.buffer.write(text.encode(errors="surrogateescape"))
    sys.stderr.flush()


def _choose_format(words: Sequence[str]) -> str:
    """Give the form the command line asks for; one that is none is refused by the flag itself."""
    found = ""
    for index, word in enumerate(words):
        if word == "--":
            break
        if word.startswith(f"{_FLAG}="):
            found = word[len(_FLAG) + 1 :]
        elif word == _FLAG and index + 1 < len(words):
            found = words[index + 1]
    if found in FORMATS:
        return found
    return "rich" if sys.stderr.isatty() else "helm"


def _read_request(words: Sequence[str], root: Group) -> Request:
    """Read the command line once more; one that cannot be read asks for nothing."""
    from contextlib import redirect_stderr
    from io import StringIO

    from pychart.advice.model import Request
    from pychart.cli.find import find_command
    from pychart.cli.flags import FlagParser, HelpWanted
    from pychart.cli.options import GLOBAL_FLAGS
    from pychart.errors import UsageError

    try:
        _, command, rest = find_command(root, list(words))
        flags = (*command.flags, *GLOBAL_FLAGS)
        with redirect_stderr(StringIO()):  # deprecated flags have been warned of
            given, args = FlagParser(flags).parse_args(rest)
    except (UsageError, HelpWanted):
        return Request()
    return Request(command.name, args, {flag.name: given.get(flag.name, flag.default) for flag in flags})
