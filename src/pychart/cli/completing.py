"""What may follow on a command line: what completion scripts are told when they call `__complete WORD...`.

The protocol is spf13/cobra's. The answer is one candidate a line, each with a tab and a description, and a last line
``:N`` that tells the shell what to do besides (constants in candidates.py). A command line that makes no sense gets no
candidates, never an error.
"""

from __future__ import annotations

from pychart.cli import candidates
from pychart.cli.candidates import DEFAULT, NO_FILES, Answer, Request
from pychart.cli.command import Command, Group
from pychart.cli.find import find_command
from pychart.cli.flags import FlagParser, HelpWanted
from pychart.cli.options import GLOBAL_FLAGS
from pychart.errors import PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pychart.cli.flags import Flag

    Source = Callable[[Request], Answer]


def answer(words: list[str], root: Group, *, descriptions: bool = True) -> str:
    """Answer a completion script; the last word is the one that is being typed."""
    found, directive = complete(words, root)
    lines = [f"{word}\t{text}" if descriptions and text else word for word, text in found]
    return "\n".join([*lines, f":{directive}"]) + "\n"


def complete(words: list[str], root: Group) -> Answer:
    """Give the candidates for the last word, each with its description, and the directive."""
    if not words:
        return [], NO_FILES
    *before, current = words
    try:
        path, command, rest = find_command(root, before)
    except PychartError:
        return [], DEFAULT
    flags = (*GLOBAL_FLAGS, *command.flags)
    pending = _find_pending(rest, flags)
    if current.startswith("-") and pending is None and "--" not in rest:
        if "=" not in current:
            return _complete_flag_names(current, flags, rest)
        name, _, current = current.partition("=")
        pending = next((flag for flag in flags if name in flag.names), None)
        if pending is None:
            return [], DEFAULT
    elif pending is not None:
        rest = rest[:-1]
    try:
        values, args = FlagParser(flags).parse_args(rest)
    except (PychartError, HelpWanted):
        return [], DEFAULT
    request = Request(root, path.removeprefix(f"{root.name} "), args, current, values)
    if pending is not None:
        return _complete_value(pending, request)
    if isinstance(command, Group):
        return _complete_commands(command, current) if not args else ([], DEFAULT)
    return _complete_argument(command, request)


def _find_pending(rest: list[str], flags: tuple[Flag, ...]) -> Flag | None:
    """Find the flag that the last word before the current one leaves without its value."""
    if not rest or not rest[-1].startswith("-") or "=" in rest[-1] or "--" in rest:
        return None
    last = rest[-1] if rest[-1].startswith("--") else f"-{rest[-1][-1]}"
    return next((flag for flag in flags if last in flag.names and flag.bare is None), None)


def _complete_flag_names(current: str, flags: tuple[Flag, ...], rest: list[str]) -> Answer:
    """Offer flags that are not given yet, or may be given again."""
    given = {word.partition("=")[0] for word in rest}
    offered = [("--help", "show this help")]
    for flag in flags:
        if flag.hidden or flag.accepted_only or (not flag.many and given.intersection(flag.names)):
            continue
        names = flag.names if current in ("", "-") else [n for n in flag.names if n.startswith("--")]
        offered += [(name, flag.help) for name in names]
    return sorted(pair for pair in offered if pair[0].startswith(current)), NO_FILES


def _complete_commands(group: Group, current: str) -> Answer:
    return [row for row in group.list_rows().items() if row[0].startswith(current)], NO_FILES


def _complete_help(request: Request) -> Answer:
    """Offer the commands whose help can be shown."""
    try:
        _, command, rest = find_command(request.root, request.args)
    except PychartError:
        return [], NO_FILES
    return _complete_commands(command, request.current) if isinstance(command, Group) and not rest else ([], NO_FILES)


def _complete_argument(command: Command, request: Request) -> Answer:
    source = ARGUMENTS.get(request.path) or ARGUMENTS.get(request.path.partition(" ")[0])
    return source(request) if source else ([], DEFAULT)


def _complete_value(flag: Flag, request: Request) -> Answer:
    source = FLAG_VALUES.get(flag.long) or KIND_VALUES.get(flag.kind)
    return source(request) if source else ([], DEFAULT)


def _first_only(source: Source) -> Source:
    return lambda request: ([], NO_FILES) if request.args else source(request)


ARGUMENTS: Mapping[str, Source] = {
    "cache": candidates.nothing,
    "completion": candidates.nothing,
    "create": _first_only(candidates.folders),
    "dependency": _first_only(candidates.folders),
    "env": _first_only(candidates.variables),
    "help": _complete_help,
    "lint": candidates.files,
    "package": candidates.folders,
    "plugin install": _first_only(candidates.folders),
    "plugin list": candidates.nothing,
    "plugin uninstall": candidates.plugins,
    "pull": candidates.remote_charts,
    "push": candidates.files,
    "repo add": candidates.nothing,
    "repo index": _first_only(candidates.folders),
    "repo list": candidates.nothing,
    "repo remove": candidates.repositories,
    "repo update": candidates.repositories,
    "search": candidates.nothing,
    "search repo": candidates.chart_names,
    "show": _first_only(candidates.charts),
    "template": candidates.release_and_chart,
    "verify": _first_only(candidates.files),
    "version": candidates.nothing,
}
"""What the arguments of each command are, by its path; a group's row is for all below it that have none."""

FLAG_VALUES: Mapping[str, Source] = {
    "--api-versions": candidates.api_versions,
    "--color": candidates.colours,
    "--colour": candidates.colours,
    "--content-cache": candidates.folders,
    "--destination": candidates.folders,
    "--dry-run": candidates.dry_runs,
    "--kube-context": candidates.contexts,
    "--kube-version": candidates.kube_versions,
    "--merge": candidates.yaml_files,
    "--namespace": candidates.namespaces,
    "--output-dir": candidates.folders,
    "--post-renderer": candidates.post_renderers,
    "--repository-cache": candidates.folders,
    "--repository-config": candidates.yaml_files,
    "--starter": candidates.starters,
    "--untardir": candidates.folders,
    "--values": candidates.yaml_files,
    "--version": candidates.versions,
    "--wait": candidates.wait_strategies,
}
"""What the values of flags are, by the flag's long name."""

KIND_VALUES: Mapping[str, Source] = {
    "bool": candidates.switches,
    "duration": candidates.nothing,
    "float32": candidates.nothing,
    "format": candidates.formats,
    "int": candidates.nothing,
    "uint": candidates.nothing,
}
"""What the values of flags are, by their kind."""
