"""Plugins as commands: `pychart NAME ARGS...` runs the plugin NAME (Helm: pkg/cmd, load_plugins.go)."""

from __future__ import annotations

import sys

from pychart import logs
from pychart.cli.command import Command
from pychart.cli.flags import FlagParser
from pychart.cli.options import GLOBAL_FLAGS, read_settings
from pychart.errors import PluginError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.plugin.model import Plugin
    from pychart.settings import Settings

_OURS = (
    "kube-context namespace kubeconfig kube-apiserver kube-token kube-as-user kube-as-group kube-ca-file"
    " registry-config repository-cache repository-config kube-insecure-skip-tls-verify kube-tls-server-name"
)
_OUR_FLAGS = (*(f"--{name}" for name in _OURS.split()), "-n")
"""Flags that a plugin is told of by variables; all others are its own."""


class PluginCommand(Command):
    """A plugin of the type cli/v1."""

    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin
        super().__init__(
            plugin.name,
            callback=self._invoke,
            usage=plugin.usage.partition(" ")[2],
            short=plugin.short_help or f'the "{plugin.name}" plugin',
            text=plugin.long_help or plugin.short_help or f'The "{plugin.name}" plugin.',
        )

    def run(self, path: str, args: list[str]) -> None:
        """Run the plugin with all arguments but those flags that it is told of by variables."""
        ours, rest = split_flags(args)
        FlagParser(GLOBAL_FLAGS).parse_args(ours)
        from pychart.cli.early import read_early

        given = read_early(sys.argv[1:]) | read_early(ours)
        self._invoke(rest, {flag.name: given.get(flag.name, flag.default) for flag in GLOBAL_FLAGS})

    def _invoke(self, args: list[str], values: dict[str, Any]) -> None:
        from pychart.actions.env import list_variables
        from pychart.plugin.invoke import run_plugin

        settings = read_settings(values)
        environment = {**settings.environment, **list_variables(settings, values, sys.argv[0])}
        sys.stdout.flush()
        run_plugin(self.plugin, () if self.plugin.ignore_flags else args, environment)


def split_flags(args: list[str]) -> tuple[list[str], list[str]]:
    """Divide a plugin's arguments into the shared flags that we read and the rest, which is the plugin's."""
    ours: list[str] = []
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word in _OUR_FLAGS:
            ours += [word, *[value for value in [next(words, None)] if value is not None]]
        elif word == "--debug" or word.startswith(tuple(f"{name}=" for name in _OUR_FLAGS)):
            ours.append(word)
        else:
            rest.append(word)
    return ours, rest


def find_plugin_commands(settings: Settings | None = None) -> list[PluginCommand]:
    """Load the plugins that add commands; none where HELM_NO_PLUGINS says so or where they cannot be told apart."""
    from os import scandir

    from pychart.settings import Settings

    settings = settings or Settings.from_environment()
    if settings.environment.get("HELM_NO_PLUGINS") == "1" or not settings.plugins:
        return []
    if ":" not in settings.plugins:
        try:
            with scandir(settings.plugins) as entries:
                if not any(True for _ in entries):
                    return []
        except OSError:
            return []
    from pychart.plugin.load import list_plugins

    try:
        return [PluginCommand(plugin) for plugin in list_plugins(settings.plugins, type="cli/v1")]
    except PluginError as error:
        logs.error("failed to load plugins", error=str(error))
        return []
