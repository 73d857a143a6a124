"""Read plugin.yaml: the form without an apiVersion and the form v1 (Helm: internal/plugin, metadata*.go)."""

from __future__ import annotations

from pychart.errors import PluginError, YamlError
from pychart.gostd.strconv import quote
from pychart.plugin.model import FILE_NAME, PlatformCommand, Plugin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

_V1_FIELDS = ("apiVersion", "name", "type", "runtime", "version", "sourceURL", "config", "runtimeConfig")
_CONFIG_FIELDS = {
    "cli/v1": ("ConfigCLIV1", ("usage", "shortHelp", "longHelp", "ignoreFlags")),
    "getter/v1": ("ConfigGetterV1", ("protocols",)),
    "postrenderer/v1": ("ConfigPostRendererV1", ()),
    "test/v1": ("ConfigTestV1", ()),
}
"""Each type of plugin: Go's name for its config and the config's fields."""


def parse_plugin(text: bytes, folder: str) -> Plugin:
    """Read a plugin.yaml; keys may stand once only, and in the form v1 each must be known.

    Name and version are checked before anything is made of them. Raises PluginError with Helm's text.
    """
    from pychart.yamlio import load_strict

    try:
        document = load_strict(text)
    except YamlError as error:
        reason = str(error).removeprefix("error converting YAML to JSON: ")
        raise PluginError(f"failed to peek {FILE_NAME} API version: {reason}") from None
    if document is None:
        raise PluginError(f"failed to peek {FILE_NAME} API version: EOF")
    if not isinstance(document, dict):
        raise PluginError(f"failed to peek {FILE_NAME} API version: yaml: unmarshal errors: it is not a map")
    api_version = _text(document, "apiVersion")
    if api_version == "":
        return _parse_legacy(document, folder)
    if api_version != "v1":
        raise PluginError(f"invalid plugin apiVersion: {quote(api_version)}")
    _refuse_unknown(document, _V1_FIELDS, "plugin.MetadataV1", text.decode(errors="replace").splitlines())
    return _parse_v1(document, folder)


def _parse_legacy(document: dict[str, Any], folder: str) -> Plugin:
    name, version = _text(document, "name"), _text(document, "version")
    _require_name(name, f"invalid plugin name {quote(name)}: must contain only a-z, A-Z, 0-9, _ and -")
    if version:
        _require_version(version, f"invalid plugin version {quote(version)}: must be valid semver")
    commands, hooks = _commands(document.get("platformCommand")), _hooks(document.get("platformHooks"))
    single, shell_hooks = _text(document, "command"), _map(document.get("hooks"))
    if commands and single:
        raise PluginError("both platformCommand and command are set")
    if hooks and shell_hooks:
        raise PluginError("both platformHooks and hooks are set")
    downloaders = _list(document.get("downloaders"))
    _check_downloaders(downloaders)
    if single:
        commands = (PlatformCommand("", "", single, ()),)
    if shell_hooks:
        shell = {event: _text(shell_hooks, event) for event in shell_hooks}
        hooks = {event: (PlatformCommand("", "", "sh", ("-c", line)),) for event, line in shell.items()}
    return Plugin(
        folder=folder,
        api_version="legacy",
        name=name,
        version=version,
        type="getter/v1" if downloaders else "cli/v1",
        source_url="",
        usage="",
        short_help=_sanitise(_text(document, "usage")),
        long_help=_text(document, "description"),
        ignore_flags=document.get("ignoreFlags") is True,
        commands=commands,
        hooks=hooks,
        expand_hook_args=not shell_hooks,
    )


