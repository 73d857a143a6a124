"""Commands and groups of commands: what each is called, takes and does."""

from __future__ import annotations

import sys

from pychart import logs
from pychart.cli.flags import FlagParser, HelpWanted
from pychart.cli.options import GLOBAL_FLAGS
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from pychart.cli.flags import Flag

    Complete = Callable[[list[str], dict[str, Any]], tuple[list[tuple[str, str]], int]]


class Command:
    """A command whose flags are read as Helm reads them.

    ``callback`` gets the arguments and the values of all flags by name. ``usage`` is what follows the command's name
    in ``Usage:``; ``count`` checks the number of arguments; ``examples`` are shown in help, each a command line with
    what it does. ``complete`` names what the arguments are, for completion (see cli/completing.py).
    """

    def __init__(
        self,
        name: str,
        *,
        callback: Callable[[list[str], dict[str, Any]], None],
        flags: Sequence[Flag] = (),
        usage: str = "",
        short: str = "",
        text: str = "",
        examples: Sequence[tuple[str, str]] = (),
        count: Callable[[str, str, int], None] | None = None,
        complete: str = "",
    ) -> None:
        self.name = name
        self.other_names: tuple[str, ...] = ()
        self.callback = callback
        self.flags = tuple(flags)
        self.usage = usage
        self.short = short
        self.text = text
        self.examples = examples
        self.count = count
        self.complete = complete

    def run(self, path: str, args: list[str]) -> None:
        """Read the arguments, apply the shared flags and do what the command is for.

        ``path`` is how the user calls the command: ``pychart repo add``. Raises UsageError for a wrong command line.
        """
        try:
            given, positional = FlagParser((*self.flags, *GLOBAL_FLAGS)).parse_args(args)
        except HelpWanted:
            self.write_help(path)
            return
        if self.count:
            self.count(path, f"{path} {self.usage}".rstrip(), len(positional))
        values = {flag.name: given.get(flag.name, flag.default) for flag in (*GLOBAL_FLAGS, *self.flags)}
        if values["debug"]:
            logs.enable_debug()
        self.callback(positional, values)

    def write_help(self, path: str) -> None:
        """Print the command's help."""
        from pychart.cli.help import describe_command

        write_result(describe_command(self, path))


class Group:
    """A command with subcommands, which are imported when they are called.

    ``table`` maps each subcommand to its module and purpose (``module:name`` where the module holds several);
    ``aliases`` maps other names to the name in ``table``.
    """

    def __init__(
        self,
        name: str,
        table: Mapping[str, tuple[str, str]],
        text: str,
        short: str = "",
        aliases: Mapping[str, str] | None = None,
        examples: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.name = name
        self.table = table
        self.text = text
        self.short = short
        self.aliases = aliases or {}
        self.other_names: tuple[str, ...] = ()
        self.examples = examples
        self.flags: tuple[Flag, ...] = ()

    def list_rows(self) -> dict[str, str]:
        """Give the purpose of each subcommand by its name, sorted; nothing is imported for it."""
        return {name: self.table[name][1] for name in sorted(self.table)}

    def find(self, name: str) -> tuple[str, Command | Group] | None:
        """Import the subcommand that ``name`` or its alias stands for; give its proper name and itself."""
        name = self.aliases.get(name, name)
        if name not in self.table:
            return None
        module, _, attribute = self.table[name][0].partition(":")
        full_name = f"pychart.cli.{module}"
        __import__(full_name)  # importlib.import_module would itself take longer to import than most commands
        found: Command | Group = getattr(sys.modules[full_name], attribute or "command")
        found.other_names = tuple([alias for alias, meant in self.aliases.items() if meant == name])
        return name, found

    def run(self, path: str, args: list[str]) -> None:
        """Print help: who calls a group has not said what to do, or has said it in words that are none (Helm)."""
        try:
            words = FlagParser(GLOBAL_FLAGS).parse_args(args)[1]
        except HelpWanted:
            words = []
        self.write_help(path)
        if words:
            self._hint_unknown(path, words[0])

    def _hint_unknown(self, path: str, word: str) -> None:
        from pychart.cli.colour import write_hint
        from pychart.cli.suggest import find_near

        near = find_near(word, (*self.table, *self.aliases))
        meant = f": did you mean {' or '.join(near)}?" if near else ""
        write_hint(f'There is no "{path} {word}"{meant}')

    def write_help(self, path: str) -> None:
        """Print the group's help; no subcommand is imported for it."""
        from pychart.cli.help import describe_group

        write_result(describe_group(self, path))
