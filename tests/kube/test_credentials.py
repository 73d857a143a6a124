"""Credentials that change while a command runs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pychart.errors import ClusterError
from pychart.kube.client import Client
from pychart.kube.config import ClusterFlags
from pychart.settings import Settings
from tests.kube.worlds import World

V1 = "client.authentication.k8s.io/v1"
PLUGIN = """\
#!/bin/sh
# Gives what lies in next, and after that what lies in later.
cd "$(dirname "$0")"
echo asked >> calls
cat next
mv later next 2> /dev/null || true
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    (tmp_path / "plugin").write_text(PLUGIN)
    (tmp_path / "plugin").chmod(0o755)
    with world.api:
        yield world


def open_client(world: World, user: dict[str, Any]) -> Client:
    path = world.write_config({"certificate-authority": "ca.crt"}, user)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(world.folder), "KUBECONFIG": str(path)}
    return Client(Settings.from_environment(environment), ClusterFlags())


def plug_in(world: World, next_: dict[str, Any], later: dict[str, Any] | None = None) -> Client:
    for name, status in (("next", next_), ("later", later)):
        if status is not None:
            answer = {"apiVersion": V1, "kind": "ExecCredential", "status": status}
            (world.folder / name).write_text(json.dumps(answer))
    plugin = {"apiVersion": V1, "command": "./plugin", "interactiveMode": "Never"}
    return open_client(world, {"exec": plugin})


def count_calls(world: World) -> int:
    return (world.folder / "calls").read_text().count("asked")


def pair(world: World) -> dict[str, str]:
    return {
        "clientCertificateData": (world.folder / "client.crt").read_text(),
        "clientKeyData": (world.folder / "client.key").read_text(),
    }


def test_a_plugin_is_asked_again_when_its_token_is_refused(world: World) -> None:
    world.api.token = "new"
    client = plug_in(world, {"token": "old"}, {"token": "new"})
    assert client.request("GET", "/version")["major"] == "1"
    client.request("GET", "/version")
    assert count_calls(world) == 2


def test_what_was_refused_is_posted_again(world: World) -> None:
    client = plug_in(world, {"token": "old"}, {"token": "new"})
    client.request("GET", "/version")
    world.api.token = "new"
    body = {"kind": "ConfigMap", "apiVersion": "v1", "metadata": {"name": "a"}}
    client.request("POST", "/api/v1/namespaces/default/configmaps", body=body)
    assert world.api.names("configmaps") == ["a"]


def test_a_plugin_that_gives_the_same_is_asked_twice_and_no_more(world: World) -> None:
    world.api.token = "new"
    client = plug_in(world, {"token": "old"})
    with pytest.raises(ClusterError, match="the server has asked for the client to provide credentials"):
        client.request("GET", "/version")
    assert count_calls(world) == 2


def test_a_plugin_is_asked_again_when_its_token_expires(world: World) -> None:
    client = plug_in(world, {"token": "old", "expirationTimestamp": "2020-01-01T00:00:00Z"}, {"token": "new"})
    client.request("GET", "/version")
    client.request("GET", "/version")
    assert [one.get("Authorization") for one in world.api.headers] == ["Bearer new", "Bearer new"]
    assert count_calls(world) == 2


def test_a_plugin_is_not_asked_again_before(world: World) -> None:
    client = plug_in(world, {"token": "old", "expirationTimestamp": "2100-01-01T00:00:00+02:00"}, {"token": "new"})
    client.request("GET", "/version")
    client.request("GET", "/version")
    assert count_calls(world) == 1


def test_a_new_certificate_makes_a_new_connection(world: World) -> None:
    client = plug_in(world, {"token": "t"}, {**pair(world), "token": "u"})
    client.request("GET", "/version")
    world.api.token = "u"
    client.request("GET", "/version")
    assert world.api.peers == ["", "", "somebody"]


def test_a_token_in_a_file_is_read_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = open_client(world, {"tokenFile": "token-file"})
    client.request("GET", "/version")
    (world.folder / "token-file").write_text("another\n")
    client.request("GET", "/version")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 61)
    client.request("GET", "/version")
    shown = [one["Authorization"] for one in world.api.headers]
    assert shown == ["Bearer from-file", "Bearer from-file", "Bearer another"]


def test_a_token_in_a_file_is_read_again_when_it_is_refused(world: World) -> None:
    client = open_client(world, {"tokenFile": "token-file"})
    client.request("GET", "/version")
    (world.folder / "token-file").write_text("another\n")
    world.api.token = "another"
    client.request("GET", "/version")
    assert world.api.headers[-1]["Authorization"] == "Bearer another"
