"""List, install and uninstall plugins: what `pychart plugin` does."""

from __future__ import annotations

from pychart.errors import PluginError, PychartError
from pychart.plugin.install import describe_signature, install_folder, remove_plugin, require_folder
from pychart.plugin.invoke import run_hook
from pychart.plugin.load import list_plugins, load_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.settings import Settings

    Report = Callable[[str], None]


def install_plugin(source: str, settings: Settings, report: Report) -> None:
    """Install the plugin in a folder by a link to it and run its install hook; ``report`` gets what users are told.

    Raises PluginError with Helm's text.
    """
    folder = require_folder(source)
    report("Installing plugin from local directory (development mode)\n")
    plugin = install_folder(folder, f"{settings.data_home}/plugins")
    run_hook(plugin, "install", settings.environment)
    report(f"Installed plugin: {plugin.name}\n")


def uninstall_plugins(names: Sequence[str], settings: Settings, report: Report) -> None:
    """Uninstall plugins, each for itself; raises PluginError that tells of all that went wrong."""
    installed = {plugin.name: plugin for plugin in load_folder(settings.plugins)}
    problems = []
    for name in names:
        plugin = installed.get(name)
        if plugin is None:
            problems.append(f"plugin: {name} not found")
            continue
        try:
            remove_plugin(plugin, settings.plugins)
            run_hook(plugin, "delete", settings.environment)
        except PychartError as error:
            problems.append(f"failed to uninstall plugin {name}, got error ({error})")
        else:
            report(f"Uninstalled plugin: {name}\n")
    if problems:
        raise PluginError("\n".join(problems))


def describe_plugins(settings: Settings, type: str = "") -> list[dict[str, str]]:
    """Describe installed plugins, one record each, in the order of their folders' names."""
    return [
        {
            "name": plugin.name,
            "version": plugin.version,
            "type": plugin.type,
            "apiVersion": plugin.api_version,
            "provenance": describe_signature(plugin, f"{settings.data_home}/plugins"),
            "source": plugin.source_url or "unknown",
        }
        for plugin in list_plugins(settings.plugins, type=type)
    ]
