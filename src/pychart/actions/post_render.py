"""Choose what changes the rendered manifests: a plugin, or a command where the user says ``exec:``."""

from __future__ import annotations

from pychart.errors import PluginError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.manifests.annotate import Filter
    from pychart.settings import Settings

EXEC = "exec:"
"""What stands before a plain command; Helm 4 takes plugins only."""


def find_post_renderer(names: Sequence[str], args: Sequence[str], settings: Settings) -> Filter | None:
    """Give the filter that ``--post-renderer`` names, None where it names none.

    A name is that of a plugin of the type postrenderer/v1, or ``exec:COMMAND``, a program's path or name. Raises
    UsageError with Helm's text for an unknown plugin and for a second name.
    """
    given = [name for name in names if name]
    if not given:
        return None
    found = _find_program(given[0], args, settings) or _find_plugin(given[0], args, settings)
    if found is None:
        raise _refuse(given[0], f"plugin: {{Name:{given[0]} Type:postrenderer/v1}} not found")
    if len(given) > 1:
        raise _refuse(given[1], "cannot specify --post-renderer flag more than once")
    return found


def _refuse(name: str, reason: str) -> UsageError:
    from pychart.gostd.strconv import quote

    return UsageError(f'invalid argument {quote(name)} for "--post-renderer" flag: {reason}')


def _find_plugin(name: str, args: Sequence[str], settings: Settings) -> Filter | None:
    from pychart.gostd.strconv import quote
    from pychart.plugin.invoke import run_filter
    from pychart.plugin.load import list_plugins

    plugin = next(iter(list_plugins(settings.plugins, name=name, type="postrenderer/v1")), None)
    if plugin is None:
        return None

    def run(text: bytes) -> bytes:
        try:
            output = run_filter(plugin, args, text, settings.environment)
        except PluginError as error:
            raise PluginError(f"failed to invoke post-renderer plugin {quote(name)}: {error}") from error
        return _require_output(output, name)

    return run


def _find_program(name: str, args: Sequence[str], settings: Settings) -> Filter | None:
    command = name.removeprefix(EXEC)
    if not command or command == name:
        return None
    from pychart.plugin.invoke import run_command

    return lambda text: _require_output(run_command([command, *args], text, settings.environment), name)


def _require_output(output: bytes, name: str) -> bytes:
    if not output.strip():
        from pychart.gostd.strconv import quote

        raise PluginError(f"post-renderer {quote(name)} produced empty output")
    return output
