"""A chart is pulled whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pychart.actions.pull import Pulled, PullOptions, pull
from pychart.errors import PychartError
from pychart.locate import ChartQuery
from pychart.settings import Settings
from tests.cli.worlds import pack
from tests.repo.publishing import entry, list_files, publish
from tests.transport.serving import Server, answer

WEB = entry("web", "1.2.0")
OLD = entry("web", "1.0.0")


@pytest.fixture
def query(server: Server) -> ChartQuery:
    return ChartQuery("web", repo=publish(server, WEB, OLD, entry("web", "2.0.0-rc.1")))


def refusal(query: ChartQuery, options: PullOptions, settings: Settings) -> str:
    with pytest.raises(PychartError) as caught:
        pull(query, options, settings)
    return str(caught.value)


def out(folder: Path, **options: object) -> PullOptions:
    (folder / "out").mkdir(exist_ok=True)
    return PullOptions(destination=str(folder / "out"))._replace(**options)  # type: ignore[arg-type]


def test_saves_the_archive(query: ChartQuery, settings: Settings, tmp_path: Path) -> None:
    path = str(tmp_path / "out/web-1.2.0.tgz")
    assert pull(query, out(tmp_path), settings) == Pulled(path, "web", "1.2.0", WEB["digest"])
    assert list_files(tmp_path / "out") == {"web-1.2.0.tgz": pack("web", "1.2.0")}
    assert not os.path.exists(settings.content_cache)


@pytest.mark.parametrize(
    ("version", "devel", "found"),
    [("<1.2", False, "1.0.0"), ("1.0.0", True, "1.0.0"), ("", True, "2.0.0-rc.1"), ("~1", False, "1.2.0")],
)
def test_takes_the_version_that_is_wanted(
    version: str, devel: bool, found: str, query: ChartQuery, settings: Settings, tmp_path: Path
) -> None:
    assert pull(query._replace(version=version, devel=devel), out(tmp_path), settings).version == found


def test_unpacks(query: ChartQuery, settings: Settings, tmp_path: Path) -> None:
    pulled = pull(query, out(tmp_path, untar=True, untar_dir="deep/down"), settings)
    assert pulled.path == str(tmp_path / "out/deep/down/web")
    assert list(list_files(tmp_path / "out")) == ["deep/down/web/Chart.yaml"]
    assert (Path(pulled.path).stat().st_mode & 0o777) == 0o755


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_unpacks_over_nothing(kind: str, query: ChartQuery, settings: Settings, tmp_path: Path) -> None:
    options = out(tmp_path, untar=True)
    place = tmp_path / "out/web"
    if kind == "file":
        place.write_text("mine\n")
    elif kind == "folder":
        place.mkdir()
    else:
        place.symlink_to("/nowhere")
    assert refusal(query, options, settings) == (
        f"failed to untar: a file or directory with the name {place} already exists"
    )
    assert os.listdir(tmp_path / "out") == ["web"]


def test_saves_the_provenance_file_beside_it(
    query: ChartQuery, server: Server, settings: Settings, tmp_path: Path
) -> None:
    server.replies["/charts/web-1.2.0.tgz.prov"] = answer(200, b"signed")
    pull(query, out(tmp_path, provenance=True), settings)
    assert sorted(list_files(tmp_path / "out")) == ["web-1.2.0.tgz", "web-1.2.0.tgz.prov"]


def test_tells_that_there_is_no_provenance_file(query: ChartQuery, settings: Settings, tmp_path: Path) -> None:
    pulled = pull(query, out(tmp_path, provenance=True), settings)
    assert pulled.missing.endswith("web-1.2.0.tgz.prov : 404 Not Found")
    assert list(list_files(tmp_path / "out")) == ["web-1.2.0.tgz"]


def test_leaves_nothing_of_what_is_not_signed(query: ChartQuery, settings: Settings, tmp_path: Path) -> None:
    options = out(tmp_path)
    assert refusal(query._replace(verify=True), options, settings) == (
        f'failed to fetch provenance "{query.repo}/web-1.2.0.tgz.prov"'
    )
    assert list_files(tmp_path / "out") == {}


@pytest.mark.parametrize("untar", [False, True])
def test_keeps_what_was_there_where_it_cannot_write(
    untar: bool, query: ChartQuery, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("a file\n")
    assert refusal(query, PullOptions(destination=str(tmp_path / "out"), untar=untar), settings)
    assert (tmp_path / "out").read_text() == "a file\n"


def test_an_unpacked_chart_that_fails_half_way_is_gone(server: Server, settings: Settings, tmp_path: Path) -> None:
    from tests.archive.packing import entry as member
    from tests.archive.packing import pack as pack_members

    chart = b"apiVersion: v2\nname: web\nversion: 1.0.0\n"
    clash = pack_members(member("web/Chart.yaml", chart), member("web/a", b"x"), member("web/a/b", b"y"))
    server.replies["/web-1.0.0.tgz"] = answer(200, clash)
    options = out(tmp_path, untar=True)
    assert "not a directory" in refusal(ChartQuery(f"{server.url}/web-1.0.0.tgz"), options, settings)
    assert os.listdir(tmp_path / "out") == []


@pytest.mark.parametrize("name", ["other-1.0.0.tgz", "web-9.9.9.tgz", "we-b-1.0.0.tgz"])
def test_an_archive_with_another_name_is_refused(name: str, server: Server, settings: Settings, tmp_path: Path) -> None:
    server.replies[f"/{name}"] = answer(200, pack("web", "1.0.0"))
    options = out(tmp_path)
    assert "holds the chart web 1.0.0 instead of" in refusal(ChartQuery(f"{server.url}/{name}"), options, settings)
    assert list_files(tmp_path / "out") == {}


@pytest.mark.parametrize("name", ["latest.tgz", "download?id=7", "web.tgz", "web-1.0.0.tgz?token=x", "web-stable.tgz"])
def test_an_archive_is_named_after_its_chart(name: str, server: Server, settings: Settings, tmp_path: Path) -> None:
    server.replies[f"/{name}"] = answer(200, pack("web", "1.0.0"))
    pull(ChartQuery(f"{server.url}/{name}"), out(tmp_path), settings)
    assert list(list_files(tmp_path / "out")) == ["web-1.0.0.tgz"]


def test_tells_how_far_it_is(query: ChartQuery, settings: Settings, tmp_path: Path) -> None:
    seen: list[int] = []
    pull(query._replace(progress=lambda size, total: seen.append(total - size)), out(tmp_path), settings)
    assert seen == [0, 0]
