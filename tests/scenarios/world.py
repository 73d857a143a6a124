"""The world of one scenario: a home, a working folder, and what a program left in them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.reference import HELM, ROOT, environment_of
from tests.scenarios.masks import mask_file, mask_text
from tests.scenarios.scenario import Scenario

PROGRAMS: dict[str, tuple[str, ...]] = {"helm": (str(HELM),), "pychart": (sys.executable, "-m", "pychart")}


@dataclass(frozen=True)
class Outcome:
    """What a run is compared by, masked: output, exit status, which files there are (type, mode), what is in them."""

    stdout: str
    stderr: str
    status: int
    files: dict[str, Any]
    contents: dict[str, str]


class World:
    """A folder that is made afresh, at the same path, for each program: so texts that hold paths can be compared."""

    def __init__(self, folder: Path, file_sets: Mapping[str, Mapping[str, str]], servers: Mapping[str, str]) -> None:
        self.home = folder / "home"
        self.work = folder / "work"
        self._file_sets = file_sets
        self._places = {"$HOME": str(self.home), "$WORK": str(self.work), **servers}

    def play(self, scenario: Scenario, program: str) -> Outcome:
        """Prepare the scenario, run its command line with one of PROGRAMS and look at what that did."""
        self._prepare(scenario)
        done = self._run(PROGRAMS[program], scenario.run, scenario)
        files, contents = read_files({"work": self.work, "home": self.home})
        return Outcome(
            stdout=mask_text(done.stdout, self._places),
            stderr=mask_text(done.stderr, self._places),
            status=done.returncode,
            files=files,
            contents=contents,
        )

    def _prepare(self, scenario: Scenario) -> None:
        shutil.rmtree(self.work.parent, ignore_errors=True)
        self.home.mkdir(parents=True)
        self.work.mkdir()
        for name in scenario.with_:
            if name in self._file_sets:
                self._write(self._file_sets[name])
            else:
                shutil.copytree(ROOT / "examples/charts" / name, self.work / name)
        self._write(scenario.files)
        for line in scenario.before:
            done = self._run(PROGRAMS["helm"], line, scenario)
            assert done.returncode == 0, f"helm {line}: {done.stderr.decode()}"

    def _write(self, files: Mapping[str, str]) -> None:
        for name, content in files.items():
            path = Path(self._expand(name if name.startswith("$") else f"$WORK/{name}"))
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if content.startswith("-> "):
                path.symlink_to(self._expand(content[3:]))
                continue
            path.write_text(self._expand(content), encoding="utf-8")
            path.chmod(0o755 if content.startswith("#!") else 0o644)

    def _run(self, program: tuple[str, ...], line: str, scenario: Scenario) -> subprocess.CompletedProcess[bytes]:
        own = {name: self._expand(value) for name, value in scenario.env.items()}
        return subprocess.run(
            [*program, *map(self._expand, shlex.split(line))],
            cwd=self.work,
            env=environment_of(self.home) | own,
            input=scenario.stdin.encode(),
            capture_output=True,
            check=False,
            timeout=60,
        )

    def _expand(self, text: str) -> str:
        for name, value in self._places.items():
            text = text.replace(name, value)
        return text


OWN_CACHE = "home/pychart"
"""Where pychart keeps compiled templates: a folder of its own that Helm has no like of."""


def read_files(folders: Mapping[str, Path]) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the type and mode of everything below the folders, and the contents of files and archives' members."""
    files: dict[str, Any] = {}
    contents: dict[str, str] = {}
    for root, folder in folders.items():
        for path in sorted(folder.rglob("*")):
            name = mask_file(f"{root}/{path.relative_to(folder)}".encode())
            if name.startswith(OWN_CACHE):
                continue
            mode = f"{path.lstat().st_mode & 0o777:o}"
            if path.is_symlink():
                files[name] = ("link", os.readlink(path))
            elif path.is_dir():
                files[name] = ("folder", mode)
            elif path.suffix == ".tgz" and tarfile.is_tarfile(path):
                members = read_archive(path)
                files[name] = ("archive", mode, [member[:3] for member in members])
                contents |= {f"{name}/{member[0]}": member[3] for member in members}
            else:
                files[name] = ("file", mode)
                text = mask_file(path.read_bytes())
                # Helm leaves the order of the names of charts to chance.
                contents[name] = "".join(sorted(text.splitlines(True))) if name.endswith("-charts.txt") else text
    return files, contents


def read_archive(path: Path) -> list[tuple[str, bytes, str, str]]:
    """Give an archive's members in their order: name, type, mode and content.

    Those of subcharts are sorted: Helm leaves their order to chance.
    """
    with tarfile.open(path) as archive:
        members = [(one.name, one.type, f"{one.mode:o}", _read_member(archive, one)) for one in archive]
    return sorted(members, key=lambda one: one[0] if "/charts/" in one[0] else "")


def _read_member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = archive.extractfile(member)
    return mask_file(file.read()) if file else ""
