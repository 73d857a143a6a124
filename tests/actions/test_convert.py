"""`pychart convert` writes a chart that renders as the one it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pychart.actions.convert import convert
from pychart.api import load_chart, render_chart
from pychart.chart.create import create_chart
from pychart.cli.main import run
from pychart.errors import ChartError, OutputError
from tests.reference import ROOT

EXAMPLES = ROOT / "examples/charts"
VALUES: tuple[dict[str, Any], ...] = (
    {},
    {"ingress": {"enabled": True, "className": "n", "annotations": {"a": "b"}}, "nameOverride": "x", "replicaCount": 3},
    {"autoscaling": {"enabled": True}, "httpRoute": {"enabled": True}, "service": {"type": "NodePort"}},
    {"tags": {"observability": True}, "global": {"environment": "production"}, "frontend": {"theme": {"dark": True}}},
    {"cache": {"enabled": False}, "resources": {"limits": {"cpu": 1}}, "tolerations": [{"key": "k"}]},
)


def render(path: Path, values: dict[str, Any]) -> list[tuple[str, str]]:
    rendered = render_chart(load_chart(path), values)
    manifests = [(manifest.path, manifest.content) for manifest in rendered.manifests]
    return [*manifests, *((hook.path, hook.content) for hook in rendered.hooks), ("", rendered.notes)]


@pytest.mark.parametrize("name", ["hello-world", "legacy", "umbrella", "library/shop"])
def test_every_example_renders_the_same(name: str, tmp_path: Path) -> None:
    done = convert(EXAMPLES / name, destination=tmp_path / "out")
    assert done.left == {}
    assert not [path for path in done.folder.rglob("templates/*") if path.suffix != ".j2"]
    for values in VALUES:
        assert render(done.folder, values) == render(EXAMPLES / name, values)


def test_the_starter_renders_the_same(tmp_path: Path) -> None:
    chart = create_chart(tmp_path / "web")
    done = convert(chart, destination=tmp_path / "out/web")
    assert done.left == {}
    assert (done.folder / "templates/tests/test-connection.yaml.j2").is_file()
    for values in VALUES:
        assert render(done.folder, values) == render(chart, values)


def test_the_rest_of_the_chart_is_copied(tmp_path: Path) -> None:
    done = convert(EXAMPLES / "hello-world", destination=tmp_path / "out")
    for name in ("Chart.yaml", "values.yaml", ".helmignore"):
        assert (done.folder / name).read_bytes() == (EXAMPLES / "hello-world" / name).read_bytes()


def test_what_cannot_be_converted_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chart = create_chart(tmp_path / "web")
    (chart / "templates/service.yaml").write_bytes(
        (chart / "templates/service.yaml").read_bytes().replace(b"\n", b"\r\n")
    )
    assert run(["convert", str(chart), "--destination", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr().out
    assert "converted templates/deployment.yaml\n" in printed
    assert "left templates/service.yaml as it is: lines end with carriage returns\n" in printed
    assert printed.endswith(f"wrote {tmp_path / 'out'}\n")
    assert (tmp_path / "out/templates/service.yaml").is_file()
    assert render(tmp_path / "out", {}) == render(chart, {})


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(ChartError, match="is not a folder"):
        convert(tmp_path / "nowhere")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/file").touch()
    with pytest.raises(OutputError, match="exists already"):
        convert(EXAMPLES / "hello-world", destination=tmp_path / "out")
