"""The fuzz targets take their corpus, damaged and whole, and a moment of coverage-guided fuzzing."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.targets import TARGETS, check

from tests.reference import ROOT

CORPUS = ROOT / "fuzz/corpus"
GUIDED = (
    "archive",
    "challenge",
    "cluster",
    "index",
    "manifest",
    "provenance",
    "record",
    "render_go",
    "render_jinja",
    "set_flags",
    "templates",
    "yaml",
)
SECONDS = 1


def seeds(name: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]


def test_every_target_has_seeds() -> None:
    assert sorted(TARGETS) == sorted(path.name for path in CORPUS.iterdir())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_their_damaged_copies(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(name)
    for seed in seeds(name):
        check(name, seed)
        for _ in range(60):
            check(name, damage(seed, chance))


def damage(data: bytes, chance: random.Random) -> bytes:
    """Cut, double or change a few bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed) + 1)
        end = min(len(changed), place + chance.randint(1, 16))
        piece = chance.choice([b"", bytes(changed[place:end]) * 2, bytes([chance.randrange(256)])])
        changed[place:end] = piece
    return bytes(changed)


@pytest.mark.parametrize("name", GUIDED)
def test_a_moment_of_fuzzing(name: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris has no wheel for this machine")
    options = [f"-max_total_time={SECONDS}", "-timeout=10", "-rss_limit_mb=1024", f"-artifact_prefix={tmp_path}/"]
    done = subprocess.run(
        [sys.executable, "-m", "fuzz", name, *options, str(tmp_path), str(CORPUS / name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done" in done.stderr
