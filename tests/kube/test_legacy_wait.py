"""What ``--wait=legacy`` does with what goes away, or cannot be read."""

from __future__ import annotations

import threading
import time

import pytest

from pychart.errors import ClusterError, StatusError
from pychart.kube.client import Client
from pychart.kube.legacy_wait import poll_until_gone, watch_hook
from tests.fakes.apiserver import ApiServer
from tests.kube.conftest import POD, client_of, ignore


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
