"""Indexes are fetched when they have changed, checked, and kept as a whole."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pychart.errors import RepositoryError
from pychart.repo.config import RepositoryEntry
from pychart.repo.refresh import Refreshed, fetch_index, refresh_all
from pychart.settings import Settings
from tests.repo.publishing import entry, list_files, publish
from tests.transport.serving import Reply, Server, answer, stalled

WEB = entry("web", "1.0.0")


def refresh(settings: Settings, *entries: RepositoryEntry, timeout: float = 10.0) -> dict[str, Refreshed]:
    return {one.name: one for one in refresh_all(entries, settings, timeout)}


def by_etag(body: bytes, etag: str) -> Reply:
    return lambda handler: (
        answer(304) if handler.headers.get("If-None-Match") == etag else answer(200, body, ETag=etag)
    )(handler)


def test_keeps_index_and_names(server: Server, settings: Settings) -> None:
    url = publish(server, WEB, entry("db", "1.0.0"))
    assert refresh(settings, RepositoryEntry(name="local", url=url)) == {"local": Refreshed("local", url, "")}
    folder = Path(settings.repository_cache)
    assert (folder / "local-charts.txt").read_text() == "db\nweb\n"
    assert b"web-1.0.0.tgz" in (folder / "local-index.yaml").read_bytes()


def test_does_not_download_what_has_not_changed(server: Server, settings: Settings) -> None:
    local = RepositoryEntry(name="local", url=publish(server, WEB))
    body = b"apiVersion: v1\nentries: {}\n"
    server.replies["/charts/index.yaml"] = by_etag(body, '"1"')
    refresh(settings, local)
    before = os.stat(f"{settings.repository_cache}/local-index.yaml")
    assert refresh(settings, local)["local"].problem == ""
    assert [headers.get("if-none-match") for _, headers in server.requests] == [None, '"1"']
    assert os.stat(f"{settings.repository_cache}/local-index.yaml") == before


@pytest.mark.parametrize("change", ["another index", "gone", "no cache", "another url", "another user"])
def test_does_not_ask_by_the_etag_of_another_index(change: str, server: Server, settings: Settings) -> None:
    local = RepositoryEntry(name="local", url=publish(server, WEB))
    server.replies["/charts/index.yaml"] = by_etag(b"apiVersion: v1\nentries: {}\n", '"1"')
    refresh(settings, local)
    path = Path(settings.repository_cache) / "local-index.yaml"
    if change == "another index":
        path.write_text("apiVersion: v1\nentries: {}\n\n")
    elif change == "gone":
        path.unlink()
    elif change == "no cache":
        settings = settings._replace(use_cache=False)
    elif change == "another url":
        server.replies["/charts//index.yaml"] = server.replies["/other/index.yaml"] = server.replies[
            "/charts/index.yaml"
        ]
        local = local._replace(url=f"{server.url}/other")
    else:
        local = local._replace(username="jo", password="p")
    refresh(settings, local)
    assert "if-none-match" not in server.requests[-1][1]
    assert path.read_bytes() == b"apiVersion: v1\nentries: {}\n"


BROKEN = {
    "a page": b"<html><body>Sign in first</body></html>\n",
    "empty": b"",
    "no version": b"entries: {}\n",
    "half": b"apiVersion: v1\nentries:\n  web:\n  - {name: web",
    "a list": b"[]\n",
    "a key twice": b"apiVersion: v1\nentries: {}\nentries: {}\n",
    "no text": b"\x00\x01\x02",
    "entries that are no map": b"apiVersion: v1\nentries: [1]\n",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_index_leaves_the_old_one(what: str, server: Server, settings: Settings, tmp_path: Path) -> None:
    local = RepositoryEntry(name="local", url=publish(server, WEB))
    refresh(settings, local)
    before = list_files(tmp_path)
    server.replies["/charts/index.yaml"] = answer(200, BROKEN[what])
    assert refresh(settings, local)["local"].problem
    assert list_files(tmp_path) == before


def test_one_that_fails_does_not_stop_the_others(server: Server, settings: Settings) -> None:
    good = RepositoryEntry(name="good", url=publish(server, WEB))
    gone = RepositoryEntry(name="gone", url=f"{server.url}/gone")
    secret = RepositoryEntry(name="secret", url=f"{server.url.replace('//', '//jo:hidden@')}/gone")
    found = refresh(settings, gone, good, secret)
    assert found["good"].problem == ""
    assert found["gone"].problem == f"failed to fetch {server.url}/gone/index.yaml : 404 Not Found"
    assert "hidden" not in repr(found)


def test_asks_several_at_a_time(server: Server, settings: Settings) -> None:
    server.replies["/slow/index.yaml"] = stalled
    entries = [RepositoryEntry(name=f"r{number}", url=f"{server.url}/slow") for number in range(8)]
    began = time.monotonic()
    found = refresh(settings, *entries, timeout=0.5)
    assert time.monotonic() - began < 3
    assert all("context deadline exceeded" in one.problem for one in found.values())


def test_a_repository_without_a_name_is_kept_in_our_own_cache(server: Server, settings: Settings) -> None:
    url = publish(server, WEB)
    server.replies["/charts/index.yaml"] = by_etag(b"apiVersion: v1\nentries: {}\n", '"1"')
    for _ in range(2):
        assert fetch_index(RepositoryEntry(url=url), settings).names() == []
    assert server.requests[-1][1]["if-none-match"] == '"1"'
    assert not os.path.exists(settings.repository_cache)


def test_a_repository_without_a_name_needs_no_cache(server: Server, settings: Settings, tmp_path: Path) -> None:
    url = publish(server, WEB)
    catalogue = fetch_index(RepositoryEntry(url=url), settings._replace(use_cache=False))
    assert catalogue.find("web").metadata.version == "1.0.0"
    assert list_files(tmp_path) == {}


def test_says_that_a_url_is_no_repository(server: Server, settings: Settings) -> None:
    with pytest.raises(RepositoryError) as caught:
        fetch_index(RepositoryEntry(url=f"{server.url}/none"), settings)
    assert str(caught.value) == (
        f'looks like "{server.url}/none" is not a valid chart repository or cannot be reached: failed to fetch'
        f" {server.url}/none/index.yaml : 404 Not Found"
    )


def test_no_name_leads_out_of_the_cache(server: Server, settings: Settings, tmp_path: Path) -> None:
    found = refresh(settings, RepositoryEntry(name="../../x", url=publish(server, WEB)))
    assert found["../../x"].problem == "repository name (../../x) contains '/'"
    assert (server.requests, list_files(tmp_path)) == ([], {})


OLD, NEW = "2024-05-01T10:00:00.5Z", "2024-05-01T12:00:00.123456789+01:00"


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        (f'generated: "{NEW}"\n', f'generated: "{OLD}"\n', True),
        (f"generated: {NEW}\n", f"generated: '{OLD}'\n", True),
        (f'generated: "{OLD}"\n', f'generated: "{NEW}"\n', False),
        (f'generated: "{OLD}"\n', f'generated: "{OLD}"\n', False),
        (f'generated: "{NEW}"\n', "", False),
        ("", f'generated: "{OLD}"\n', False),
    ],
)
def test_an_index_that_goes_back_is_told(
    before: str, after: str, is_told: bool, server: Server, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    local = RepositoryEntry(name="local", url=f"{server.url}/charts")
    for text in (before, after):
        body = f"apiVersion: v1\n{text}entries: {{}}\n# {text!r}\n"
        server.replies["/charts/index.yaml"] = answer(200, body.encode())
        assert refresh(settings, local)["local"].problem == ""
    told = capsys.readouterr().err
    assert ("is older than the one before" in told) == is_told
    assert told.count("\n") == is_told
