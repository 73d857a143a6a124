"""Be the child: ``python -m tests.reproducible.build NAME FOLDER`` runs the lines below in some circumstances."""

from __future__ import annotations

import os
import sys

from tests.crash.killing import load_everything
from tests.reproducible.circumstances import CIRCUMSTANCES

LINES = (
    "package web",
    "package web -d signed --sign --key Jo --keyring secret.gpg",
    "dependency update app --skip-refresh",
    "package app -d packed",
    "dependency build locked --skip-refresh",
    "package web -d all/one --version 2.0.0",
    "repo index all --url https://charts.example.com",
    "template r web --output-dir rendered",
    "template r app",
    "convert web -d converted",
    "create fresh",
)
"""What is built; the folders are there."""


def main(name: str, folder: str) -> None:
    """Run all lines; the first that fails ends it."""
    load_everything()
    from pychart.cli.main import run

    os.chdir(folder)
    CIRCUMSTANCES[name].process()
    for line in LINES:
        if status := run(line.split()):
            sys.exit(f"{line}: {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
