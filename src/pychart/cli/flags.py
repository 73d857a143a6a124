"""Flags as Helm's users know them (spf13/pflag): grammar, kinds of value and the words of each refusal."""

from __future__ import annotations

import sys

from pychart.errors import UsageError

TYPE_CHECKING = False  # importing typing for it would double the time that --help takes
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Convert = Callable[[str], Any]


class Flag:
    """One flag.

    ``kind`` names the value's type in help and says how text becomes the value (see KINDS). ``bare`` is the text
    that the flag stands for when it is given without a value; None means that it needs one. A flag with
    ``accepted_only`` belongs to Helm's command but changes nothing without a cluster; ``hidden`` keeps a flag out of
    help and completion. ``group`` is the heading of the flag in help where its name does not tell (see cli/help.py).
    """

    __slots__ = ("accepted_only", "bare", "default", "deprecated", "group", "help", "hidden", "kind", "names")

    def __init__(
        self,
        names: Sequence[str],
        *,
        kind: str,
        help: str = "",
        default: Any = None,
        bare: str | None = None,
        accepted_only: bool = False,
        hidden: bool = False,
        deprecated: str = "",
        group: str = "",
    ) -> None:
        if default is None:
            default = False if kind == "bool" else () if KINDS[kind].many else None
        self.names = tuple(names)
        self.kind = kind
        self.help = help
        self.default = default
        self.bare = "true" if kind == "bool" else bare
        self.accepted_only = accepted_only
        self.hidden = hidden
        self.deprecated = deprecated
        self.group = group

    @property
    def name(self) -> str:
        """The key of the flag's value among a command's values: ``set_file``."""
        return self.long[2:].replace("-", "_")

    @property
    def long(self) -> str:
        """The name with two dashes."""
        return next(name for name in self.names if name.startswith("--"))

    @property
    def short(self) -> str | None:
        """The name with one dash, if there is one."""
        return next((name for name in self.names if not name.startswith("--")), None)

    @property
    def many(self) -> bool:
        """Whether the flag collects the values of all its occurrences."""
        return KINDS[self.kind].many

    def convert(self, text: str) -> Any:
        """Turn the text after the flag into its value; raises UsageError in pflag's words."""
        try:
            return KINDS[self.kind].convert(text)
        except ValueError as error:
            shown = f"{self.short}, {self.long}" if self.short else self.long
            from pychart.gostd.strconv import quote

            raise UsageError(f'invalid argument {quote(text)} for "{shown}" flag: {error}') from None


class _Kind:
    """How one type of flag is read: ``many`` flags collect all their occurrences in a tuple."""

    __slots__ = ("convert", "many", "metavar")

    def __init__(self, metavar: str, convert: Convert, many: bool = False) -> None:
        self.metavar = metavar
        self.convert = convert
        self.many = many


def _parse_bool(text: str) -> bool:
    if text in ("1", "t", "T", "true", "TRUE", "True"):
        return True
    if text in ("0", "f", "F", "false", "FALSE", "False"):
        return False
    raise ValueError(f'strconv.ParseBool: parsing "{text}": invalid syntax')


def _parse_int(text: str) -> int:
    from pychart.gostd.strconv import parse_int

    return int(parse_int(text, 0, 64))


def _parse_uint(text: str) -> int:
    from pychart.gostd.strconv import parse_uint

    return int(parse_uint(text, 0, 64))


def _parse_format(text: str) -> str:
    if text not in ("table", "json", "yaml"):
        raise ValueError("invalid format type")
    return text


def _parse_error_format(text: str) -> str:
    if text not in ("helm", "rich", "json"):
        raise ValueError("must be one of: helm, rich, json")
    return text


def parse_progress(text: str) -> str:
    """Check a word of --progress. Raises ValueError."""
    if text not in ("auto", "plain", "table", "none"):
        raise ValueError("must be one of: auto, plain, table, none")
    return text


def _parse_float(text: str) -> float:
    from pychart.gostd.strconv import parse_float

    return float(parse_float(text))


def _parse_duration(text: str) -> Any:
    from pychart.errors import FunctionError
    from pychart.gostd.time import parse_duration

    try:
        return parse_duration(text)
    except FunctionError as error:
        raise ValueError(str(error)) from None


def _parse_csv(text: str) -> list[str]:
    """Split a comma list; double quotes keep a comma (encoding/csv)."""
    if not text:
        return []
    if '"' not in text:
        return text.split(",")
    import csv

    try:
        return next(csv.reader([text], strict=True))
    except (csv.Error, StopIteration):
        raise ValueError(f'parse error on line 1, column {len(text) + 1}: bare " in non-quoted-field') from None


