"""A signed chart from a repository is checked by both programs, with the same words and the same result."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.provenance.keyrings import write_ring
from tests.reference import HELM, environment_of, requires_reference
from tests.repo.publishing import entry, index, list_files
from tests.transport.serving import Server, answer

PROGRAMS = {"helm": [str(HELM)], "pychart": [sys.executable, "-m", "pychart"]}


def run(program: str, folder: Path, *args: str) -> tuple[str, str, int]:
    done = subprocess.run(
        [*PROGRAMS[program], *args],
        cwd=folder,
        env=environment_of(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout, done.stderr, done.returncode


@pytest.fixture
def url(server: Server, tmp_path: Path) -> str:
    """A repository of one signed chart; the keys are in secret.gpg and public.gpg."""
    folder = tmp_path / "maker"
    (folder / "web").mkdir(parents=True)
    (folder / "web/Chart.yaml").write_text("apiVersion: v2\nname: web\nversion: 1.0.0\n")
    write_ring(folder / "secret.gpg", "Jo", secret=True)
    write_ring(tmp_path / "public.gpg", "Jo")
    (folder / "passphrase.txt").write_text("sesame\n")
    signing = ("--sign", "--key", "Jo", "--keyring", "secret.gpg", "--passphrase-file", "passphrase.txt")
    assert run("pychart", folder, "package", "web", *signing)[1:] == ("", 0)
    assert run("pychart", folder, "repo", "index", ".")[1:] == ("", 0)
    for name in ("index.yaml", "web-1.0.0.tgz", "web-1.0.0.tgz.prov"):
        server.replies[f"/{name}"] = answer(200, (folder / name).read_bytes())
    return server.url


def play(program: str, folder: Path, url: str, *lines: str) -> list[tuple[str, str, int]]:
    home = folder / program
    home.mkdir()
    ring = str(folder / "public.gpg")
    run(program, home, "repo", "add", "local", url)
    return [run(program, home, *line.replace("RING", ring).split()) for line in lines]


@requires_reference
def test_both_say_who_signed_it(url: str, tmp_path: Path) -> None:
    lines = (
        "pull local/web --verify --keyring RING",
        "pull local/web --verify --keyring RING -d . --untar",
        "template local/web --verify --keyring RING",
        "show chart web --repo URL --verify --keyring RING".replace("URL", url),
    )
    helm, pychart = (play(program, tmp_path, url, *lines) for program in PROGRAMS)
    assert pychart == helm
    assert [status for _, _, status in pychart] == [0, 0, 0, 0]
    assert pychart[0][0].startswith("Signed by: Jo")
    own = {name for name in list_files(tmp_path / "pychart") if not name.startswith("pychart/")}
    assert own == set(list_files(tmp_path / "helm"))
    assert "web-1.0.0.tgz.prov" in own


@requires_reference
def test_both_refuse_another_signature(url: str, server: Server, tmp_path: Path) -> None:
    from tests.cli.worlds import pack

    write_ring(tmp_path / "stranger.gpg", "Max")
    server.replies["/web-1.0.0.tgz"] = answer(200, pack("web", "1.0.0"))
    server.replies["/index.yaml"] = answer(200, index(entry("web", "1.0.0", digest="")))
    lines = (
        "pull local/web --verify --keyring RING",
        "template local/web --verify --keyring RING",
        "pull local/web --verify --keyring RING".replace("RING", str(tmp_path / "stranger.gpg")),
    )
    helm, pychart = (play(program, tmp_path, url, *lines) for program in PROGRAMS)
    assert pychart == helm
    assert [status for _, _, status in pychart] == [1, 1, 1]
    assert not (tmp_path / "pychart/web-1.0.0.tgz").exists()
