"""Find installed plugins: every folder of the folder of plugins that holds a plugin.yaml (Helm: loader.go)."""

from __future__ import annotations

import os

from pychart import logs
from pychart.errors import PluginError
from pychart.gostd.strconv import quote
from pychart.plugin.model import FILE_NAME, Plugin

_LARGEST = 1 << 20


def load_plugin(folder: str) -> Plugin:
    """Load the plugin in a folder. Raises PluginError with Helm's text."""
    from pychart.filesystem import read_file
    from pychart.plugin.parse import parse_plugin

    path = os.path.join(folder, FILE_NAME)
    try:
        text = read_file(path, limit=_LARGEST, error=PluginError)
    except PluginError as error:
        raise PluginError(f"failed to read plugin at {quote(path)}: {error}") from None
    try:
        return parse_plugin(text, folder)
    except PluginError as error:
        raise PluginError(f"failed to load plugin {quote(folder)}: {error}") from None


def load_folder(folder: str) -> list[Plugin]:
    """Load all plugins of a folder, sorted by the names of their folders; broken ones are left out with a warning.

    Raises PluginError where two have the same name.
    """
    plugins = []
    for path in _list_plugin_files(folder):
        try:
            plugins.append(load_plugin(os.path.dirname(path)))
        except PluginError as error:
            logs.warn("failed to load plugin (ignoring)", plugin_yaml=path, error=str(error))
    _require_different_names(plugins)
    return plugins


def list_plugins(folders: str, *, name: str = "", type: str = "") -> list[Plugin]:
    """Load the plugins of a list of folders, divided as in PATH; ``name`` and ``type`` choose among them."""
    found = [plugin for folder in folders.split(os.pathsep) if folder for plugin in load_folder(folder)]
    return [plugin for plugin in found if name in ("", plugin.name) and type in ("", plugin.type)]


def _list_plugin_files(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    paths = [os.path.join(folder, name, FILE_NAME) for name in names]
    return [path for path in paths if os.path.lexists(path)]


def _require_different_names(plugins: list[Plugin]) -> None:
    folders: dict[str, str] = {}
    for plugin in plugins:
        if plugin.name in folders:
            one, two = quote(folders[plugin.name]), quote(plugin.folder)
            raise PluginError(f"two plugins claim the name {quote(plugin.name)} at {one} and {two}")
        folders[plugin.name] = plugin.folder
