"""API servers for the tests of releases: the fake, and a real one where there is one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import pytest

from tests.fakes.apiserver import ApiServer
from tests.release.real import RealServer, requires_cluster
from tests.release.twins import Cluster

Servers = Callable[[], AbstractContextManager[Cluster]]


@pytest.fixture(params=["fake", pytest.param("real", marks=requires_cluster)])
def servers(request: pytest.FixtureRequest) -> Servers:
    """Give what starts an API server, or makes room on a real one."""
    return RealServer if request.param == "real" else partial(ApiServer, delay=0.05)
