"""Dependencies are brought in from servers and folders: the newest that will do, checked, all of them or none."""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from pychart.actions.dependency_build import build_dependencies
from pychart.actions.dependency_update import DependencyOptions, update_dependencies
from pychart.errors import ChartError, PychartError
from pychart.repo.config import RepositoryConfig, RepositoryEntry, save_config
from pychart.settings import Settings
from tests.cli.worlds import chart_yaml, write_files
from tests.repo.publishing import entry, publish
from tests.transport.serving import Reply, Server, answer

NEEDED = (
    "dependencies:\n- {name: web, version: ^1, repository: '@r'}\n- {name: db, version: '*', repository: '@r'}\n"
    "- {name: near, version: 0.x, repository: 'file://../near'}\n"
)
WEB = [entry("web", version) for version in ("1.0.0", "1.2.0", "2.0.0")]


@pytest.fixture
def chart(tmp_path: Path, server: Server, settings: Settings) -> str:
    """Make a chart with two dependencies from a repository and one from a folder."""
    know(settings, r=publish(server, *WEB, entry("db", "3.0.0")))
    write_files(tmp_path, {"app/Chart.yaml": chart_yaml("app", more=NEEDED), "near/Chart.yaml": chart_yaml("near")})
    write_files(tmp_path, {"near/Chart.yaml": chart_yaml("near", "0.3.0")})
    return str(tmp_path / "app")


def know(settings: Settings, **urls: str) -> None:
    entries = tuple([RepositoryEntry(name=name, url=url) for name, url in urls.items()])
    save_config(settings.repository_config, RepositoryConfig(entries=entries))


def charts(chart: str) -> list[str]:
    return sorted(os.listdir(f"{chart}/charts")) if os.path.isdir(f"{chart}/charts") else []


ALL = ["db-3.0.0.tgz", "near-0.3.0.tgz", "web-1.2.0.tgz"]


def test_the_newest_that_will_do(chart: str, settings: Settings, server: Server) -> None:
    locked = update_dependencies(chart, DependencyOptions(), settings)
    assert [(one.name, one.version) for one in locked] == [("web", "1.2.0"), ("db", "3.0.0"), ("near", "0.3.0")]
    assert charts(chart) == ALL
    before = Path(chart, "Chart.lock").read_text()
    publish(server, *WEB, entry("web", "1.3.0"), entry("db", "3.0.0"))
    update_dependencies(chart, DependencyOptions(skip_refresh=True), settings)
    assert Path(chart, "Chart.lock").read_text() == before
    update_dependencies(chart, DependencyOptions(), settings)
    assert charts(chart) == ["db-3.0.0.tgz", "near-0.3.0.tgz", "web-1.3.0.tgz"]
    assert Path(chart, "Chart.lock").read_text() != before


def test_building_brings_what_is_locked(chart: str, settings: Settings, server: Server) -> None:
    update_dependencies(chart, DependencyOptions(), settings)
    publish(server, *WEB, entry("web", "1.3.0"), entry("db", "3.0.0"))
    for file in charts(chart):
        os.unlink(f"{chart}/charts/{file}")
    build_dependencies(chart, DependencyOptions(), settings)
    assert charts(chart) == ALL
    path = Path(chart, "Chart.yaml")
    path.write_text(path.read_text().replace("^1", "^2"))
    with pytest.raises(ChartError, match=r"^the lock file \(Chart.lock\) is out of sync"):
        build_dependencies(chart, DependencyOptions(), settings)


