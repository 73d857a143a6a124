"""What tests of several folders share: a web server on this machine, and settings whose folders are the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from pychart.settings import Settings
from tests.repo.publishing import make_settings
from tests.transport.serving import Server, serving

# On a busy machine everything is slow, which says nothing of the example that is tried just then.
hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("busy")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case of packed bytes without them: each process that collects the tests may have packed others."""
    return "bytes" if isinstance(val, bytes) and len(val) > 40 else None
