"""Work in forked children, and what happens where there can be none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from pychart.processes import Child, start_child


def start(work: object) -> Child:
    child = start_child(work)  # type: ignore[arg-type]
    assert child is not None
    return child


def leaves_no_zombie() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] == 0
    except ChildProcessError:
        return True


def test_gives_the_result() -> None:
    first = start(lambda: [os.getpid(), "x" * 5_000_000])
    second = start(lambda: {"a": (1, None)})
    process, text = first.result()
    assert process != os.getpid()
    assert len(text) == 5_000_000
    assert second.result() == {"a": (1, None)}
    assert leaves_no_zombie()


def _fail() -> None:
    raise ValueError


@pytest.mark.parametrize(
    "work", [_fail, object, lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(3), lambda: sys.exit(0)]
)
def test_a_child_that_fails_gives_nothing(work: object, capfd: pytest.CaptureFixture[str]) -> None:
    child = start(work)
    assert child.result() is None
    child.stop()
    assert capfd.readouterr() == ("", "")


def test_a_child_can_be_stopped() -> None:
    started = time.monotonic()
    child = start(lambda: time.sleep(60))
    child.stop()
    child.stop()
    assert time.monotonic() - started < 20
    assert leaves_no_zombie()


THREADED = """
import os, threading
from pychart.processes import count_processors
done = threading.Event()
thread = threading.Thread(target=done.wait)
thread.start()
meanwhile = count_processors()
done.set()
thread.join()
assert (meanwhile, count_processors()) == (1, len(os.sched_getaffinity(0)))
"""


def test_no_child_where_there_are_threads() -> None:
    # In a process of its own: whoever runs tests side by side has threads in this one.
    subprocess.run([sys.executable, "-c", THREADED], check=True)