@pytest.mark.parametrize("what", ["gone", "another digest", "no chart", "another chart"])
def test_all_or_nothing(chart: str, settings: Settings, server: Server, what: str) -> None:
    update_dependencies(chart, DependencyOptions(), settings)
    before = {name: Path(chart, name).read_bytes() for name in ("Chart.lock", "charts/web-1.2.0.tgz")}
    new = entry("web", "1.3.0", digest="0" * 64 if what == "another digest" else "" if what != "gone" else None)
    publish(server, new, entry("db", "3.0.0"))
    bodies = {
        "gone": answer(404),
        "no chart": answer(200, b"x"),
        "another chart": server.replies["/charts/db-3.0.0.tgz"],
    }
    server.replies["/charts/web-1.3.0.tgz"] = bodies.get(what, server.replies["/charts/web-1.3.0.tgz"])
    told: list[str] = []
    with pytest.raises(PychartError, match=r"^could not download http.*/web-1.3.0.tgz: ") as caught:
        update_dependencies(chart, DependencyOptions(), settings, told.append)
    assert told[-1] == f"Save error occurred:  {caught.value}\n"
    assert charts(chart) == ALL
    assert {name: Path(chart, name).read_bytes() for name in before} == before
    assert sorted(os.listdir(Path(chart).parent)) == sorted({".config", ".cache", "app", "near", "own"})


def test_a_stale_digest_may_be_taken(chart: str, settings: Settings, server: Server) -> None:
    publish(server, entry("web", "1.3.0", digest="0" * 64), entry("db", "3.0.0"))
    update_dependencies(chart, DependencyOptions(skip_digest=True), settings)
    assert "web-1.3.0.tgz" in charts(chart)


def test_only_the_indexes_that_are_needed_are_read(chart: str, settings: Settings, server: Server) -> None:
    know(settings, r=f"{server.url}/charts", other=publish(server, entry("x", "1.0.0"), folder="/other"))
    update_dependencies(chart, DependencyOptions(), settings)
    Path(settings.repository_cache, "other-index.yaml").write_text("no index")
    update_dependencies(chart, DependencyOptions(skip_refresh=True), settings)
    os.unlink(f"{settings.repository_cache}/other-index.yaml")
    with pytest.raises(PychartError, match=r"^open .*/other-index.yaml: no such file or directory$"):
        update_dependencies(chart, DependencyOptions(skip_refresh=True), settings)


def test_downloads_run_side_by_side(chart: str, settings: Settings, server: Server) -> None:
    both = threading.Barrier(2)

    def wait_for_both(reply: Reply) -> Reply:
        def answer_both(handler: BaseHTTPRequestHandler) -> None:
            both.wait(20)
            reply(handler)

        return answer_both

    for name in ("web-1.2.0", "db-3.0.0"):
        server.replies[f"/charts/{name}.tgz"] = wait_for_both(server.replies[f"/charts/{name}.tgz"])
    told: list[str] = []
    update_dependencies(chart, DependencyOptions(), settings, told.append)
    assert told[-4:-1] == [
        "Saving 3 charts\n",
        f"Downloading web from repo {server.url}/charts\n",
        f"Downloading db from repo {server.url}/charts\n",
    ]


def test_six_at_once_lose_nothing(chart: str, settings: Settings) -> None:
    problems: list[Exception] = []

    def work() -> None:
        try:
            update_dependencies(chart, DependencyOptions(), settings)
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert charts(chart) == ALL
    assert "version: 1.2.0\n" in Path(chart, "Chart.lock").read_text()


def test_links_are_refused_before_anything_is_fetched(chart: str, settings: Settings, server: Server) -> None:
    outside = Path(chart).parent / "outside"
    outside.mkdir()
    Path(chart, "charts").symlink_to(outside)
    with pytest.raises(ChartError, match="is a symlink to"):
        update_dependencies(chart, DependencyOptions(), settings)
    Path(chart, "charts").unlink()
    (outside / "lock").write_text("")
    Path(chart, "Chart.lock").symlink_to(outside / "lock")
    with pytest.raises(ChartError, match=r"^the Chart\.lock file is a symlink to"):
        update_dependencies(chart, DependencyOptions(), settings)
    assert server.requests == []
    assert (outside / "lock").read_text() == ""
