"""Disks that are full, folders that cannot be written to, programs that are killed: nothing good is lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pychart.repo.config import load_config
from tests.reference import environment_of
from tests.repo.publishing import entry, list_files, publish
from tests.transport.serving import Server

WEB = entry("web", "1.0.0")


def run(home: Path, *args: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run pychart; no file may become larger than ``limit`` bytes."""

    def set_limit() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-B", "-m", "pychart", *args],
        cwd=home,
        env=environment_of(home),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=set_limit,
    )


def own(home: Path) -> dict[str, bytes]:
    return {name: data for name, data in list_files(home).items() if not name.startswith("pychart/")}


@pytest.mark.parametrize("line", ["pull local/web", "pull local/web --untar", "repo update", "repo add other URL"])
def test_a_full_disk_changes_nothing(line: str, server: Server, tmp_path: Path) -> None:
    url = publish(server, WEB)
    assert run(tmp_path, "repo", "add", "local", url).returncode == 0
    publish(server, WEB, entry("db", "1.0.0"))
    before = own(tmp_path)
    done = run(tmp_path, *line.replace("URL", url).split(), limit=20)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "file too large" in done.stderr + done.stdout
    assert own(tmp_path) == before


def test_a_chart_is_rendered_without_a_cache(server: Server, tmp_path: Path) -> None:
    assert run(tmp_path, "repo", "add", "local", publish(server, WEB)).returncode == 0
    (tmp_path / "cache/content").write_text("in the way\n")
    done = run(tmp_path, "show", "chart", "local/web")
    assert (done.returncode, "version: 1.0.0" in done.stdout) == (0, True)
    assert done.stderr.startswith('level=WARN msg="the content cache cannot be used" error=')
    assert done.stderr.count("\n") == 1


def test_a_kill_leaves_the_old_or_the_new(server: Server, tmp_path: Path) -> None:
    url = publish(server, WEB)
    assert run(tmp_path, "repo", "add", "local", url).returncode == 0
    for number in range(12):
        running = subprocess.Popen(
            [sys.executable, "-m", "pychart", "repo", "add", f"r{number}", url],
            env=environment_of(tmp_path),
            stdout=subprocess.DEVNULL,
        )
        time.sleep(0.1 + number * 0.02)
        running.kill()
        running.wait()
        config = load_config(str(tmp_path / "config/repositories.yaml"))
        assert (config.problem, config.entries[0].name) == ("", "local")
        for one in config.entries:
            assert (tmp_path / f"cache/repository/{one.name}-index.yaml").read_bytes().startswith(b"apiVersion: v1")
    assert run(tmp_path, "repo", "add", "last", url).returncode == 0
    assert "last" in [one.name for one in load_config(str(tmp_path / "config/repositories.yaml")).entries]


def test_an_interrupt_ends_at_once(server: Server, tmp_path: Path) -> None:
    from tests.transport.serving import stalled

    server.replies["/charts/index.yaml"] = stalled
    running = subprocess.Popen(
        [sys.executable, "-m", "pychart", "repo", "add", "local", f"{server.url}/charts"],
        env=environment_of(tmp_path),
        stderr=subprocess.PIPE,
    )
    end = time.monotonic() + 10
    while not server.requests and time.monotonic() < end:
        time.sleep(0.01)
    began = time.monotonic()
    os.kill(running.pid, signal.SIGINT)
    assert running.communicate(timeout=10)[1] == b""
    assert (running.returncode, time.monotonic() - began < 2) == (130, True)
    assert not (tmp_path / "config/repositories.yaml").exists()
