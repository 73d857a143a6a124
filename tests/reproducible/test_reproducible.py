"""With SOURCE_DATE_EPOCH the same charts give the same bytes, whoever builds them, when, where and in what order."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.worlds import chart_yaml, pack, write_files
from tests.provenance.keyrings import write_ring
from tests.reference import ROOT, environment_of
from tests.reproducible.circumstances import CIRCUMSTANCES, NOBODY, Circumstances

EPOCH = "1700000000"
_MOMENT = re.compile(rb"(?m)^(\s*(?:- )?(?:created|generated): ).*$")
_SIGNATURE = re.compile(rb"(?s)-----BEGIN PGP SIGNATURE.*")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make what is built: a chart with many files, one with dependencies, one that is locked, and archives."""
    folder = tmp_path_factory.mktemp("sources")
    names = ["b", "B", "a", "ä", "10", "9", "_c", "z-z", "i", "I", "ı"]
    write_files(folder, {f"web/templates/{name}.yaml": f"kind: K\nmetadata: {{name: '{name}'}}\n" for name in names})
    write_files(folder, {f"web/files/{name}/{other}.txt": name for name in names[:4] for other in names})
    write_files(folder, {"web/Chart.yaml": chart_yaml("web"), "web/values.yaml": "b: 1\na: {d: 2, c: 3}\n"})
    write_files(folder, {f"{name}/Chart.yaml": chart_yaml(name) for name in ("one", "two", "three")})
    listed = "".join(f"- {{name: {name}, version: 1.x, repository: 'file://../{name}'}}\n" for name in ("two", "one"))
    for name in ("app", "locked"):
        write_files(folder, {f"{name}/Chart.yaml": chart_yaml(name, more=f"dependencies:\n{listed}")})
    write_files(folder, {f"all/c{number}-1.0.{number}.tgz": pack(f"c{number}", f"1.0.{number}") for number in range(9)})
    for name in ("signed", "packed", "all/one"):
        (folder / name).mkdir()
    write_ring(folder / "secret.gpg", "Jo", secret=True)
    _run(Circumstances(), folder, "dependency", "update", "locked", "--skip-refresh")
    shutil.rmtree(folder / "locked/charts")
    return folder


@pytest.fixture(scope="module")
def expected(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build("the same", sources, tmp_path_factory.mktemp("expected"))


def build(name: str, sources: Path, place: Path) -> dict[str, bytes]:
    """Build in some circumstances, and give what lies in the folder then, without moments and signatures."""
    circumstances = CIRCUMSTANCES[name]
    folder = place / circumstances.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(sources, folder)
    circumstances.files(folder)
    if os.getuid() == 0:
        _give_away(place)
    _run(circumstances, folder, module=("tests.reproducible.build", name, str(folder)))
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and "home" not in path.parts]
    return {str(path.relative_to(folder)): _settled(path) for path in paths}


@pytest.mark.parametrize("name", CIRCUMSTANCES)
def test_the_same_bytes(name: str, sources: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    if name == "user" and os.getuid():
        pytest.skip("only root can become somebody else")
    found = build(name, sources, tmp_path)
    assert sorted(found) == sorted(expected)
    assert [path for path in found if found[path] != expected[path]] == []


def test_all_is_built(expected: dict[str, bytes]) -> None:
    made = ["web-1.0.0.tgz", "signed/web-1.0.0.tgz.prov", "packed/app-1.0.0.tgz", "app/Chart.lock", "all/index.yaml"]
    made += ["locked/charts/two-1.0.0.tgz", "rendered/web/templates/i.yaml", "converted/Chart.yaml", "fresh/Chart.yaml"]
    assert set(made) <= set(expected)
    assert expected["all/index.yaml"].count(b"digest: ") == 10
    assert b"sha256:" in expected["signed/web-1.0.0.tgz.prov"]


def _settled(path: Path) -> bytes:
    data = path.read_bytes()
    return data if path.suffix == ".tgz" else _SIGNATURE.sub(b"", _MOMENT.sub(rb"\1", data))


def _run(circumstances: Circumstances, folder: Path, *line: str, module: tuple[str, ...] = ("pychart",)) -> None:
    environment = {**environment_of(folder / "home"), "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": EPOCH}
    environment |= {"PYTHONPATH": str(ROOT), **circumstances.environment}
    command = [sys.executable, "-m", *module, *line]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def _give_away(place: Path) -> None:
    """Let nobody work there, and come there."""
    for path in [place, *place.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    for path in place.parents:
        if path.stat().st_uid == 0 and path.name.startswith(("pytest", "popen")):
            path.chmod(0o755)
