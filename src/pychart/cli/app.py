"""pychart as a click application: to be run, tested with click's CliRunner, or made part of another click command line.

    import click
    from pychart.cli.app import app

    @click.group()
    def platform(): ...

    platform.add_command(app, "charts")

The commands, their flags and their words are those of ``cli/main.py``; click finds and runs them. ``run`` goes past
click for commands that pipelines run by the thousand, because importing it takes longer than what they do.
"""

from __future__ import annotations

import click

from pychart.cli.command import Command, Group
from pychart.cli.find import find_command
from pychart.cli.flags import KINDS, Flag
from pychart.cli.help import describe_command, describe_group
from pychart.cli.main import root
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Refusal(click.ClickException):
    """A PychartError on its way through click: ``Error: <text>`` and exit status 1."""

    def __init__(self, error: PychartError) -> None:
        super().__init__(str(error))
        self.error = error


class ClickCommand(click.Command):
    """One command; its flags are known to click as options, but read by cli/flags.py as Helm reads them."""

    def __init__(self, command: Command) -> None:
        options: list[click.Parameter] = [make_option(flag) for flag in command.flags]
        super().__init__(
            command.name, params=options, help=command.text, short_help=command.short, add_help_option=False
        )
        self.spec = command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the arguments as they are: the command reads them itself."""
        ctx.args = args
        return args

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises Refusal."""
        try:
            self.spec.run(ctx.command_path, ctx.args)
        except PychartError as error:
            raise Refusal(error) from error

    def get_help(self, ctx: click.Context) -> str:
        """Give the text of --help."""
        return describe_command(self.spec, ctx.command_path)


class ClickGroup(click.Group):
    """A command with subcommands, which are imported when they are called."""

    def __init__(self, group: Group) -> None:
        super().__init__(group.name, help=group.text, short_help=group.short, add_help_option=False)
        self.spec = group

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the subcommands without importing them."""
        return sorted(self.spec.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand, by its name or an alias."""
        found = self.spec.find(cmd_name)
        return wrap(found[1]) if found else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Leave the arguments as they are: shared flags may stand between the names of commands."""
        ctx.args = args
        return args

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command that the arguments call and run it in a context of its own. Raises Refusal."""
        try:
            path, command, rest = find_command(self.spec, ctx.args)
            names = path.split(" ")[1:]
            if not names or isinstance(command, Group):
                return command.run(" ".join([ctx.command_path, *names]), rest)
        except PychartError as error:
            raise Refusal(error) from error
        with click.Context(ClickCommand(command), parent=ctx, info_name=" ".join(names)) as inner:
            inner.args = rest
            return inner.command.invoke(inner)

    def get_help(self, ctx: click.Context) -> str:
        """Give the text of --help."""
        return describe_group(self.spec, ctx.command_path)


def make_option(flag: Flag) -> click.Option:
    """Show a flag to click: for its introspection, and for tools that document click applications."""
    is_switch = flag.kind == "bool"
    return click.Option(
        list(flag.names),
        help=flag.help,
        hidden=flag.hidden or flag.accepted_only,
        is_flag=is_switch,
        multiple=KINDS[flag.kind].many,
        metavar=None if is_switch else KINDS[flag.kind].metavar,
    )


def wrap(command: Command | Group) -> click.Command:
    """Give the click command for one of ours."""
    return ClickGroup(command) if isinstance(command, Group) else ClickCommand(command)


app = ClickGroup(root)
"""The application."""
