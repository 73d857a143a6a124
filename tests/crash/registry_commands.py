"""The commands that deal with registries, each with the state that it finds there and here."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.worlds import pack, write_files
from tests.crash.commands import write_chart
from tests.crash.killing import Command, run, said
from tests.crash.servers import Service

_LOGINS = "home/config/registry/config.json"


def list_registry_commands(registry: Service | None) -> list[Command]:
    """Give the commands for a registry; without one only their names are of use."""
    host = registry.address if registry else ""
    charts = f"oci://{host}/charts"

    def push(folder: Path, version: str) -> None:
        write_files(folder, {f"web-{version}.tgz": pack("web", version)})
        assert run(("push", f"web-{version}.tgz", charts, "--plain-http"), folder).status == 0, said(folder)

    def older(folder: Path) -> None:
        push(folder, "1.0.0")
        write_chart(folder)
        assert run(("package", "web"), folder).status == 0

    def published(folder: Path) -> None:
        push(folder, "2.0.0")
        (folder / "web-2.0.0.tgz").unlink()

    def known(folder: Path) -> None:
        logins = {"one.example.com": {"auth": "am86b25l"}, "two.example.com": {"auth": "am86dHdv"}}
        write_files(folder, {_LOGINS: json.dumps({"auths": logins, "other": 1})})

    login = ("registry", "login", host, "-u", "jo", "-p", "secret", "--plain-http")
    pull = ("pull", f"{charts}/web", "--version", "2.0.0", "--plain-http")
    tags = ("tags/1.0.0",)
    return [
        Command("push", ("push", "web-1.0.0.tgz", charts, "--plain-http"), older, ("*.tgz",), registry, tags),
        Command("pull oci://", pull, published, ("*.tgz",), registry),
        Command("pull oci:// --untar", (*pull, "--untar"), published, ("web",), registry),
        Command("registry login", login, known, (_LOGINS,), registry),
        Command("registry logout", ("registry", "logout", "one.example.com"), known, (_LOGINS,)),
    ]
