from __future__ import annotations

import os
from pathlib import Path

import pytest

from pychart.errors import RepositoryError, YamlError
from pychart.repo.catalogue import Catalogue, open_catalogue, parse_catalogue, store_index
from pychart.repo.index import find_version, load_index
from pychart.repo.model import IndexEntry
from tests.repo.test_scan import ENTRY, TAIL, index_of

SOURCE = "https://charts.example.com"
PLAIN = index_of(ENTRY, ENTRY.replace("1.2.0", "1.10.0"), ENTRY.replace("1.2.0", "2.0.0-rc.1")).encode()
FLOW = (
    b"apiVersion: v1\nentries: {web: [{name: web, version: 1.2.0, maintainers: [{name: a}], dependencies:"
    b" [{name: d, import-values: [{child: a, parent: b}]}, {name: d}, null]}, {name: web, version: 1.10.0}],"
    b" none: []}\n"
)
JSON = b'{"apiVersion":"v1","entries":{"web":[{"name":"web","version":"1.2.0"},{"name":"web","version":"1.10.0"}]}}'


class Places:
    """A repository cache and pychart's own, both in a test's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.cache = folder / "pychart"
        self.index = self.folder / "big-index.yaml"
        self.names = self.folder / "big-charts.txt"

    def store(self, data: bytes) -> Catalogue:
        return store_index(str(self.folder), "big", data, SOURCE, str(self.cache))

    def open(self) -> Catalogue:
        return open_catalogue(str(self.folder), "big", str(self.cache))

    def write(self, data: bytes) -> None:
        """Put another index there, as Helm does."""
        self.folder.mkdir(exist_ok=True)
        other = self.folder / "other"
        other.write_bytes(data)
        other.replace(self.index)

    def files(self) -> list[Path]:
        return sorted((self.cache / "indexes").iterdir())


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def refuse(*_: object) -> None:
    raise AssertionError("read again")


def contents(catalogue: Catalogue) -> dict[str, list[IndexEntry]]:
    return {name: catalogue.entries(name) for name in catalogue.names()}


@pytest.mark.parametrize("data", [PLAIN, FLOW, JSON])
def test_answers_are_the_index_s(places: Places, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = places.store(data)
    assert places.index.read_bytes() == data
    index = load_index(places.index)
    assert places.names.read_text() == "".join(f"{name}\n" for name in index.entries)
    monkeypatch.setattr("pychart.repo.catalogue.scan_index", refuse)
    recalled = places.open()
    for catalogue in (stored, recalled):
        assert contents(catalogue) == index.entries
        assert catalogue.generated == index.generated
        assert catalogue.find("web") == find_version(index, "web")
        assert catalogue.find("web", "~1.2") == find_version(index, "web", "~1.2")
        assert [chart.name for chart in catalogue.list_shown()] == list(index.entries)
        shown = catalogue.list_shown()[-1]
        entry = index.entries["web"][-1]
        assert shown.versions[-1] == entry.metadata.version
        assert shown.app_versions[-1] == entry.metadata.app_version
        assert shown.texts[-1] == (entry.metadata.description, " ".join(entry.metadata.keywords))


def test_helm_s_words_for_what_is_not_there(places: Places) -> None:
    catalogue = places.store(FLOW)
    for name, version, message in (
        ("x", "", "no chart name found"),
        ("none", "", "no chart version found"),
        ("web", "^9", "no chart version found for web-^9"),
        ("web", "bad version", 'improper constraint: "bad version"'),
    ):
        with pytest.raises(RepositoryError) as caught:
            catalogue.find(name, version)
        assert str(caught.value) == message
    assert catalogue.entries("x") == []


def test_an_index_that_helm_wrote_meanwhile_counts(places: Places) -> None:
    places.store(PLAIN)
    places.write(PLAIN.replace(b"1.10.0", b"1.11.0"))
    assert places.open().versions("web") == ("2.0.0-rc.1", "1.11.0", "1.2.0")
    before = places.index.stat()
    places.index.write_bytes(PLAIN.replace(b"1.10.0", b"1.12.0"))
    os.utime(places.index, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert places.open().versions("web") == ("2.0.0-rc.1", "1.12.0", "1.2.0")


def test_an_index_that_changes_while_it_is_open(places: Places) -> None:
    places.store(PLAIN)
    catalogue = places.open()
    places.write(b"# moved\n" + PLAIN.replace(b"1.10.0", b"1.11.0"))
    assert catalogue.find("web", "^1").metadata.version == "1.11.0"
    places.index.unlink()
    assert catalogue.find("web", "^1").metadata.version == "1.11.0"
    with pytest.raises(RepositoryError, match=r"^open .*big-index.yaml: no such file or directory$"):
        places.open()


@pytest.mark.parametrize("data", [PLAIN, FLOW])
def test_a_compact_file_that_goes_while_it_is_open(places: Places, data: bytes) -> None:
    places.store(data)
    catalogue = places.open()
    for file in places.files():
        file.unlink()
    assert len(catalogue.list_shown()[-1].versions) == len(catalogue.entries("web"))


@pytest.mark.parametrize("data", [PLAIN, FLOW])
def test_every_damage_of_the_compact_file_is_found_out(places: Places, data: bytes) -> None:
    places.store(data)
    expected = contents(places.open()), places.open().list_shown()
    (file,) = places.files()
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        catalogue = places.open()
        assert (contents(catalogue), catalogue.list_shown()) == expected
        file.write_bytes(whole[:place])
        catalogue = places.open()
        assert (contents(catalogue), catalogue.list_shown()) == expected


def test_a_cache_that_others_may_write_is_not_used(places: Places) -> None:
    places.store(PLAIN)
    (places.cache / "indexes").chmod(0o777)
    (file,) = places.files()
    file.write_bytes(b"x")
    assert len(places.open().entries("web")) == 3
    assert file.read_bytes() == b"x"


def test_without_a_cache(places: Places) -> None:
    places.cache.write_text("in the way")
    assert len(places.store(FLOW).entries("web")) == 2
    assert len(places.open().entries("web")) == 2
    assert len(open_catalogue(str(places.folder), "big", "").entries("web")) == 2


def test_a_bad_index_changes_nothing(places: Places) -> None:
    places.store(PLAIN)
    for data, message in (
        (b"", "^empty index.yaml file$"),
        (b"entries: {}\n", "^no API version specified$"),
        (b"apiVersion: v1\nfoo: 1\n", 'unknown field "foo"$'),
        (PLAIN + TAIL.encode(), 'key "generated" already set in map$'),
    ):
        with pytest.raises((RepositoryError, YamlError), match=message):
            places.store(data)
        assert places.index.read_bytes() == PLAIN
        places.write(data)
        with pytest.raises(RepositoryError, match=f"^error loading {places.index}: "):
            places.open()
        places.write(PLAIN)


def test_what_is_left_out_is_told_each_time(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    data = b"apiVersion: v1\nentries: {web: [null, {name: web, version: zz}, {name: web, version: 1.0.0}]}\n"
    assert places.store(data).versions("web") == ("1.0.0",)
    told = (
        'level=WARN msg="skipping loading invalid entry for chart: empty entry" name=web source={0}\n'
        'level=WARN msg="skipping loading invalid entry for chart" name=web version=zz source={0} '
        'error="validation: chart.metadata.version \\"zz\\" is invalid"\n'
    )
    assert capsys.readouterr().err == told.format(SOURCE)
    places.open()
    assert capsys.readouterr().err == told.format(places.index)
    open_catalogue(str(places.folder), "big", "")
    assert capsys.readouterr().err == told.format(places.index)


@pytest.mark.parametrize("data", [PLAIN, FLOW.replace(b"version: 1.10.0", b"version: 1.10.0, urls: [web-1.2.0.tgz]")])
def test_urls_are_looked_for_where_a_part_of_them_stands(places: Places, data: bytes) -> None:
    places.store(data)
    for catalogue in (places.open(), parse_catalogue(data, SOURCE)):
        assert catalogue.lists_url("web-1.2", lambda url: url == "web-1.2.0.tgz")
        assert not catalogue.lists_url("web-1.2", lambda url: url == "web-1.2.0")
