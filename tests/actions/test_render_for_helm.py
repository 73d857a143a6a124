"""`package --render-for-helm`: what Helm renders of the package is what pychart renders of the chart."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

import pytest

from pychart.actions.create import create
from pychart.cli.main import run
from tests.reference import HELM, ROOT, environment_of, requires_reference

FLAGS = {
    "defaults": (),
    "ingress": (
        "--set=ingress.enabled=true,ingress.className=nginx,ingress.annotations.team=a,replicaCount=5",
        "--set=ingress.tls[0].secretName=tls,ingress.tls[0].hosts={hello.example.com}",
        "--set=nodeSelector.disk=ssd,image.tag=1.0.1,fullnameOverride=other",
    ),
}


def package(chart: Path, folder: Path) -> Path:
    assert run(["package", str(chart), "--render-for-helm", "-d", str(folder)]) == 0
    (archive,) = folder.glob("*.tgz")
    return archive


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("flags", FLAGS.values(), ids=FLAGS)
@pytest.mark.parametrize("dialect", ["example", "scaffold"])
def test_helm_renders_the_package(
    dialect: str,
    flags: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYCHART_CACHE_HOME", str(tmp_path / "cache"))
    chart = ROOT / "examples/charts/hello-jinja"
    if dialect == "scaffold":
        create("shop", dialect="jinja2")
        chart = tmp_path / "shop"
        flags = flags and ("--set=ingress.enabled=true,autoscaling.enabled=true,image.tag=2",)
    archive = package(chart, tmp_path / "out")
    with tarfile.open(archive) as members:
        assert not [name for name in members.getnames() if name.endswith(".j2")]
    done = subprocess.run(
        [HELM, "template", "demo", archive, *flags], env=environment_of(tmp_path), capture_output=True, check=False
    )
    capsys.readouterr()
    assert run(["template", "demo", str(chart), *flags]) == 0
    assert (done.stderr, done.stdout.decode()) == (b"", capsys.readouterr().out)


def test_nothing_is_written_where_a_template_has_no_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    create("shop", dialect="jinja2")
    Path("shop/templates/web.yaml.j2").write_text("a: 1\nb: {{ [1] | sort }}\n")
    assert run(["package", "shop", "--render-for-helm", "-d", "out"]) == 1
    assert capsys.readouterr().err == (
        "Error: shop has no form that Helm renders:\n"
        "  shop/templates/web.yaml.j2:2: the filter sort has no form in Go templates\n"
    )
    assert not Path("out").exists()
