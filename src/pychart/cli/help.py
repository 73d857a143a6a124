"""The text of --help, for a command and for a group; also what man pages and the reference are made of."""

from __future__ import annotations

from pychart.cli.flags import KINDS, Flag
from pychart.cli.options import GLOBAL_FLAGS, VALUES_FLAGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pychart.cli.command import Command, Group

WIDTH = 80
"""Columns that help is made for."""

_SOURCE = "ca-file cert-file devel insecure-skip-tls-verify key-file keyring pass-credentials password plain-http repo"
_SOURCE_NAMES = {f"--{name}" for name in f"{_SOURCE} repo-url username verify version".split()}
_OUTPUT = "destination max-col-width no-headers output output-dir quiet release-name show-only untardir"
_OUTPUT_NAMES = {f"--{name}" for name in _OUTPUT.split()}
_VALUES_NAMES = {flag.long for flag in VALUES_FLAGS}

_HELP_FLAG = Flag(("--help", "-h"), kind="bool", help="show this help")


def group_flags(flags: Iterable[Flag]) -> list[tuple[str, list[Flag]]]:
    """Sort a command's visible flags into titled groups, in the order in which help shows them."""
    groups: dict[str, list[Flag]] = {"Flags": [], "Values Flags": [], "Chart Source Flags": [], "Output Flags": []}
    for flag in flags:
        if not flag.hidden and not flag.accepted_only:
            groups.setdefault(_title_of(flag), []).append(flag)
    return [(title, members) for title, members in groups.items() if members]


def accepted_flags(flags: Iterable[Flag]) -> list[str]:
    """Name the flags that belong to Helm's command and change nothing here."""
    return sorted(flag.long for flag in flags if flag.accepted_only and not flag.deprecated)


def shared_flags() -> list[Flag]:
    """Give the visible flags that every command takes."""
    visible = [flag for flag in GLOBAL_FLAGS if not flag.hidden]
    return sorted([*visible, _HELP_FLAG], key=lambda flag: flag.long)


def _title_of(flag: Flag) -> str:
    if flag.group:
        return flag.group
    if flag.long in _VALUES_NAMES:
        return "Values Flags"
    if flag.long in _SOURCE_NAMES:
        return "Chart Source Flags"
    return "Output Flags" if flag.long in _OUTPUT_NAMES else "Flags"


def describe_flag(flag: Flag) -> tuple[str, str]:
    """Give the two columns of help: names with the kind of value, and what the flag does."""
    metavar = KINDS[flag.kind].metavar
    names = f"{flag.short}, {flag.long}" if flag.short else f"    {flag.long}"
    if metavar and flag.bare is not None:
        names += f" {metavar}[={flag.bare}]"
    elif metavar:
        names += f" {metavar}"
    shown = f' (default "{flag.default}")' if isinstance(flag.default, str) and flag.default else ""
    return names, flag.help + shown


def describe_command(command: Command, path: str) -> str:
    """Write a command's help: purpose, usage, examples, flags in groups."""
    usage = " ".join(part for part in (path, command.usage, "[flags]") if part)
    parts = [_fill(command.text), f"\nUsage:\n  {usage}\n", _describe_aliases(command, path)]
    parts.append(_describe_examples(command.examples))
    parts += [_describe_flags(title, flags) for title, flags in group_flags(command.flags)]
    accepted = accepted_flags(command.flags)
    if accepted:
        parts.append("\nAccepted From Helm, Without Effect Here:\n" + wrap(", ".join(accepted), "  "))
    parts.append(_describe_flags("Global Flags", shared_flags()))
    return "".join(parts)


def describe_group(group: Group, path: str) -> str:
    """Write a group's help: purpose, usage, subcommands with their purposes, shared flags."""
    rows = group.list_rows()
    width = max(map(len, rows))
    parts = [_fill(group.text), f"\nUsage:\n  {path} [command]\n", _describe_aliases(group, path)]
    parts.append(_describe_examples(group.examples))
    parts.append("\nAvailable Commands:\n")
    margin = " " * (width + 4)
    parts += [wrap(purpose, f"  {name:<{width}}  ", margin) for name, purpose in rows.items()]
    parts.append(_describe_flags("Flags", shared_flags()))
    parts.append(f'\nUse "{path} [command] --help" for more information about a command.\n')
    return "".join(parts)


def _describe_aliases(command: Command | Group, path: str) -> str:
    """Write the names that a command has, where it has several."""
    if not command.other_names:
        return ""
    return f"\nAliases:\n  {', '.join((path.rpartition(' ')[2], *command.other_names))}\n"


def _describe_examples(examples: Sequence[tuple[str, str]]) -> str:
    if not examples:
        return ""
    return "\nExamples:\n" + "".join(f"  # {purpose}\n  {line}\n" for line, purpose in examples)


def _describe_flags(title: str, flags: Iterable[Flag]) -> str:
    records = [describe_flag(flag) for flag in flags]
    width = min(max(len(names) for names, _ in records), 34)
    margin = " " * (width + 5)
    lines = [wrap(purpose, f"  {names:<{width}}   ", margin) for names, purpose in records]
    return f"\n{title}:\n" + "".join(lines)


def _fill(text: str) -> str:
    return "\n".join(wrap(paragraph, "") for paragraph in text.split("\n\n"))


def wrap(text: str, first: str, margin: str | None = None) -> str:
    """Break a text into lines of at most WIDTH columns; ``first`` begins the first line, ``margin`` the others."""
    margin = first if margin is None else margin
    lines, line = [], first
    empty = True
    for word in text.split(" "):
        if not empty and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line, empty = margin, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    return "\n".join([*lines, line.rstrip()]) + "\n"
