"""Scenarios as data: cases/*.yaml hold the command lines, charts.yaml the files that they need."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scenario:
    """One command line and the world it runs in.

    ``with_`` names sets of files (charts.yaml, or folders of examples/charts), ``files`` adds files of this scenario
    alone (``-> path`` makes a link), ``before`` are command lines that Helm runs first. ``$HOME``, ``$WORK`` (the
    folder that commands run in) and ``$SERVER`` (a web server of sources/), ``$REGISTRY`` and ``$PRIVATE`` (OCI
    registries, the second wants a login) stand for their values in all texts. ``note`` tells scenarios apart that share
    a command line.
    """

    run: str
    note: str = ""
    with_: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    env: dict[str, str] = field(default_factory=dict)
    stdin: str = ""

    @property
    def needs_registry(self) -> bool:
        """Whether the scenario talks to an OCI registry."""
        return any(name in f"{self.run} {self.with_}" for name in ("$REGISTRY", "$PRIVATE", "'parent'"))

    @property
    def title(self) -> str:
        """The command line as one types it, which is also the scenario's name in docs/differences.md."""
        variables = [f"{name}={value}" for name, value in self.env.items()]
        line = " ".join([*variables, "pychart", *([self.run] if self.run else [])])
        return f"{line} # {self.note}" if self.note else line


def load_scenarios() -> list[Scenario]:
    """Read all scenarios, in the order of their files."""
    found: list[Scenario] = []
    for path in sorted((HERE / "cases").glob("*.yaml")):
        content = _read(path)
        shared = tuple(content.get("with", ()))
        for row in content["scenarios"]:
            row = {"run": row} if isinstance(row, str) else dict(row)
            wanted = (*shared, *row.pop("with", ()))
            before = tuple(row.pop("before", ()))
            found.append(Scenario(with_=wanted, before=before, **row))
    return found


def load_file_sets() -> dict[str, dict[str, str]]:
    """Read the named sets of files: path to content."""
    found: dict[str, dict[str, str]] = _read(HERE / "charts.yaml")
    return found


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
