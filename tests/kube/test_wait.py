"""What is told of objects that were waited for in vain."""

from __future__ import annotations

import pytest

from pychart.errors import ClusterError
from pychart.kube.client import Client
from pychart.kube.wait import wait_until_gone, wait_until_ready
from tests.fakes.apiserver import ApiServer
from tests.kube.conftest import POD, ignore


def test_the_last_state_that_was_seen_is_told(api: ApiServer, client: Client) -> None:
    api.fail("GET .*/pods/a", hang=20, drop=True, times=-1, skip=1)
    with pytest.raises(ClusterError, match=r"^resource Pod/default/a not ready. status: InProgress, message: Pod "):
        wait_until_ready(client, [POD], 1.5, ignore, strategy="watcher", jobs=False)
    api.faults.clear()
    api.fail("GET .*/pods/a", hang=20, drop=True, times=-1, skip=1)
    with pytest.raises(ClusterError, match=r"^resource Pod/default/a still exists. status: InProgress, message: Pod "):
        wait_until_gone(client, [POD], 1.5, ignore, strategy="watcher")


def test_a_server_that_says_nothing_at_all(api: ApiServer, client: Client) -> None:
    api.fail("GET .*/pods/a", hang=20, drop=True, times=-1)
    with pytest.raises(ClusterError, match=r"status: InProgress, message: Get .*: context deadline exceeded"):
        wait_until_ready(client, [POD], 1.5, ignore, strategy="watcher", jobs=False)
