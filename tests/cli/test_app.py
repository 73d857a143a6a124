from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pychart.cli.app import app
from pychart.cli.main import COMMANDS, run
from tests.reference import ROOT


def test_commands_run_under_click(tmp_path: Path) -> None:
    chart = str(ROOT / "examples/charts/hello-world")
    done = CliRunner().invoke(app, ["--debug", "template", "web", chart, "-s", "templates/service.yaml"])
    assert done.exit_code == 0
    assert "# Source: hello-world/templates/service.yaml" in done.stdout
    done = CliRunner().invoke(app, ["package", chart, "-d", str(tmp_path)])
    assert done.stdout == f"Successfully packaged chart and saved it to: {tmp_path}/hello-world-0.1.0.tgz\n"


def test_refusals_come_as_clicks_own() -> None:
    done = CliRunner().invoke(app, ["template", "./nowhere"])
    assert (done.exit_code, done.stderr) == (1, 'Error: path "./nowhere" not found\n')
    done = CliRunner().invoke(app, ["tmplate"])
    assert done.exit_code == 1
    assert done.stderr.startswith('Error: unknown command "tmplate" for "pychart"')


def test_the_application_can_be_part_of_another() -> None:
    @click.group()
    def platform() -> None:
        """Hold other commands."""

    platform.add_command(app, "charts")
    done = CliRunner().invoke(platform, ["charts", "version", "--short"])
    assert (done.exit_code, done.stdout[0]) == (0, "v")
    done = CliRunner().invoke(platform, ["charts", "template"])
    assert done.stderr.startswith('Error: "platform charts template" requires at least 1 argument')


@pytest.mark.parametrize("name", COMMANDS)
def test_click_knows_every_command(name: str) -> None:
    context = click.Context(app, info_name="pychart")
    assert name in app.list_commands(context)
    command = app.get_command(context, name)
    assert command is not None
    assert command.get_help(click.Context(command, info_name=f"pychart {name}")).strip()


def test_commands_that_go_through_click_answer_alike(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["create", str(tmp_path / "web")]) == 0
    assert capfd.readouterr().out == f"Creating {tmp_path}/web\n"
    assert run(["create", "a", "b"]) == 1
    assert capfd.readouterr().err.startswith('Error: "pychart create" requires 1 argument')
