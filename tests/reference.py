"""The reference binary, for tests that compare with it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HELM = ROOT / ".reference" / "helm"
KUBECTL = ROOT / ".reference" / "kubectl"

requires_reference = pytest.mark.skipif(
    not HELM.exists() and not os.environ.get("PYCHART_REQUIRE_REFERENCE"),
    reason="the reference binary is not here: scripts/fetch_reference.py fetches it",
)


def run_helm(*args: str, cwd: Path | None = None, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the reference with a home of its own."""
    own = environment_of(home) | environment
    return subprocess.run([HELM, *args], cwd=cwd, env=own, capture_output=True, check=False)


def environment_of(home: Path) -> dict[str, str]:
    """Give an environment in which nothing of this machine's user shows."""
    folders = {f"HELM_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA")}
    own = {"PYCHART_CACHE_HOME": str(home / "pychart")}
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "UTC", "LANG": "C.UTF-8", **folders, **own}