def _parse_pairs(text: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for part in _parse_csv(text):
        key, sign, value = part.partition("=")
        if not sign:
            raise ValueError(f"{part} must be formatted as key=value")
        pairs.append((key, value))
    return pairs


def _parse_wait(text: str) -> str:
    aliases = {"true": "watcher", "watcher": "watcher", "hookOnly": "hookOnly", "legacy": "legacy", "false": "hookOnly"}
    if text not in aliases:
        raise ValueError(f'invalid wait input "{text}". Valid inputs are watcher, hookOnly, and legacy')
    return aliases[text]


KINDS: dict[str, _Kind] = {
    "bool": _Kind("", _parse_bool),
    "string": _Kind("string", str),
    "int": _Kind("int", _parse_int),
    "uint": _Kind("uint", _parse_uint),
    "format": _Kind("format", _parse_format),
    "errorFormat": _Kind("format", _parse_error_format),
    "progress": _Kind("mode", parse_progress),
    "float32": _Kind("float32", _parse_float),
    "duration": _Kind("duration", _parse_duration),
    "strings": _Kind("strings", _parse_csv, many=True),
    "stringArray": _Kind("stringArray", lambda text: [text], many=True),
    "stringToString": _Kind("stringToString", _parse_pairs, many=True),
    "postRendererString": _Kind("postRendererString", lambda text: [text], many=True),
    "postRendererArgsSlice": _Kind("postRendererArgsSlice", lambda text: [text], many=True),
    "WaitStrategy": _Kind("WaitStrategy", _parse_wait),
}
"""All types of flag. A many-valued kind converts one occurrence to a list of values."""


class FlagParser:
    """Reads one command's arguments; flags may stand anywhere among them."""

    def __init__(self, flags: Sequence[Flag]) -> None:
        self._long: dict[str, Flag] = {}
        self._short: dict[str, Flag] = {}
        for flag in flags:
            for name in flag.names:
                (self._long if name.startswith("--") else self._short)[name.lstrip("-")] = flag

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str]]:
        """Split a command line into the values of the flags that were given, by name, and the other arguments.

        Raises UsageError in pflag's words, and HelpWanted for ``-h`` and ``--help``.
        """
        self._values: dict[str, Any] = {}
        rest = list(args)
        positional: list[str] = []
        while rest:
            arg = rest.pop(0)
            if arg == "--":
                positional += rest
                break
            if arg.startswith("--"):
                self._read_long(arg, rest)
            elif arg.startswith("-") and len(arg) > 1:
                self._read_short(arg, rest)
            else:
                positional.append(arg)
        return self._values, positional

    def _read_long(self, arg: str, rest: list[str]) -> None:
        name, sign, value = arg[2:].partition("=")
        if not name or name.startswith("-"):
            raise UsageError(f"bad flag syntax: {arg}")
        flag = self._long.get(name)
        if flag is None:
            if name == "help":
                raise HelpWanted
            raise self._refuse_unknown(name)
        if sign:
            self._store(flag, value)
        elif flag.bare is not None:
            self._store(flag, flag.bare)
        elif rest:
            self._store(flag, rest.pop(0))
        else:
            raise UsageError(f"flag needs an argument: --{name}")

    def _read_short(self, arg: str, rest: list[str]) -> None:
        letters = arg[1:]
        while letters:
            letter, letters = letters[0], letters[1:]
            flag = self._short.get(letter)
            if flag is None:
                if letter == "h":
                    raise HelpWanted
                raise UsageError(f"unknown shorthand flag: '{letter}' in {arg}")
            if letters.startswith("=") and len(letters) > 1:
                self._store(flag, letters[1:])
                return
            if flag.bare is not None:
                self._store(flag, flag.bare)
            elif letters:
                self._store(flag, letters)
                return
            elif rest:
                self._store(flag, rest.pop(0))
            else:
                raise UsageError(f"flag needs an argument: '{letter}' in {arg}")

    def _store(self, flag: Flag, text: str) -> None:
        name = flag.name
        if flag.deprecated and name not in self._values:
            sys.stderr.write(f"Flag {flag.long} has been deprecated, {flag.deprecated}\n")
        value = flag.convert(text)
        if KINDS[flag.kind].many:
            value = (*self._values.get(name, ()), *value)
        self._values[name] = value

    def _refuse_unknown(self, name: str) -> UsageError:
        from pychart.cli.suggest import find_near

        error = UsageError(f"unknown flag: --{name}")
        near = find_near(name, [known for known, flag in self._long.items() if not flag.hidden])
        error.hint = "Did you mean " + " or ".join(f"--{word}" for word in near) + "?" if near else ""
        return error


class HelpWanted(Exception):  # noqa: N818 - nothing went wrong
    """``-h`` or ``--help`` was given."""


def flag(*names: str, kind: str = "string", help: str = "", **attributes: Any) -> Flag:
    """Make a flag: ``flag("--values", "-f", kind="strings", help="...")``."""
    return Flag(names, kind=kind, help=help, **attributes)
