"""Install plugins from folders and take them away again (Helm: internal/plugin/installer, plugin_uninstall.go)."""

from __future__ import annotations

import os

from pychart import logs
from pychart.errors import PluginError
from pychart.gostd.strconv import quote
from pychart.plugin.load import load_plugin
from pychart.plugin.model import FILE_NAME, Plugin

_ARCHIVES = (".tar.gz", ".tgz")


def require_folder(source: str) -> str:
    """Give the absolute path of a plugin's source, which must be on this machine.

    Raises PluginError for what is not there, and for archives, URLs and repositories: those are not fetched.
    """
    if source.startswith(("http://", "https://", "oci://", "git@", "ssh://", "git://")):
        raise PluginError(
            f"pychart installs plugins from folders only: fetch {quote(source)} and install the folder that holds its"
            f" {FILE_NAME}"
        )
    if not os.path.exists(source):
        raise PluginError(
            f"cannot get information about plugin source {quote(source)} (if it's a local directory, does it exist?),"
            " last error was: Cannot detect VCS"
        )
    if source.endswith(_ARCHIVES):
        raise PluginError(
            f"pychart installs plugins from folders only: unpack {quote(source)} and install the folder that holds its"
            f" {FILE_NAME}"
        )
    return os.path.abspath(source)


def install_folder(source: str, plugins: str) -> Plugin:
    """Link a plugin's folder into the folder of plugins and load it from there.

    Raises PluginError; a link to a plugin that cannot be loaded stays (Helm).
    """
    from pychart.filesystem import link, make_folder

    make_folder(plugins)
    path = os.path.join(plugins, os.path.basename(source))
    if os.path.exists(path):
        logs.warn("plugin already exists", path=path, error="<nil>")
        raise PluginError("plugin already exists")
    if not os.path.isdir(source):
        raise PluginError(f"expected plugin to be a directory (containing a file '{FILE_NAME}')")
    if not os.path.exists(os.path.join(source, FILE_NAME)):
        raise PluginError(f"plugin metadata ({FILE_NAME}) missing")
    logs.debug("symlinking", source=source, path=path)
    link(source, path)
    logs.debug("loading plugin", path=path)
    try:
        return load_plugin(path)
    except PluginError as error:
        raise PluginError(f"plugin is installed but unusable: {error}") from None


def remove_plugin(plugin: Plugin, plugins: str) -> None:
    """Take a plugin away: a link alone, a folder with all that is in it; also the archive it came from."""
    from pychart.filesystem import remove_file, remove_tree

    remove_tree(plugin.folder)
    if plugin.version:
        archive = os.path.join(plugins, f"{plugin.name}-{plugin.version}.tgz")
        for path in (archive, f"{archive}.prov"):
            if os.path.exists(path):
                remove_file(path)


def describe_signature(plugin: Plugin, plugins: str) -> str:
    """Tell in a word or two where a plugin comes from: ``local dev`` for a linked folder, ``unsigned``, ``unknown``."""
    path = os.path.join(plugins, plugin.name)
    if os.path.islink(path):
        return "local dev"
    if not os.path.exists(path):
        return "unknown"
    archive = os.path.join(plugins, f"{plugin.name}-{plugin.version}.tgz")
    if not os.path.exists(archive) or not os.path.exists(f"{archive}.prov"):
        return "unsigned"
    return "unchecked"
