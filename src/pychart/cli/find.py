"""Which command a command line calls: flags may stand before, between and after the names (spf13/cobra)."""

from __future__ import annotations

from pychart.cli.command import Group
from pychart.cli.options import GLOBAL_FLAGS
from pychart.cli.suggest import find_near
from pychart.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.cli.command import Command


def find_command(root: Group, args: list[str]) -> tuple[str, Command | Group, list[str]]:
    """Give the command's path as the user should see it, the command and the arguments that are left for it.

    Raises UsageError where the first word is no command; further down an unknown word is an argument.
    """
    path, command, rest = root.name, root, args
    found: Command | Group = root
    while isinstance(found, Group):
        command = found
        words = _strip_flags(rest)
        deeper = command.find(words[0]) if words else None
        if deeper is None:
            break
        rest = _drop_first(rest, words[0])
        path, found = f"{path} {deeper[0]}", deeper[1]
    if found is root and (words := _strip_flags(rest)):
        raise UsageError(_describe_unknown(root, words[0]))
    return path, found, rest


def takes_next(arg: str) -> bool:
    """Tell whether the argument is a flag whose value is the next one, going by the shared flags alone.

    A flag that is not among them is taken to have a value, as cobra takes it.
    """
    if not arg.startswith("-") or "=" in arg or (len(arg) != 2 and not arg.startswith("--")):
        return False
    flag = next((flag for flag in GLOBAL_FLAGS if arg in flag.names), None)
    return flag is None or flag.bare is None


def _strip_flags(args: list[str]) -> list[str]:
    words: list[str] = []
    position = 0
    while position < len(args):
        arg = args[position]
        position += 1
        if arg == "--":
            break
        if takes_next(arg):
            if len(args) - position <= 1:
                break
            position += 1
        elif arg and not arg.startswith("-"):
            words.append(arg)
    return words


def _drop_first(args: list[str], word: str) -> list[str]:
    position = 0
    while position < len(args):
        arg = args[position]
        if arg == "--":
            break
        if takes_next(arg):
            position += 1
        elif arg == word:
            return args[:position] + args[position + 1 :]
        position += 1
    return args


def _describe_unknown(root: Group, name: str) -> str:
    near = find_near(name, root.table)
    hint = "\n\nDid you mean this?\n" + "".join(f"\t{word}\n" for word in near) if near else ""
    return f'unknown command "{name}" for "{root.name}"{hint}\nRun \'{root.name} --help\' for usage.'
