"""The root command: finds the subcommand, hands it the shared flags, prints errors and decides the exit status."""

from __future__ import annotations

import sys

from pychart import __version__, logs
from pychart.cli.command import Command as Command
from pychart.cli.command import Group as Group
from pychart.cli.find import find_command
from pychart.cli.output import silence_stdout
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, tuple[str, str]] = {
    "cache": ("cache", "look at what is cached, or clear it"),
    "completion": ("completion", "generate autocompletion scripts for the specified shell"),
    "convert": ("convert", "turn a chart's Go templates into Jinja2 templates"),
    "create": ("create", "create a new chart with the given name"),
    "dependency": ("dependency", "manage a chart's dependencies"),
    "env": ("env", "client environment information"),
    "explain": ("explain", "say where a field of a rendered object comes from"),
    "get": ("get", "download extended information of a named release"),
    "help": ("help_command", "show the help of a command"),
    "history": ("history", "fetch release history"),
    "install": ("install", "install a chart"),
    "lint": ("lint", "examine a chart for possible issues"),
    "list": ("list", "list releases"),
    "package": ("package", "package a chart directory into a chart archive"),
    "plugin": ("plugin", "install, list, or uninstall plugins"),
    "pull": ("pull", "download a chart from a repository and (optionally) unpack it in local directory"),
    "push": ("push", "push a chart to remote"),
    "registry": ("registry", "login to or logout from a registry"),
    "repo": ("repo", "add, list, remove, update, and index chart repositories"),
    "rollback": ("rollback", "roll back a release to a previous revision"),
    "search": ("search", "search for a keyword in charts"),
    "show": ("show", "show information of a chart"),
    "status": ("status", "display the status of the named release"),
    "template": ("template", "locally render templates"),
    "test": ("test", "run tests for a release"),
    "uninstall": ("uninstall", "uninstall a release"),
    "upgrade": ("upgrade", "upgrade a release"),
    "values": ("values", "explain a chart's final values: who set each of them"),
    "verify": ("verify", "verify that a chart at the given path has been signed and is valid"),
    "version": ("version", "print the pychart version information"),
}
"""Each command: the module of this package that holds it, and its purpose in one line.

``module:name`` names a command of a module that holds several.
"""

ALIASES: dict[str, str] = {
    "dep": "dependency",
    "dependencies": "dependency",
    "fetch": "pull",
    "inspect": "show",
    "del": "uninstall",
    "delete": "uninstall",
    "hist": "history",
    "ls": "list",
    "un": "uninstall",
}
"""Other names of commands, as Helm has them."""


class _Root(Group):
    """The program: its commands are ours and those that plugins add."""

    def list_rows(self) -> dict[str, str]:
        from pychart.cli.plugin_command import find_plugin_commands

        own = super().list_rows()
        added = {command.name: command.short for command in find_plugin_commands() if command.name not in own}
        return dict(sorted((own | added).items()))

    def find(self, name: str) -> tuple[str, Command | Group] | None:
        found = super().find(name)
        if found is not None:
            return found
        from pychart.cli.plugin_command import find_plugin_commands

        return next(((name, command) for command in find_plugin_commands() if command.name == name), None)


root = _Root(
    "pychart",
    COMMANDS,
    "Helm charts in Python: render, package and index them.\n\nReads Helm's own files and variables (HELM_*), and"
    " answers as Helm 4 does.",
    short=__version__,
    examples=(
        ("pychart template web ./web -f prod.yaml", "print the manifests of a chart"),
        ("pychart help template", "what a command takes and does"),
    ),
    aliases=ALIASES,
)


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line and give the exit status; errors are printed, nothing is raised.

    ``args`` is the command line without the program's name, sys.argv's where None.
    """
    logs.enable_debug(False)
    words = list(sys.argv[1:] if args is None else args)
    if any(word.startswith("--colo") for word in words) and (problem := _choose_colour(words)):
        logs.warn("command failed", error=problem)
        return 1
    try:
        _run(words)
        sys.stdout.flush()
    except PychartError as error:
        if sys.stderr.isatty() or any(word.startswith("--error-format") for word in words):
            from pychart.cli.advising import refuse

            return refuse(error, words, root)
        return _refuse(str(error), error.exit_code)
    except KeyboardInterrupt as stop:
        return stop.args[0] if stop.args else 130
    except BrokenPipeError:
        silence_stdout()
        return 141
    except OSError as problem:
        return _refuse(_explain(problem), 1)
    except RecursionError:
        return _refuse("the input is nested too deeply", 1)
    except MemoryError:
        return _refuse("out of memory", 1)
    return 0


QUICK = frozenset(
    (
        "completion",
        "dependency",
        "get",
        "help",
        "history",
        "install",
        "lint",
        "list",
        "package",
        "plugin",
        "pull",
        "push",
        "registry",
        "repo",
        "rollback",
        "search",
        "show",
        "status",
        "template",
        "test",
        "uninstall",
        "upgrade",
        "values",
        "version",
    )
)
"""Commands that go past click, whose import takes longer than they do; what has no command is help and errors."""


def _run(args: list[str]) -> None:
    if args and args[0] in ("__complete", "__completeNoDesc"):
        from pychart.cli.completing import answer
        from pychart.cli.output import write_result

        write_result(answer(args[1:], root, descriptions=args[0] == "__complete"))
        return
    path, command, rest = find_command(root, args)
    names = path.split(" ")[1:]
    if not names or names[0] in QUICK:
        command.run(path, rest)
        return
    import click

    from pychart.cli.app import Refusal, app

    try:
        app.main(args=args, prog_name=root.name, standalone_mode=False)
    except Refusal as refusal:
        raise refusal.error from None
    except click.Abort:
        raise KeyboardInterrupt from None


def _choose_colour(words: list[str]) -> str:
    """Read --color before anything else, as Helm does; give the refusal of a bad mode."""
    if words[0].startswith("__complete"):
        return ""
    from pychart.cli.colour import choose_mode

    return choose_mode(words)


def _refuse(text: str, status: int) -> int:
    from pychart.cli.colour import paint

    sys.stdout.flush()
    label = paint("Error:", "red", sys.stderr)
    sys.stderr.buffer.write(f"{label} {text}\n".encode(errors="surrogateescape"))
    sys.stderr.flush()
    return status


def _explain(problem: OSError) -> str:
    """Say what the system refused where nobody knew better what that was for."""
    from pychart.filesystem import explain_os_error

    reason = explain_os_error(problem)
    return f"{problem.filename}: {reason}" if problem.filename else reason
