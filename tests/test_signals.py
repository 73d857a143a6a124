"""A command that is told to stop does so at once, whatever it is at, and leaves nothing half-done."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import pytest

from tests.reference import environment_of

BUSY = {
    "rendering": "{{ range until 200000 }}{{ . | toString | repeat 400 | sha1sum }}{{ end }}",
    "a loop of passwords": '{{ range until 300 }}{{ bcrypt "a" }}{{ end }}',
    "a long manifest": "{{ range until 400000 }}\n---\na: {b: [1, 2]}\n{{ end }}",
}
WITHIN = 3.0
"""Seconds until the process must be gone: one is promised, the machine that tests may be busy."""


def start(folder: Path, template: str) -> subprocess.Popen[bytes]:
    (folder / "c/templates").mkdir(parents=True)
    (folder / "c/Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
    (folder / "c/templates/a.yaml").write_text(template)
    return subprocess.Popen(
        [sys.executable, "-m", "pychart", "template", "r", "c", "--output-dir", "out"],
        cwd=folder,
        env=environment_of(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("phase", BUSY)
@pytest.mark.parametrize(("number", "status"), [(SIGINT, 130), (SIGTERM, 143)])
def test_a_signal_ends_a_command(phase: str, number: Signals, status: int, tmp_path: Path) -> None:
    process = start(tmp_path, BUSY[phase])
    time.sleep(0.5)
    assert process.poll() is None, process.communicate()
    sent = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - sent < WITHIN
    assert (process.returncode, out, err) == (status, b"", b"")
    assert not any(name.endswith(".tmp") for _, _, names in os.walk(tmp_path) for name in names)