def _parse_v1(document: dict[str, Any], folder: str) -> Plugin:
    name, version, kind = _text(document, "name"), _text(document, "version"), _text(document, "type")
    runtime = _text(document, "runtime")
    _require_name(name, "invalid plugin `name`")
    if not version:
        raise PluginError("plugin `version` is required")
    _require_version(version, f"invalid plugin `version` {quote(version)}: must be valid semver")
    if not kind:
        raise PluginError("`type` missing")
    if not runtime:
        raise PluginError("`runtime` missing")
    convert = "failed to convert MetadataV1 to Metadata: "
    if kind not in _CONFIG_FIELDS:
        raise PluginError(f"{convert}unknown plugin type {quote(kind)}")
    config = _map(document.get("config"))
    go_name, fields = _CONFIG_FIELDS[kind]
    # Helm writes the config out again, keys sorted, before it reads it into its type: so count its lines.
    _refuse_unknown(config, fields, f"schema.{go_name}", [f"{key}:" for key in sorted(config)], convert)
    if runtime != "subprocess":
        known = ": pychart runs subprocess plugins only" if runtime == "extism/v1" else ""
        raise PluginError(f"{convert}unsupported plugin runtime type: {quote(runtime)}{known}")
    if kind == "getter/v1":
        _check_protocols(_list(config.get("protocols")))
    runtime_config = _map(document.get("runtimeConfig"))
    return Plugin(
        folder=folder,
        api_version="v1",
        name=name,
        version=version,
        type=kind,
        source_url=_text(document, "sourceURL"),
        usage=_text(config, "usage"),
        short_help=_text(config, "shortHelp"),
        long_help=_text(config, "longHelp"),
        ignore_flags=config.get("ignoreFlags") is True,
        commands=_commands(runtime_config.get("platformCommand")),
        hooks=_hooks(runtime_config.get("platformHooks")),
        expand_hook_args=False,
    )


def _refuse_unknown(
    found: dict[str, Any], known: Iterable[str], go_type: str, lines: list[str], prefix: str = ""
) -> None:
    """Refuse fields that a Go struct does not have, each with its line."""
    unknown = [key for key in found if key not in known]
    if not unknown:
        return
    places = [(next((i for i, line in enumerate(lines, 1) if _begins(line, key)), 1), key) for key in unknown]
    problems = [f"  line {line}: field {key} not found in type {go_type}" for line, key in sorted(places)]
    raise PluginError("\n".join([f"{prefix}yaml: unmarshal errors:", *problems]))


def _begins(line: str, key: str) -> bool:
    return line.startswith((f"{key}:", f"{key} ", f'"{key}"', f"'{key}'"))


def _require_name(name: str, refusal: str) -> None:
    if not name or not name.isascii() or not name.replace("_", "a").replace("-", "a").isalnum():
        raise PluginError(refusal)


def _require_version(version: str, refusal: str) -> None:
    from pychart.versions import InvalidVersion, parse_version

    try:
        parse_version(version, strict=True)
    except InvalidVersion:
        raise PluginError(refusal) from None


def _check_downloaders(downloaders: list[Any]) -> None:
    for number, downloader in enumerate(map(_map, downloaders)):
        if not _text(downloader, "command"):
            raise PluginError(f"downloader {number} has empty command")
        protocols = _list(downloader.get("protocols"))
        if not protocols:
            raise PluginError(f"downloader {number} has no protocols")
        for index, protocol in enumerate(protocols):
            if not protocol:
                raise PluginError(f"downloader {number} has empty protocol at index {index}")


def _check_protocols(protocols: list[Any]) -> None:
    if not protocols:
        raise PluginError("config validation failed: getter has no protocols")
    for index, protocol in enumerate(protocols):
        if not protocol:
            raise PluginError(f"config validation failed: getter has empty protocol at index {index}")


def _commands(value: Any) -> tuple[PlatformCommand, ...]:
    rows = [_map(row) for row in _list(value)]
    return tuple(
        PlatformCommand(
            _text(row, "os"), _text(row, "arch"), _text(row, "command"), tuple(map(_scalar, _list(row.get("args"))))
        )
        for row in rows
    )


def _hooks(value: Any) -> dict[str, tuple[PlatformCommand, ...]]:
    return {event: _commands(commands) for event, commands in _map(value).items()}


def _text(document: dict[str, Any], key: str) -> str:
    return _scalar(document.get(key))


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        raise PluginError("yaml: unmarshal errors: a text is wanted where a map or list stands")
    if value is None:
        return ""
    from pychart.yamlio import go_text

    return str(go_text(value))


def _map(value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise PluginError("yaml: unmarshal errors: a map is wanted where something else stands")
    return value


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise PluginError("yaml: unmarshal errors: a list is wanted where something else stands")
    return value


def _sanitise(text: str) -> str:
    """Make every kind of space a plain one and drop what cannot be printed."""
    return "".join(" " if rune.isspace() else rune for rune in text if rune.isspace() or rune.isprintable())
