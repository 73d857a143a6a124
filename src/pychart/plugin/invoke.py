"""Run what a plugin's commands name, with the variables that Helm sets.

Origin: Helm's internal/plugin, subprocess_commands.go and runtime_subprocess*.go.
"""

from __future__ import annotations

import os
import sys

from pychart import logs
from pychart.errors import PluginError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pychart.plugin.model import PlatformCommand, Plugin

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "i386": "386", "i686": "386", "armv7l": "arm"}


class PluginFailed(PluginError):  # noqa: N818 - the plugin failed, we did not
    """A plugin's command ended with a status other than 0, which becomes ours."""

    def __init__(self, plugin: Plugin, status: int) -> None:
        super().__init__(f"plugin {quote(plugin.name)} exited with error")
        self.exit_code = status if status >= 0 else 255


def run_plugin(plugin: Plugin, args: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a plugin's command; it has our input and output.

    ``environment`` is the whole environment that it gets, but for the two variables that name the plugin. Raises
    PluginFailed with the status it ends with, PluginError where it cannot be run.
    """
    own = _add_names(plugin, environment)
    words = _prepare_command(plugin, args, own)
    _log(plugin, words)
    status, _ = _execute(words, own, {})
    if status:
        raise PluginFailed(plugin, status)


def run_filter(plugin: Plugin, args: Sequence[str], text: bytes, environment: Mapping[str, str]) -> bytes:
    """Send a text through a plugin's command and give what comes out; what it writes to stderr is dropped (Helm)."""
    own = _add_names(plugin, environment)
    words = _prepare_command(plugin, args, own)
    _log(plugin, words)
    with open(os.devnull, "wb") as nowhere:
        status, output = _execute(words, own, {"input": text, "stderr": nowhere})
    if status:
        raise PluginFailed(plugin, status)
    return output


def run_hook(plugin: Plugin, event: str, environment: Mapping[str, str]) -> None:
    """Run what a plugin asks for at an event: install, delete or update. Raises PluginError where it fails."""
    commands = plugin.hooks.get(event, ())
    if not commands:
        return
    own = _add_names(plugin, environment)
    words = prepare_command(commands, (), own, expand=plugin.expand_hook_args)
    _log(plugin, words, "executing plugin hook command")
    with open(os.devnull, "rb") as nothing:
        status, _ = _execute(words, own, {"stdin": nothing})
    if status:
        raise PluginError(f"plugin {event} hook for {quote(plugin.name)} exited with error")


def prepare_command(
    commands: Sequence[PlatformCommand], args: Sequence[str], environment: Mapping[str, str], *, expand: bool = True
) -> list[str]:
    """Choose the command for this system and give program and arguments, variables replaced.

    ``expand`` says whether variables are replaced in arguments too. Raises PluginError where no command fits.
    """
    chosen = choose_command(commands, sys.platform, _ARCHITECTURES.get(os.uname().machine, os.uname().machine))
    words = chosen.command.split(" ") if chosen else [""]
    if not chosen or not words[0]:
        raise PluginError("no plugin command is applicable")
    rest = [*words[1:], *chosen.args]
    if expand:
        rest = [expand_variables(word, environment) for word in rest]
    return [expand_variables(words[0], environment), *rest, *args]


def choose_command(commands: Sequence[PlatformCommand], system: str, machine: str) -> PlatformCommand | None:
    """Choose the command for a system: one for it and its processor, else the first for it, else the first for any."""
    for command in commands:
        if (command.os.lower(), command.arch.lower()) == (system, machine):
            return command
    fitting = [command for command in commands if not command.arch and command.os.lower() in ("", system)]
    return next((command for command in fitting if command.os), fitting[0] if fitting else None)


def expand_variables(text: str, environment: Mapping[str, str]) -> str:
    """Replace ``$NAME`` and ``${NAME}``; what is not set becomes empty (Go: os.Expand)."""
    if "$" not in text:
        return text
    import re

    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("{"):
            # A brace without its end or without a name is taken away (Go).
            return environment.get(name[1:-1], "") if name.endswith("}") else ""
        return environment.get(name, "")

    return re.sub(r"\$(\{[^}]*\}|\{|[A-Za-z_][A-Za-z0-9_]*|[0-9*#$@!?-])", replace, text)


def _prepare_command(plugin: Plugin, args: Sequence[str], environment: Mapping[str, str]) -> list[str]:
    try:
        return prepare_command(plugin.commands, args, environment)
    except PluginError as error:
        raise PluginError(f"failed to prepare plugin command: {error}") from None


def _add_names(plugin: Plugin, environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "HELM_PLUGIN_NAME": plugin.name, "HELM_PLUGIN_DIR": plugin.folder}


def run_command(words: Sequence[str], text: bytes, environment: Mapping[str, str]) -> bytes:
    """Send a text through a program and give what comes out; its stderr is ours. Raises PluginError."""
    status, output = _execute(list(words), dict(environment), {"input": text})
    if status:
        raise PluginError(f"{quote(words[0])} exited with status {status}")
    return output


def _execute(words: list[str], environment: dict[str, str], options: dict[str, Any]) -> tuple[int, bytes]:
    """Run a program; give its status and, where a text goes in, what comes out."""
    import subprocess

    program = _find_program(words[0])
    if program is None:
        raise PluginError(f"exec: {quote(words[0])}: executable file not found in $PATH")
    if "input" in options:
        options["stdout"] = subprocess.PIPE
    try:
        done = subprocess.run(words, executable=program, env=environment, check=False, **options)
    except OSError as problem:
        reason = (problem.strerror or str(problem)).lower()
        raise PluginError(f"fork/exec {program}: {reason}") from None
    return done.returncode, done.stdout or b""


def _find_program(name: str) -> str | None:
    if "/" in name:
        return name
    from shutil import which

    return which(name)


def _log(plugin: Plugin, words: list[str], message: str = "executing plugin command") -> None:
    logs.debug(message, pluginName=plugin.name, command=" ".join([_find_program(words[0]) or words[0], *words[1:]]))
