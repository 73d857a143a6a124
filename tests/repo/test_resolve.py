"""Names and URLs lead to archives, and to the access that is right for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.errors import ChartError, PychartError, RepositoryError
from pychart.repo.catalogue import store_index
from pychart.repo.config import RepositoryConfig, RepositoryEntry, save_config
from pychart.repo.resolve import Source, find_in_repository, merge_access, resolve_url
from pychart.settings import Settings
from pychart.transport.access import Access
from tests.repo.publishing import entry, index, publish
from tests.transport.serving import Server

URL = "https://charts.example.com/a"
WEB = entry("web", "1.0.0")


def know(settings: Settings, *entries: RepositoryEntry) -> None:
    save_config(settings.repository_config, RepositoryConfig(entries=entries))


def keep(settings: Settings, name: str, data: bytes) -> None:
    store_index(settings.repository_cache, name, data, "here", "")


def test_finds_a_version_in_the_index(settings: Settings) -> None:
    know(settings, RepositoryEntry(name="stable", url=URL))
    keep(settings, "stable", index(entry("web", "1.1.0"), WEB))
    found = resolve_url("stable/web", "1.0.0", Access(), settings)
    assert found == Source(f"{URL}/web-1.0.0.tgz", WEB["digest"], "web", "1.0.0", Access(origin=URL))
    assert resolve_url("stable/web", "", Access(), settings).version == "1.1.0"
    assert resolve_url("stable/web", "<1.1", Access(), settings).version == "1.0.0"


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        ("web", "non-absolute URLs should be in form of repo_name/path_to_chart, got: web"),
        ("other/web", "repo other not found"),
        ("empty/web", "no URL found for repository empty"),
        ("odd/web", "could not find protocol handler for: ftp"),
        ("broken/web", "invalid chart URL format: http://a b/"),
        ("a%zz/b", "invalid chart URL format: a%zz/b"),
        ("ftp://h/web.tgz", 'scheme "ftp" not supported'),
        (
            "stable/db",
            "chart \"db\" matching  not found in stable index. (try 'helm repo update'): no chart name found",
        ),
    ],
)
def test_refuses_in_helms_words(reference: str, problem: str, settings: Settings) -> None:
    know(
        settings,
        RepositoryEntry(name="stable", url=URL),
        RepositoryEntry(name="empty"),
        RepositoryEntry(name="odd", url="ftp://h/"),
        RepositoryEntry(name="broken", url="http://a b/"),
    )
    keep(settings, "stable", index(WEB))
    with pytest.raises(PychartError) as caught:
        resolve_url(reference, "", Access(), settings)
    assert str(caught.value) == problem


def test_says_that_the_index_is_not_there(settings: Settings) -> None:
    know(settings, RepositoryEntry(name="stable", url=URL))
    with pytest.raises(RepositoryError) as caught:
        resolve_url("stable/web", "", Access(), settings)
    path = f"{settings.repository_cache}/stable-index.yaml"
    assert (
        str(caught.value) == f"no cached repo found. (try 'helm repo update'): open {path}: no such file or directory"
    )


def test_tells_what_to_do(settings: Settings) -> None:
    know(settings, RepositoryEntry(name="stable", url=URL))
    for reference, hint in (("stable/web", "pychart repo update stable"), ("other/web", "pychart repo add other URL")):
        with pytest.raises(PychartError) as caught:
            resolve_url(reference, "", Access(), settings)
        assert hint in caught.value.hint


def test_a_broken_list_of_repositories_stops_all(settings: Settings) -> None:
    Path(settings.repository_config).parent.mkdir(parents=True)
    Path(settings.repository_config).write_text("a: [b\n")
    for reference in ("stable/web", f"{URL}/web-1.0.0.tgz"):
        with pytest.raises(RepositoryError, match="error converting YAML to JSON"):
            resolve_url(reference, "", Access(), settings)


def test_a_url_is_taken_as_it_is(settings: Settings) -> None:
    assert resolve_url(f"{URL}/web-1.0.0.tgz?x=y", "9", Access("u", "p"), settings) == Source(
        f"{URL}/web-1.0.0.tgz?x=y", access=Access("u", "p")
    )


def test_a_url_has_the_access_of_the_repository_that_lists_it(settings: Settings) -> None:
    far = "https://files.example.com/web-1.0.0.tgz"
    private = RepositoryEntry(name="private", url=URL, username="jo", password="secret")
    know(settings, RepositoryEntry(name="open", url=URL), private)
    keep(settings, "private", index(entry("web", "1.0.0", url=far)))
    assert resolve_url(far, "", Access(), settings).access == Access("jo", "secret", origin=URL)
    assert resolve_url(far.replace("/web", "//web"), "", Access(), settings).access.password == "secret"
    assert resolve_url(far + ".other", "", Access(), settings).access == Access()


def test_the_index_may_not_lead_to_other_schemes(settings: Settings) -> None:
    know(settings, RepositoryEntry(name="stable", url=URL))
    keep(settings, "stable", index(entry("web", "1.0.0", url="file:///etc/passwd")))
    with pytest.raises(ChartError, match='scheme "file" not supported'):
        resolve_url("stable/web", "", Access(), settings)


@pytest.mark.parametrize("last", ["..%2f..%2fweb-1.0.0.tgz", "a%5Cb.tgz", "web%00.tgz", "%2e%2e", "web%0a.tgz"])
def test_the_index_may_not_name_files_that_lead_out(last: str, settings: Settings) -> None:
    know(settings, RepositoryEntry(name="stable", url=URL))
    keep(settings, "stable", index(entry("web", "1.0.0", url=last)))
    with pytest.raises(RepositoryError, match="the index names an archive that no file can be called"):
        resolve_url("stable/web", "", Access(), settings)


def test_a_repository_has_its_own_access() -> None:
    flags = Access("flag", "flag", "fc", "fk", "fa", pass_credentials=True)
    plain = RepositoryEntry(name="x", url=URL)
    assert merge_access(plain, flags) == flags._replace(origin=URL)
    own = plain._replace(username="jo", password="p", ca_file="ca", insecure_skip_tls_verify=True)
    assert merge_access(own, flags) == Access("jo", "p", "", "", "ca", insecure=True, origin=URL)
    assert merge_access(plain._replace(password="token"), flags)[:2] == ("", "token")


def test_finds_a_chart_in_a_repository_without_a_name(server: Server, settings: Settings) -> None:
    url = publish(server, WEB)
    found = find_in_repository(url, "web", "", Access("u", "p"), settings)
    assert found == Source(f"{url}/web-1.0.0.tgz", WEB["digest"], "web", "1.0.0", Access("u", "p", origin=url))
    with pytest.raises(RepositoryError) as caught:
        find_in_repository(url, "db", "1", Access(), settings)
    assert str(caught.value) == f'chart "db" version "1" not found in {url} repository'


@pytest.mark.parametrize("reference", ["http://jo:secret@h:bad/x.tgz", "http://jo:secret@h", "ftp://jo:secret@h/x.tgz"])
def test_no_refusal_tells_a_password(reference: str, server: Server, settings: Settings) -> None:
    with pytest.raises(PychartError) as caught:
        resolve_url(reference, "", Access(), settings)
    assert "secret" not in str(caught.value)
    url = publish(server, WEB).replace("//", "//jo:secret@")
    for repository, name in ((url, "absent"), (f"{url}/none", "web"), ("http://jo:secret@h:bad/", "web")):
        with pytest.raises(PychartError) as caught:
            find_in_repository(repository, name, "", Access(), settings)
        assert "secret" not in str(caught.value)
