from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pychart.chart.metadata import Dependency
from pychart.dependencies.names import add_unmanaged, find_local, find_unknown, resolve_names, same_url
from pychart.errors import ChartError, RepositoryError
from pychart.repo.config import RepositoryEntry

KNOWN = (
    RepositoryEntry("stable", "https://charts.example.com"),
    RepositoryEntry("edge", "https://edge.example.com/charts/"),
)


def need(repository: str, name: str = "db") -> Dependency:
    return Dependency(name, "1.x", repository)


@pytest.mark.parametrize(
    ("repository", "url", "name"),
    [
        ("@stable", "https://charts.example.com", "stable"),
        ("alias:edge", "https://edge.example.com/charts/", "edge"),
        ("https://charts.example.com/", "https://charts.example.com/", "stable"),
        ("https://edge.example.com/./charts", "https://edge.example.com/./charts", "edge"),
        ("oci://registry.example.com/charts", "oci://registry.example.com/charts", "oci://registry.example.com/charts"),
        ("https://other.example.com", "https://other.example.com", None),
        ("alias:nobody", "alias:nobody", None),
        ("", "", None),
    ],
)
def test_where_dependencies_come_from(repository: str, url: str, name: str | None) -> None:
    found, names = resolve_names([need(repository)], KNOWN, ".")
    assert [one.repository for one in found] == [url]
    assert names.get("db") == name


def test_folders_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    chart = str(tmp_path / "app")
    _, names = resolve_names([need("file://../db"), need(f"file://{tmp_path}/db", "two")], KNOWN, chart)
    assert names == {"db": "file://../db", "two": f"file://{tmp_path}/db"}
    with pytest.raises(ChartError) as caught:
        resolve_names([need("file://../none")], KNOWN, chart)
    assert str(caught.value) == f"directory {tmp_path}/none not found"
    (tmp_path / "file").write_text("")
    with pytest.raises(ChartError, match=r"^stat .*: not a directory$"):
        find_local("file://../file/x", chart)


# Recorded from `helm dependency update` (v4.3.1).
def test_what_is_neither_known_nor_a_url() -> None:
    with pytest.raises(RepositoryError) as caught:
        resolve_names([need("@nope"), need("https://x.example.com", "b")], KNOWN, ".")
    assert str(caught.value) == "no repository definition for @nope. Please add them via 'helm repo add'"
    with pytest.raises(RepositoryError) as caught:
        resolve_names([need("@nope"), need("stable", "b")], KNOWN, ".")
    assert str(caught.value) == (
        "no repository definition for @nope, stable. Please add them via 'helm repo add'\n"
        'Note that repositories must be URLs or aliases. For example, to refer to the "example"\n'
        'repository, use "https://charts.example.com/" or "@example" instead of\n'
        "\"example\". Don't forget to add the repo, too ('helm repo add')."
    )


def test_repositories_without_a_name_get_one() -> None:
    url = "https://other.example.com"
    name = f"helm-manager-{hashlib.sha256(url.encode()).hexdigest()}"
    names = {"known": "stable"}
    needed = [need(url), need(f"{url}/", "two"), need("", "local"), need("https://charts.example.com", "known")]
    found = add_unmanaged(needed, names)
    assert names["db"] == name
    assert set(names) == {"db", "two", "known"}
    assert [(one.name, one.url) for one in found] == [(names["two"], f"{url}/")]


def test_unknown_repositories_of_a_lock() -> None:
    asked = ["https://charts.example.com/", "https://x.example.com", "", "file://../db", "oci://r.example.com"]
    assert find_unknown(asked, KNOWN) == ["https://x.example.com"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a/b/", "https://a/b", True),
        ("https://a", "https://a/", True),
        ("https://a/b//c/../", "https://a/b", True),
        ("https://a/b?x", "https://a/b", False),
        ("http://a", "https://a", False),
        ("http://[bad", "http://[bad", True),
        ("http://a", "http://[bad", False),
    ],
)
def test_urls_are_compared_by_their_paths(one: str, other: str, same: bool) -> None:
    assert same_url(one, other) is same
