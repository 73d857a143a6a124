"""Helm verifies what pychart signs with keys of every kind; pychart prints the same of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import ask_pychart
from tests.cli.worlds import Files, chart_yaml
from tests.reference import requires_reference, run_helm
from tests.scenarios.scenario import load_file_sets

KEYS: Files = {**load_file_sets()["keys"]}
SIGN = "package web --sign --keyring secret.asc --passphrase-file sesame.txt --key"


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("key", ["jo@", "max@", "lo@", "sub@"])
def test_helm_verifies(
    key: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = tmp_path / "world"
    signed = ask_pychart(f"{SIGN} {key}", world, capfd, monkeypatch, work={**KEYS, "web/Chart.yaml": chart_yaml("web")})
    assert signed.status == 0, signed.stderr
    files: Files = {name: (world / "cwd" / name).read_bytes() for name in ("web-1.0.0.tgz", "web-1.0.0.tgz.prov")}
    line = "verify web-1.0.0.tgz --keyring public.asc"
    theirs = run_helm(*line.split(), cwd=world / "cwd", home=world / "home")
    assert theirs.returncode == 0, theirs.stderr
    ours = ask_pychart(line, tmp_path / "other", capfd, monkeypatch, work={**KEYS, **files})
    assert ours.stdout == theirs.stdout.decode()
