"""A real browser for pages: Debian's chromium, driven by playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

CHROMIUM = shutil.which("chromium")

requires_browser = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("PYCHART_REQUIRE_SYSTEM"),
    reason="chromium is not here: scripts/system-packages installs it",
)

_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Watched:
    """A page with what happened on it: requests, messages of the console, dialogs, errors."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.noise: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.noise.append(message.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Dialog) -> None:
        self.noise.append("a dialog")
        dialog.dismiss()


@contextmanager
def open_page(path: Path, profile: Path, width: int = 1100, scheme: str = "light") -> Iterator[Watched]:
    """Open a file in a fresh browser whose profile is thrown away."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=_FLAGS, viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )  # fmt: skip
        watched = Watched(context.new_page())
        watched.page.goto(path.as_uri())
        yield watched
        context.close()
