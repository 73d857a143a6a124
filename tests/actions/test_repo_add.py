"""Repositories are added one after the other, whoever adds them, and none is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from pychart.actions.repo_add import AddOptions, add_repository
from pychart.errors import PychartError, RepositoryError
from pychart.repo.config import RepositoryEntry, load_config, lock_config
from pychart.settings import Settings
from tests.reference import HELM, environment_of, requires_reference
from tests.repo.publishing import entry, list_files, publish
from tests.transport.serving import Reply, Server, answer, cut_chunks, hung_up

WEB = entry("web", "1.0.0")


def add(entry: RepositoryEntry, settings: Settings, **options: object) -> bool:
    return add_repository(entry, settings, AddOptions(timeout=1.0)._replace(**options))  # type: ignore[arg-type]


def names(settings: Settings) -> list[str]:
    return [one.name for one in load_config(settings.repository_config).entries]


def test_keeps_all_that_is_said(server: Server, settings: Settings) -> None:
    local = RepositoryEntry("local", publish(server, WEB), "jo", "secret", pass_credentials_all=True)
    assert add(local, settings)
    assert load_config(settings.repository_config).entries == (local,)
    assert server.requests[0][1]["authorization"].startswith("Basic ")
    assert (Path(settings.repository_config).stat().st_mode & 0o777) == 0o600


def test_the_same_again_is_no_news(server: Server, settings: Settings) -> None:
    local = RepositoryEntry("local", publish(server, WEB))
    assert add(local, settings)
    assert not add(local, settings)
    assert len(server.requests) == 1


def test_another_of_that_name_is_refused_unless_forced(server: Server, settings: Settings) -> None:
    local = RepositoryEntry("local", publish(server, WEB))
    add(RepositoryEntry("first", local.url), settings)
    add(local, settings)
    other = local._replace(url=publish(server, WEB, folder="/other"))
    with pytest.raises(RepositoryError, match=r"repository name \(local\) already exists"):
        add(other, settings)
    assert add(other, settings, force_update=True)
    assert names(settings) == ["first", "local"]
    assert load_config(settings.repository_config).find("local") == other


@pytest.mark.parametrize("fault", [answer(404), answer(200, b"<html>"), hung_up, cut_chunks, answer(200)])
def test_a_failure_changes_nothing(fault: Reply, server: Server, settings: Settings, tmp_path: Path) -> None:
    add(RepositoryEntry("local", publish(server, WEB)), settings)
    before = list_files(tmp_path)
    server.replies["/other/index.yaml"] = fault
    for name in ("local", "new"):
        with pytest.raises(RepositoryError, match="is not a valid chart repository or cannot be reached"):
            add(RepositoryEntry(name, f"{server.url}/other"), settings, force_update=True)
    assert list_files(tmp_path) == before


def test_asks_for_a_password_where_only_a_user_is_named(server: Server, settings: Settings) -> None:
    url = publish(server, WEB)
    add(RepositoryEntry("local", url, "jo"), settings, ask_password=lambda: "typed")
    add(RepositoryEntry("open", url), settings, ask_password=lambda: pytest.fail("nobody is to be asked"))
    assert [one.password for one in load_config(settings.repository_config).entries] == ["typed", ""]


def test_no_error_tells_the_password(server: Server, settings: Settings) -> None:
    url = f"{server.url.replace('//', '//jo:hidden@')}/none"
    with pytest.raises(PychartError) as caught:
        add(RepositoryEntry("local", url), settings)
    assert "hidden" not in str(caught.value)


def test_does_not_hold_the_lock_while_the_index_comes(server: Server, settings: Settings) -> None:
    url = publish(server, WEB)
    body = server.replies["/charts/index.yaml"]

    def slowly(handler: object) -> None:
        with lock_config(settings.repository_config):
            body(handler)  # type: ignore[arg-type]

    server.replies["/charts/index.yaml"] = slowly
    assert add(RepositoryEntry("local", url), settings)


def test_many_at_once_lose_nothing(server: Server, settings: Settings) -> None:
    url = publish(server, WEB)
    threads = [Thread(target=add, args=(RepositoryEntry(f"r{number}", url), settings)) for number in range(12)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names(settings)) == sorted(f"r{number}" for number in range(12))
    assert time.monotonic() - began < 10


@requires_reference
def test_both_programs_at_once_lose_nothing(server: Server, tmp_path: Path) -> None:
    url = publish(server, WEB)
    home = environment_of(tmp_path)
    programs = [[str(HELM)], [sys.executable, "-m", "pychart"]] * 3
    running = [
        subprocess.Popen([*program, "repo", "add", f"r{number}", url], env=home, stdout=subprocess.DEVNULL)
        for number, program in enumerate(programs)
    ]
    assert [one.wait() for one in running] == [0] * 6
    found = load_config(str(tmp_path / "config/repositories.yaml"))
    assert sorted(one.name for one in found.entries) == [f"r{number}" for number in range(6)]
