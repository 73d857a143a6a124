"""The root command: finds the subcommand, hands it the shared flags, prints errors and decides the exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from pychart import __version__, logs
from pychart.cli.flags import Flag, FlagParser, HelpWanted
from pychart.cli.options import GLOBAL_FLAGS
from pychart.errors import PychartError, UsageError

COMMANDS: dict[str, tuple[str, str]] = {
    "create": ("create", "create a new chart with the given name"),
    "package": ("package", "package a chart directory into a chart archive"),
    "repo": ("repo", "index chart repositories"),
    "template": ("template", "locally render templates"),
    "version": ("version", "print the pychart version information"),
}
"""Each command: the module of this package that holds it, and its purpose in one line."""


class Command(click.Command):
    """A command whose flags are read as Helm reads them.

    ``usage`` is what follows the command's name in ``Usage:``; ``count`` checks the number of arguments; ``examples``
    are shown in help, each a command line with what it does.
    """

    def __init__(
        self,
        name: str,
        *,
        callback: Callable[..., None],
        flags: Sequence[Flag] = (),
        usage: str = "",
        short: str = "",
        text: str = "",
        examples: Sequence[tuple[str, str]] = (),
        count: Callable[[str, str, int], None] | None = None,
    ) -> None:
        parameters: list[click.Parameter] = [*flags, *GLOBAL_FLAGS]
        super().__init__(name, callback=callback, params=parameters, help=text, short_help=short, add_help_option=False)
        self.usage = usage
        self.examples = examples
        self._count = count

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read flags anywhere among the arguments, then check how many arguments are left."""
        parser = FlagParser(self.params)
        try:
            values, positional, order = parser.parse_args(args)
        except HelpWanted:
            click.echo(self.get_help(ctx))
            ctx.exit(0)
        if self._count:
            self._count(ctx.command_path, f"{ctx.command_path} {self.usage}", len(positional))
        for parameter in self.params:
            ctx.params[str(parameter.name)] = values.get(str(parameter.name), parameter.default)
        ctx.params["args"] = positional
        ctx.obj = {**(ctx.obj or {}), **{str(p.name): values[str(p.name)] for p in order}}
        ctx.args = []
        return []

    def invoke(self, ctx: click.Context) -> Any:
        """Apply the shared flags and run the command."""
        for parameter in GLOBAL_FLAGS:
            name = str(parameter.name)
            ctx.params[name] = ctx.obj.get(name, ctx.params.pop(name, None))
        _apply_global(ctx.params)
        given = ctx.params
        assert self.callback is not None
        return self.callback(given.pop("args"), given)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write(f"Usage:\n  {ctx.command_path} {self.usage} [flags]\n")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write purpose, usage, examples and the flags in two groups."""
        formatter.write(f"{self.help}\n\n")
        self.format_usage(ctx, formatter)
        if self.examples:
            formatter.write("\nExamples:\n")
            for line, purpose in self.examples:
                formatter.write(f"  # {purpose}\n  {line}\n")
        shared = {id(parameter) for parameter in GLOBAL_FLAGS}
        own = [p for p in self.params if id(p) not in shared]
        _write_flags(ctx, formatter, "Flags", own)
        _write_flags(ctx, formatter, "Global Flags", [p for p in self.params if id(p) in shared])


class Group(click.Group):
    """A command with subcommands that are imported when they are called.

    ``table`` maps each subcommand to its module and purpose; ``load`` turns a module's name into the command.
    """

    def __init__(self, name: str, table: dict[str, tuple[str, str]], text: str, short: str = "") -> None:
        super().__init__(name, params=list(GLOBAL_FLAGS), help=text, short_help=short, add_help_option=False)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the subcommands without importing them."""
        return sorted(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the subcommand's module and give its command."""
        if cmd_name not in self.table:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"pychart.cli.{self.table[cmd_name][0]}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read shared flags that stand before the subcommand."""
        parser = FlagParser(self.params, interspersed=False)
        try:
            values, rest, _ = parser.parse_args(args)
        except HelpWanted:
            click.echo(self.get_help(ctx))
            ctx.exit(0)
        ctx.obj = {**(ctx.obj or {}), **values}
        if not rest:
            click.echo(self.get_help(ctx))
            ctx.exit(0)
        ctx.args = rest
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand in a context of its own."""
        name, command, args = self.resolve_command(ctx, list(ctx.args))
        assert command is not None
        with command.make_context(name, args, parent=ctx) as inner:
            return command.invoke(inner)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; an unknown one is answered with its nearest relatives."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            raise UsageError(self._describe_unknown(ctx, name))
        return name, command, args[1:]

    def _describe_unknown(self, ctx: click.Context, name: str) -> str:
        near = _find_near(name, self.table)
        hint = "\n\nDid you mean this?\n" + "".join(f"\t{word}\n" for word in near) if near else ""
        return f'unknown command "{name}" for "{ctx.command_path}"{hint}\nRun \'{ctx.command_path} --help\' for usage.'

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write purpose, usage, subcommands and shared flags; imports no subcommand."""
        formatter.write(f"{self.help}\n\nUsage:\n  {ctx.command_path} [command]\n\nAvailable Commands:\n")
        width = max(map(len, self.table))
        for name in self.list_commands(ctx):
            formatter.write(f"  {name:<{width}}  {self.table[name][1]}\n")
        _write_flags(ctx, formatter, "Flags", list(self.params))
        formatter.write(f'\nUse "{ctx.command_path} [command] --help" for more information about a command.\n')


def _find_near(name: str, known: dict[str, Any]) -> list[str]:
    """Suggest commands that begin with what was typed or are at most two letters away (as cobra does)."""
    return [word for word in known if word.startswith(name.lower()) or _distance(name, word) <= 2]


def _distance(one: str, two: str) -> int:
    """Count the letters to change, add or drop (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(two, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
    return row[-1]


def _write_flags(
    ctx: click.Context, formatter: click.HelpFormatter, title: str, flags: Sequence[click.Parameter]
) -> None:
    records = [record for record in (flag.get_help_record(ctx) for flag in flags) if record]
    if not records:
        return
    formatter.write(f"\n{title}:\n")
    width = max(len(names) for names, _ in records)
    for names, purpose in records:
        formatter.write(f"  {names:<{width}}   {purpose}\n")


def _apply_global(values: dict[str, Any]) -> None:
    if values.get("debug"):
        logs.enable_debug()


root = Group(
    "pychart",
    COMMANDS,
    "Helm charts in Python: render, package and index them.\n\nReads Helm's own files and variables (HELM_*), and"
    " answers as Helm 4 does.",
    short=__version__,
)


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line and give the exit status; errors are printed, nothing is raised.

    ``args`` is the command line without the program's name, sys.argv's where None.
    """
    try:
        root.main(args=list(sys.argv[1:] if args is None else args), prog_name="pychart", standalone_mode=False)
        sys.stdout.flush()
    except PychartError as error:
        return _refuse(str(error), error.exit_code)
    except click.ClickException as error:
        return _refuse(error.format_message(), 1)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        _silence_stdout()
        return 141
    except RecursionError:
        return _refuse("the input is nested too deeply", 1)
    except MemoryError:
        return _refuse("out of memory", 1)
    return 0


def _refuse(text: str, status: int) -> int:
    sys.stdout.flush()
    sys.stderr.buffer.write(f"Error: {text}\n".encode(errors="surrogateescape"))
    sys.stderr.flush()
    return status


def _silence_stdout() -> None:
    """Keep the interpreter from complaining at exit that whoever read our output has gone."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
