"""Every command that writes, and the servers that some of them need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.crash.commands import list_file_commands, serve
from tests.crash.killing import Command
from tests.crash.registry_commands import list_registry_commands
from tests.crash.releases import list_release_commands
from tests.crash.servers import Cluster, Registry, Service, apart


class Servers(NamedTuple):
    """Where a repository is, a registry and a cluster; without them the commands have names only."""

    repository: str = ""
    registry: Service | None = None
    cluster: Service | None = None


@contextmanager
def serve_all(folder: Path) -> Iterator[Servers]:
    """Run all servers while the block runs."""
    with serve(folder) as repository, apart(Registry) as registry, apart(Cluster) as cluster:
        yield Servers(repository, registry, cluster)


def list_commands(servers: Servers) -> list[Command]:
    """Give all commands."""
    return [
        *list_file_commands(servers.repository),
        *list_registry_commands(servers.registry),
        *list_release_commands(servers.cluster),
    ]
