"""A file that is written holds the old bytes or the new, whatever the system refuses on the way; nothing else stays."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pychart.errors import PychartError
from pychart.filesystem import atomic_write, write_below, write_together

CALLS = ("open", "write", "fsync", "replace", "close")
"""What a write asks of the system."""


class Refusal:
    """Lets the call number ``at`` of those to the system fail, and counts them all."""

    def __init__(self, at: int, code: int) -> None:
        self.at = at
        self.code = code
        self.count = 0

    def guard(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(*args: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self.at:
                if call is _CLOSE:
                    call(*args)
                raise OSError(self.code, os.strerror(self.code))
            return call(*args, **more)

        return guarded


_CLOSE = os.close
WAYS: dict[str, Callable[[Path], object]] = {
    "atomic_write": lambda path: atomic_write(path, b"new" * 9),
    "write_below": lambda path: write_below(path.parent, path.name, b"new" * 9),
    "write_together": lambda path: write_together(str(path.parent), {path.name: b"new" * 9}),
}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("way", WAYS)
def test_an_error_at_any_call_leaves_old_or_new(
    way: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = 0
    while True:
        at += 1
        path = tmp_path / f"{at}" / "file"
        path.parent.mkdir()
        path.write_bytes(b"old")
        refusal = Refusal(at, code)
        with monkeypatch.context() as patched:
            for name in CALLS:
                patched.setattr(os, name, refusal.guard(getattr(os, name)))
            failed = False
            try:
                WAYS[way](path)
            except (PychartError, OSError):
                failed = True
        assert path.read_bytes() in (b"old", b"new" * 9)
        assert os.listdir(path.parent) == ["file"]
        if refusal.count < at:
            assert not failed
            assert path.read_bytes() == b"new" * 9
            break
    assert at > 4
