"""What was brought in over the network is ready to be rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from pychart.actions.template import TemplateOptions, template
from pychart.actions.warm import warm, warm_fetched
from pychart.chart.metadata import Dependency
from pychart.cli.main import run
from pychart.settings import Settings
from pychart.templates.golang import program
from tests.cli.worlds import chart_yaml, write_files
from tests.repo.publishing import entry, publish
from tests.transport.serving import Server

TEMPLATE = '{{ define "n" }}{{ .Values.own }}{{ end }}kind: ConfigMap\nmetadata: {name: {{ include "n" . }}}\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HELM_CACHE_HOME", str(tmp_path / "helm-cache"))
    monkeypatch.setenv("HELM_CONFIG_HOME", str(tmp_path / "helm-config"))
    monkeypatch.setenv("PYCHART_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYCHART_NO_CACHE", "")
    return tmp_path


def write_chart(folder: Path, template: str = TEMPLATE, more: str = "") -> str:
    write_files(folder, {"c/Chart.yaml": chart_yaml("c", more=more), "c/values.yaml": "own: one\n"})
    write_files(folder, {"c/templates/a.yaml": template})
    return str(folder / "c")


def refuse_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("compiled")

    monkeypatch.setattr(program, "_compile", refuse)


def render(chart: str) -> str:
    return template(["rel", chart], TemplateOptions(), Settings.from_environment())


def test_a_chart_that_was_warmed_is_not_compiled_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = write_chart(home)
    warm(chart, Settings.from_environment())
    refuse_compiling(monkeypatch)
    assert "metadata: {name: one}" in render(chart)


@pytest.mark.parametrize("command", ["build", "update"])
def test_dependencies_from_a_repository_warm_the_chart(
    home: Path, server: Server, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    url = publish(server, entry("web", "1.0.0"))
    chart = write_chart(home, more=f"dependencies:\n- {{name: web, version: 1.0.0, repository: '{url}'}}\n")
    assert run(["dependency", command, chart]) == 0
    refuse_compiling(monkeypatch)
    assert "metadata: {name: one}" in render(chart)


def test_a_package_is_compiled_where_that_is_asked_for(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = write_chart(home)
    assert run(["package", chart, "-d", str(home / "quick")]) == 0
    assert not (home / "cache").exists()
    assert run(["package", chart, "-d", str(home / "ready"), "--warm-cache"]) == 0
    refuse_compiling(monkeypatch)
    assert "metadata: {name: one}" in render(str(home / "ready/c-1.0.0.tgz"))


@pytest.mark.parametrize("repository", ["", "file://../web"])
def test_local_dependencies_warm_nothing(home: Path, repository: str) -> None:
    chart = write_chart(home)
    warm_fetched(chart, [Dependency("web", "1.0.0", repository)], Settings.from_environment())
    warm_fetched(chart, [], Settings.from_environment())
    assert not (home / "cache").exists()


def test_without_a_cache_nothing_is_done(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYCHART_NO_CACHE", "1")
    warm(write_chart(home, '{{ fail "no" }}'), Settings.from_environment())
    assert not (home / "cache").exists()


@pytest.mark.parametrize(
    "source",
    [
        '{{ fail "no" }}',
        "{{ .a.b }}{{ .Values.own.x }}",
        "{{",
        "a: [",
        "{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}",
    ],
)
def test_a_chart_that_cannot_be_rendered_is_no_fault(
    home: Path, capfd: pytest.CaptureFixture[str], source: str
) -> None:
    warm(write_chart(home, source), Settings.from_environment())
    assert capfd.readouterr() == ("", "")


def test_what_a_chart_has_to_say_is_said_when_it_is_rendered(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chart = write_chart(home, more="deprecated: true\n")
    warm(chart, Settings.from_environment())
    assert capsys.readouterr().err == ""
    render(chart)
    assert "deprecated" in capsys.readouterr().err
