"""What goes wrong on purpose: answers that are refusals, silence, cut connections."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass
class Fault:
    """Something to go wrong for requests whose ``METHOD path?query`` matches ``pattern``.

    ``times`` says how often (-1 always), ``skip`` how many matching requests pass before. ``status`` answers with a
    refusal, with ``stream`` as an event of a watch that has begun, ``drop`` cuts the connection, ``hang`` waits so many
    seconds first. ``after`` lets the request take effect before it goes wrong. ``call`` is called when it does.
    """

    pattern: str
    status: int = 0
    reason: str = "InternalError"
    message: str = "injected"
    times: int = 1
    skip: int = 0
    drop: bool = False
    hang: float = 0
    after: bool = False
    retry_after: int = 0
    stream: bool = False
    call: Callable[[], object] | None = None

    def strikes(self, line: str) -> bool:
        """Tell whether this request goes wrong, and count it."""
        if not self.times or not re.search(self.pattern, line):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def body(self) -> dict[str, Any]:
        details: dict[str, Any] = {"retryAfterSeconds": self.retry_after} if self.retry_after else {}
        return {
            "kind": "Status",
            "apiVersion": "v1",
            "metadata": {},
            "status": "Failure",
            "message": self.message,
            "reason": self.reason,
            "details": details,
            "code": self.status,
        }
