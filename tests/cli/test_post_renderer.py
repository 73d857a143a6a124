from __future__ import annotations

from pathlib import Path

import pytest

from pychart.cli.main import run
from tests.reference import ROOT, environment_of

CHART = str(ROOT / "examples/charts/hello-world")
PLUGIN = """\
apiVersion: v1
name: {name}
version: 1.0.0
type: {type}
runtime: subprocess
config: {{}}
runtimeConfig:
  platformCommand: [{{command: {command}}}]
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment_of(tmp_path).items():
        monkeypatch.setenv(name, value)
    plugins = (
        ("sed", "postrenderer/v1", "sed"),
        ("broken", "postrenderer/v1", "sh -c false"),
        ("silent", "postrenderer/v1", "true"),
        ("command", "cli/v1", "cat"),
    )
    for name, kind, command in plugins:
        folder = tmp_path / "data/plugins" / name
        folder.mkdir(parents=True)
        (folder / "plugin.yaml").write_text(PLUGIN.format(name=name, type=kind, command=command))


@pytest.mark.parametrize("name", ["sed", "exec:sed", "exec:/bin/sed"])
def test_changes_what_is_rendered(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    args = ["--post-renderer", name, "--post-renderer-args", "s/kind: Service$/kind: Changed/", "--post-renderer", ""]
    assert run(["template", "web", CHART, *args]) == 0
    out = capfd.readouterr().out
    assert "\nkind: Changed\n" in out
    assert "# Source: hello-world/templates/service.yaml\n" in out
    assert "postrender-filename" not in out


NOT_FOUND = "plugin: {Name:%s Type:postrenderer/v1} not found"
DEBUG = "\n\nUse --debug flag to render out invalid YAML"
REFUSED = {
    "nope": f'invalid argument "nope" for "--post-renderer" flag: {NOT_FOUND % "nope"}',
    "command": f'invalid argument "command" for "--post-renderer" flag: {NOT_FOUND % "command"}',
    "/bin/cat": f'invalid argument "/bin/cat" for "--post-renderer" flag: {NOT_FOUND % "/bin/cat"}',
    "exec:": f'invalid argument "exec:" for "--post-renderer" flag: {NOT_FOUND % "exec:"}',
    "broken": 'error while running post render on files: failed to invoke post-renderer plugin "broken":'
    f' plugin "broken" exited with error{DEBUG}',
    "silent": f'error while running post render on files: post-renderer "silent" produced empty output{DEBUG}',
    "exec:false": f'error while running post render on files: "false" exited with status 1{DEBUG}',
    "exec:nope-nope": 'error while running post render on files: exec: "nope-nope": executable file not found in $PATH'
    f"{DEBUG}",
}


@pytest.mark.parametrize("name", REFUSED)
def test_refusals(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "web", CHART, "--post-renderer", name]) == 1
    assert capfd.readouterr().err == f"Error: {REFUSED[name]}\n"


def test_one_is_enough(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "web", CHART, "--post-renderer=sed", "--post-renderer=sed"]) == 1
    reason = "cannot specify --post-renderer flag more than once"
    assert capfd.readouterr().err == f'Error: invalid argument "sed" for "--post-renderer" flag: {reason}\n'
