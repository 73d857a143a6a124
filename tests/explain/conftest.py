"""Each test runs in a folder of its own, with a home of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "PYCHART_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
