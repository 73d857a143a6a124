"""What one program writes of repositories (configuration, indexes, archives), the other reads, in every direction."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reference import HELM, environment_of, requires_reference
from tests.repo.publishing import entry, publish
from tests.transport.serving import Server, answer

PROGRAMS = {"helm": [str(HELM)], "pychart": [sys.executable, "-m", "pychart"]}
DIRECTIONS = [("helm", "pychart"), ("pychart", "helm"), ("pychart", "pychart"), ("helm", "helm")]


class Home:
    """A home that both programs work in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = environment_of(folder)

    def run(self, program: str, line: str) -> tuple[str, str, int]:
        done = subprocess.run(
            [*PROGRAMS[program], *line.split()],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout, done.stderr, done.returncode

    def must(self, program: str, line: str) -> str:
        out, err, status = self.run(program, line)
        assert (err, status) == ("", 0), line
        return out


@pytest.fixture
def url(server: Server) -> str:
    return publish(server, entry("web", "1.0.0"), entry("web", "1.2.0"), entry("db", "0.1.0"))


@requires_reference
@pytest.mark.parametrize(("writer", "reader"), DIRECTIONS)
def test_add_update_search_show_pull_template(
    writer: str, reader: str, url: str, server: Server, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    assert home.must(writer, f"repo add local {url}") == '"local" has been added to your repositories\n'
    assert "Update Complete" in home.must(writer, "repo update")
    asked = len(server.requests)
    assert home.must(reader, "repo list") == home.must("helm", "repo list")
    assert home.must(reader, f"repo add local {url}") == (
        '"local" already exists with the same configuration, skipping\n'
    )
    found = home.must(reader, "search repo web --versions")
    assert found == home.must(writer, "search repo web --versions")
    assert "1.2.0" in found
    assert len(server.requests) == asked
    assert "version: 1.2.0" in home.must(writer, "show chart local/web")
    assert "version: 1.0.0" in home.must(writer, "show chart local/web --version 1.0.0")
    assert home.must(writer, "template local/db") == home.must(reader, "template local/db")
    del server.replies["/charts/web-1.2.0.tgz"], server.replies["/charts/web-1.0.0.tgz"]
    # From here on the archives come from the cache that the writer has filled.
    assert "version: 1.0.0" in home.must(reader, "show chart local/web --version <1.2")
    assert "version: 1.2.0" in home.must(reader, "show chart local/web")
    home.must(reader, "template local/web")
    assert home.must(reader, "pull local/web") == ""
    home.must(writer, "show chart web-1.2.0.tgz")
    server.replies["/charts/index.yaml"] = answer(200, b"apiVersion: v1\nentries: {}\n")
    home.must(reader, "repo update local")
    assert home.must(writer, "search repo web") == "No results found\n"
    assert home.must(reader, "repo remove local") == '"local" has been removed from your repositories\n'
    assert home.run(writer, "repo update")[1] == "Error: no repositories found. You must add one before updating\n"


@requires_reference
def test_both_write_the_same_files(url: str, tmp_path: Path) -> None:
    trees = []
    for program in PROGRAMS:
        home = Home(tmp_path / program)
        home.folder.mkdir()
        home.must(program, f"repo add local {url} --username jo --password secret --pass-credentials")
        home.must(program, "repo update")
        home.must(program, "show chart local/web")
        trees.append(
            {
                str(path.relative_to(home.folder)): (sorted(path.read_bytes().splitlines()), path.stat().st_mode)
                for path in home.folder.rglob("*")
                if path.is_file() and not path.is_relative_to(home.folder / "pychart")
            }
        )
    assert trees[0] == trees[1]
    assert len(trees[0]) == 5


@requires_reference
@pytest.mark.parametrize("program", PROGRAMS)
def test_secrets_go_to_the_repository_alone(program: str, server: Server, tmp_path: Path) -> None:
    from tests.transport.serving import serving

    with serving() as far:
        far.replies["/web-1.0.0.tgz"] = server.replies["/x"] = answer(200, b"")
        url = publish(server, entry("web", "1.0.0", url=f"{far.url}/web-1.0.0.tgz"))
        home = Home(tmp_path)
        home.must(program, f"repo add local {url} --username jo --password secret")
        home.run(program, "pull local/web")
        assert "authorization" in server.requests[-1][1]
        assert [headers.get("authorization") for _, headers in far.requests] == [None]
        home.run(program, f"repo add local {url} --username jo --password secret --pass-credentials --force-update")
        home.run(program, "pull local/web")
        assert "authorization" in far.requests[-1][1]
