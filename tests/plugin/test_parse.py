from __future__ import annotations

import pytest

from pychart.errors import PluginError
from pychart.plugin.model import PlatformCommand
from pychart.plugin.parse import parse_plugin

LEGACY = b"""\
name: last
version: 0.1.0
usage: "get\\tthe last"
description: Long text
ignoreFlags: true
command: "$HELM_PLUGIN_DIR/last.sh a"
hooks: {install: "echo hi"}
"""
V1 = b"""\
apiVersion: v1
name: last
version: 1.2.3
type: cli/v1
runtime: subprocess
sourceURL: https://example.com/last
config: {usage: "last [flags]", shortHelp: short, longHelp: long, ignoreFlags: true}
runtimeConfig:
  platformCommand:
  - {os: linux, arch: amd64, command: a, args: [b, "1"]}
  - {command: c}
  platformHooks:
    delete: [{command: d}]
"""

REFUSED = {
    "": "failed to peek plugin.yaml API version: EOF",
    "apiVersion: v2\nname: a": 'invalid plugin apiVersion: "v2"',
    'name: "a/../b"': 'invalid plugin name "a/../b": must contain only a-z, A-Z, 0-9, _ and -',
    "version: 1.0.0": 'invalid plugin name "": must contain only a-z, A-Z, 0-9, _ and -',
    "name: ä": 'invalid plugin name "ä": must contain only a-z, A-Z, 0-9, _ and -',
    "name: a\nversion: x/../../y": 'invalid plugin version "x/../../y": must be valid semver',
    "name: a\nversion: v1.0.0": 'invalid plugin version "v1.0.0": must be valid semver',
    "name: a\ncommand: b\nplatformCommand: [{command: c}]": "both platformCommand and command are set",
    "name: a\nhooks: {install: b}\nplatformHooks: {install: []}": "both platformHooks and hooks are set",
    "name: a\ndownloaders: [{protocols: [s3]}]": "downloader 0 has empty command",
    "name: a\ndownloaders: [{command: b}]": "downloader 0 has no protocols",
    'name: a\ndownloaders: [{command: b, protocols: [s3, ""]}]': "downloader 0 has empty protocol at index 1",
    "apiVersion: v1\nname: a b": "invalid plugin `name`",
    "apiVersion: v1\nname: a": "plugin `version` is required",
    "apiVersion: v1\nname: a\nversion: x": 'invalid plugin `version` "x": must be valid semver',
    "apiVersion: v1\nname: a\nversion: 1.0.0": "`type` missing",
    "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli/v1": "`runtime` missing",
    "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: foo/v1\nruntime: subprocess": (
        'failed to convert MetadataV1 to Metadata: unknown plugin type "foo/v1"'
    ),
    "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli/v1\nruntime: foo": (
        'failed to convert MetadataV1 to Metadata: unsupported plugin runtime type: "foo"'
    ),
    "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: getter/v1\nruntime: subprocess": (
        "config validation failed: getter has no protocols"
    ),
    "apiVersion: v1\nname: bad1\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\nfoo: bar\nconfig: {}": (
        "yaml: unmarshal errors:\n  line 6: field foo not found in type plugin.MetadataV1"
    ),
    "apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli/v1\nruntime: subprocess\nconfig: {usage: a, nope: 1}": (
        "failed to convert MetadataV1 to Metadata: yaml: unmarshal errors:\n"
        "  line 1: field nope not found in type schema.ConfigCLIV1"
    ),
}


def test_reads_the_form_without_a_version() -> None:
    plugin = parse_plugin(LEGACY, "/plugins/last")
    assert plugin[:10] == (
        "/plugins/last",
        "legacy",
        "last",
        "0.1.0",
        "cli/v1",
        "",
        "",
        "get the last",
        "Long text",
        True,
    )
    assert plugin.commands == (PlatformCommand("", "", "$HELM_PLUGIN_DIR/last.sh a", ()),)
    assert plugin.hooks == {"install": (PlatformCommand("", "", "sh", ("-c", "echo hi")),)}
    assert not plugin.expand_hook_args


def test_reads_the_form_v1() -> None:
    plugin = parse_plugin(V1, "/plugins/last")
    source = "https://example.com/last"
    assert plugin[1:10] == ("v1", "last", "1.2.3", "cli/v1", source, "last [flags]", "short", "long", True)
    assert plugin.commands == (
        PlatformCommand("linux", "amd64", "a", ("b", "1")),
        PlatformCommand("", "", "c", ()),
    )
    assert plugin.hooks == {"delete": (PlatformCommand("", "", "d", ()),)}


def test_downloaders_make_a_getter() -> None:
    assert parse_plugin(b"name: a\ndownloaders: [{command: b, protocols: [s3]}]", "").type == "getter/v1"


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_in_helms_words(text: str) -> None:
    with pytest.raises(PluginError) as caught:
        parse_plugin(text.encode(), "/plugins/a")
    assert str(caught.value) == REFUSED[text]


@pytest.mark.parametrize("text", ["name: [a", "name: a\nname: b", "- a", "name: {a: b}", "name: a\nhooks: [b]"])
def test_bad_yaml_is_one_clear_error(text: str) -> None:
    with pytest.raises(PluginError):
        parse_plugin(text.encode(), "/plugins/a")


def test_a_module_plugin_is_refused() -> None:
    text = b"apiVersion: v1\nname: a\nversion: 1.0.0\ntype: cli/v1\nruntime: extism/v1"
    with pytest.raises(PluginError, match="pychart runs subprocess plugins only"):
        parse_plugin(text, "")
