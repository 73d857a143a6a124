"""Every example renders to the bytes that were recorded from the reference, and the reference accepts our archives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.reference import ROOT, environment_of, requires_reference, run_helm

RECORDED = Path(__file__).parent / "recorded" / "examples"

EXAMPLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "hello-world": ("examples/charts/hello-world", ()),
    "hello-world-ingress": (
        "examples/charts/hello-world",
        (
            "--namespace=web",
            "--set=ingress.enabled=true,ingress.className=nginx,ingress.annotations.team=a",
            "--set=ingress.tls[0].secretName=tls,ingress.tls[0].hosts={hello-world.example.com}",
            "--set=nodeSelector.disk=ssd,replicaCount=3,image.tag=1.0.1",
            '--set-json=tolerations=[{"key":"dedicated","operator":"Exists"}]',
            "--set-string=fullnameOverride=12",
        ),
    ),
    "legacy": ("examples/charts/legacy", ()),
    "legacy-without-cache": ("examples/charts/legacy", ("--set=cache.enabled=false",)),
    "umbrella": ("examples/charts/umbrella", ()),
    "umbrella-production": (
        "examples/charts/umbrella",
        (
            "--set=tags.observability=true,global.environment=production,reports.enabled=false",
            "--set=frontend.theme.dark=true",
        ),
    ),
    "umbrella-no-hooks": ("examples/charts/umbrella", ("--no-hooks",)),
    "library": ("examples/charts/library/shop", ()),
}
"""By name: the chart's folder and further arguments of `template demo CHART`."""

CHARTS = sorted({chart for chart, _ in EXAMPLES.values()})


def run_pychart(*args: str, home: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pychart", *args]
    return subprocess.run(command, cwd=cwd, env=environment_of(home), capture_output=True, check=False)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_renders_as_recorded(name: str, tmp_path: Path) -> None:
    chart, args = EXAMPLES[name]
    done = run_pychart("template", "demo", chart, *args, home=tmp_path)
    assert (done.stderr, done.returncode) == (b"", 0)
    assert done.stdout == (RECORDED / f"{name}.yaml").read_bytes()


def test_every_recording_has_its_example() -> None:
    assert {path.stem for path in RECORDED.glob("*.yaml")} == set(EXAMPLES)


def test_vendored_library_is_the_library_beside_it() -> None:
    library = ROOT / "examples/charts/library"
    for path in (library / "common").rglob("*"):
        if path.is_file():
            copy = library / "shop/charts/common" / path.relative_to(library / "common")
            assert copy.read_bytes() == path.read_bytes()


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("name", EXAMPLES)
def test_recording_is_what_the_reference_says(name: str, tmp_path: Path) -> None:
    chart, args = EXAMPLES[name]
    done = run_helm("template", "demo", chart, *args, cwd=ROOT, home=tmp_path)
    assert done.stdout == (RECORDED / f"{name}.yaml").read_bytes()


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("chart", CHARTS)
def test_reference_and_pychart_accept_each_others_archives(chart: str, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    assert run_pychart("package", chart, "-d", str(ours), home=tmp_path).returncode == 0
    assert run_helm("package", chart, "-d", str(theirs), cwd=ROOT, home=tmp_path).returncode == 0
    (our_archive,), (their_archive,) = ours.glob("*.tgz"), theirs.glob("*.tgz")
    assert our_archive.name == their_archive.name
    for command in ("lint", "show all", "template"):
        done = run_helm(*command.split(), str(our_archive), home=tmp_path)
        assert (command, done.returncode) == (command, 0)
    direct = run_pychart("template", chart, home=tmp_path).stdout
    assert run_pychart("template", str(their_archive), home=tmp_path).stdout == direct
    assert run_helm("template", str(our_archive), home=tmp_path).stdout == direct


@requires_reference
@pytest.mark.reference
def test_reference_reads_our_index_and_we_merge_its(tmp_path: Path) -> None:
    release = tmp_path / "release"
    for chart in CHARTS:
        assert run_pychart("package", chart, "-d", str(release), home=tmp_path).returncode == 0
    url = "https://charts.example.com/"
    assert run_pychart("repo", "index", str(release), "--url", url, home=tmp_path).returncode == 0
    ours = (release / "index.yaml").read_bytes()
    (tmp_path / "other").mkdir()
    merged = run_helm("repo", "index", str(tmp_path / "other"), "--merge", str(release / "index.yaml"), home=tmp_path)
    assert merged.returncode == 0
    theirs = (tmp_path / "other/index.yaml").read_bytes()
    assert theirs.split(b"generated:")[0] == ours.split(b"generated:")[0]
    (tmp_path / "third").mkdir()
    again = run_pychart(
        "repo", "index", str(tmp_path / "third"), "--merge", str(tmp_path / "other/index.yaml"), home=tmp_path
    )
    assert again.returncode == 0
    assert (tmp_path / "third/index.yaml").read_bytes().split(b"generated:")[0] == ours.split(b"generated:")[0]
