"""`repo update` says of each repository what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.actions.repo_update import explain_failures, update_repositories
from pychart.errors import RepositoryError
from pychart.repo.config import RepositoryConfig, RepositoryEntry, save_config
from pychart.settings import Settings
from tests.repo.publishing import entry, publish
from tests.transport.serving import Server


@pytest.fixture
def known(server: Server, settings: Settings) -> Settings:
    url = publish(server, entry("web", "1.0.0"))
    entries = (RepositoryEntry("good", url), RepositoryEntry("gone", f"{server.url}/gone"))
    save_config(settings.repository_config, RepositoryConfig(entries))
    return settings


def test_updates_all_or_the_named(known: Settings) -> None:
    assert sorted(one.name for one in update_repositories([], known)) == ["gone", "good"]
    assert [(one.name, one.problem) for one in update_repositories(["good"], known)] == [("good", "")]


def test_names_those_that_failed(known: Settings, server: Server) -> None:
    failed = [one for one in update_repositories([], known) if one.problem]
    assert str(explain_failures(failed)) == f"failed to update the following repositories: [{server.url}/gone]"


def test_an_unknown_name_stops_all(known: Settings, server: Server) -> None:
    with pytest.raises(RepositoryError, match=r"no repositories found matching 'x'\.  Nothing will be updated"):
        update_repositories(["good", "x"], known)
    assert server.requests == []


def test_there_must_be_repositories(settings: Settings) -> None:
    with pytest.raises(RepositoryError, match=r"no repositories found\. You must add one before updating"):
        update_repositories([], settings)
    Path(settings.repository_config).parent.mkdir(parents=True)
    Path(settings.repository_config).write_text("a: [b\n")
    with pytest.raises(RepositoryError, match="failed loading file: "):
        update_repositories([], settings)
