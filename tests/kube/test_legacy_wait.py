"""What ``--wait=legacy`` does with what goes away, or cannot be read."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from pychart.errors import ClusterError, StatusError
from pychart.kube.client import Client
from pychart.kube.config import ClusterFlags
from pychart.kube.discovery import Mapping
from pychart.kube.legacy_wait import poll_until_gone, watch_hook
from pychart.kube.resources import Resource
from pychart.kube.status import State
from pychart.settings import Settings
from tests.fakes.apiserver import ApiServer

POD = Resource(Mapping("v1", "Pod", "pods", True), "default", "a", {})


@pytest.fixture
def api() -> Iterator[ApiServer]:
    with ApiServer(delay=0.05) as api:
        metadata = {"name": "a", "annotations": {"fake/outcome": "never"}}
        spec = {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}
        api.create(api.kind("", "pods"), {"metadata": metadata, "spec": spec}, manager="me", namespace="default")
        yield api


@pytest.fixture
def client(api: ApiServer) -> Client:
    return client_of(api)


def ignore(one: Resource, state: State) -> None:
    """Hear nothing."""


def test_a_hook_that_is_deleted_has_run(api: ApiServer, client: Client) -> None:
    timer = threading.Timer(0.5, lambda: client_of(api).request("DELETE", POD.path))
    timer.start()
    begun = time.monotonic()
    watch_hook(client, [POD], 20, ignore)
    assert time.monotonic() - begun < 5
    timer.join()


def test_a_hook_that_never_ends_and_one_that_cannot_be_seen(api: ApiServer, client: Client) -> None:
    with pytest.raises(ClusterError, match=r"^timed out waiting for the condition$"):
        watch_hook(client, [POD], 0.5, ignore)
    api.fail("GET .*/pods", status=403, reason="Forbidden", message="no", times=-1)
    with pytest.raises(ClusterError, match=r"^UntilWithSync: unable to sync caches: context deadline exceeded$"):
        watch_hook(client, [POD], 0.5, ignore)


def test_what_stays_and_what_cannot_be_looked_at(api: ApiServer, client: Client) -> None:
    with pytest.raises(ClusterError, match=r"^context deadline exceeded$"):
        poll_until_gone(client, [POD], 0.5, ignore)
    api.fail("GET .*/pods", status=403, reason="Forbidden", message="no", times=-1)
    with pytest.raises(StatusError, match=r"^no$"):
        poll_until_gone(client, [POD], 5, ignore)


def client_of(api: ApiServer) -> Client:
    return Client(Settings.from_environment({"HOME": "/nowhere"}), ClusterFlags(apiserver=api.url))
