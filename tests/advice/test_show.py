from __future__ import annotations

import json
import pty
import subprocess
import sys
from os import close, environ, read
from pathlib import Path

import pytest

from pychart.advice.model import Advice, Fact, Place
from pychart.advice.show import clean, format_json, format_rich
from pychart.cli.main import run

HELPERS = '{{ define "a" }}{{ include "b" . }}{{ end }}\n{{ define "b" }}\n  {{- .Values.port | upper }}{{ end }}\n'


@pytest.fixture
def chart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HELM_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PYCHART_CACHE_HOME", str(tmp_path / "cache"))
    write(tmp_path, 'x: {{ include "a" . }}\n')
    return tmp_path


def write(folder: Path, template: str, values: str = "port: 80\n") -> None:
    files = {
        "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
        "values.yaml": values,
        "templates/_h.tpl": HELPERS,
        "templates/t.yaml": template,
    }
    for name, text in files.items():
        path = folder / "c" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def plain(text: str, _colour: str) -> str:
    return text


def see_at_terminal(*args: str, **environment: str) -> str:
    """Give what a person at a terminal sees on stderr."""
    own, theirs = pty.openpty()
    kept = {name: value for name, value in environ.items() if name not in ("NO_COLOR", "HELM_COLOR")}
    command = [sys.executable, "-m", "pychart", *args]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, env=kept | environment, check=False)
    close(theirs)
    seen = b""
    try:
        while piece := read(own, 65536):
            seen += piece
    except OSError:
        pass
    close(own)
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.usefixtures("chart")
def test_who_included_whom_is_told_with_the_value_and_its_origin(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "c", "--error-format", "rich"]) == 1
    assert capsys.readouterr().err.partition("invalid YAML\n")[2] == (
        "\n"
        "  --> c/templates/_h.tpl:3:22\n"
        "     |\n"
        "   3 |   {{- .Values.port | upper }}{{ end }}\n"
        "     |                      ^^^^^\n"
        '  included from c/templates/_h.tpl:1:20  include "b" .\n'
        '  included from c/templates/t.yaml:1:7  include "a" .\n'
        "  .Values.port is 80 (float64), from c/values.yaml:1:1\n"
        "  help: convert it: (toString .Values.port)\n"
    )


@pytest.mark.usefixtures("chart")
def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "c", "--set", "port=5", "--error-format=json"]) == 1
    told = json.loads(capsys.readouterr().err)
    assert list(told) == ["message", "helm_text", "frames", "value", "origin", "suggestion"]
    places = [(frame["file"], frame["line"], frame["column"], frame["template"]) for frame in told["frames"]]
    assert places == [
        ("c/templates/t.yaml", 1, 7, "c/templates/t.yaml"),
        ("c/templates/_h.tpl", 1, 20, "a"),
        ("c/templates/_h.tpl", 3, 22, "b"),
    ]
    assert told["value"] == {"expression": ".Values.port", "value": "5", "type": "int64"}
    assert told["origin"] == "--set port=5"


@pytest.mark.usefixtures("chart")
def test_a_terminal_gets_advice_unless_it_asks_for_helms_text() -> None:
    assert "\x1b[31m^^^^^\x1b[0m" in see_at_terminal("template", "c")
    quiet = see_at_terminal("template", "c", NO_COLOR="1")
    assert "\x1b" not in quiet
    assert "  help: convert it" in quiet
    assert "help:" not in see_at_terminal("template", "c", "--error-format", "helm")


def test_what_a_terminal_would_obey_is_escaped(chart: Path) -> None:
    write(chart, "x: {{ .Values.port | trunc 1 | nosuch }} \x1b]0;title\x07\n")
    shown = see_at_terminal("template", "c", NO_COLOR="1")
    assert "\\x1b]0;title\\x07" in shown
    assert "\x1b" not in shown
    assert clean("a\x1b[1m\u202eb\udcff") == "a\\x1b[1m\\u202eb\\xff"


def test_lint_and_package_advise_too(chart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "c", "--error-format", "rich"]) == 1
    assert "  --> c/templates/_h.tpl:3:22\n" in capsys.readouterr().err
    write(chart, "x: 1\n", values="a:\n\tb: 1\n")
    assert run(["package", "c", "--error-format", "rich"]) == 1
    assert "  --> c/values.yaml:2:1\n" in capsys.readouterr().err


@pytest.mark.usefixtures("chart")
def test_another_format_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["template", "c", "--error-format", "xml"]) == 1
    assert 'invalid argument "xml" for "--error-format" flag' in capsys.readouterr().err


def test_the_element_of_a_loop_is_named(chart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = "ports:\n- name: a\n- name: 5\n"
    write(chart, "{{- range .Values.ports }}\n- {{ .name | upper }}\n{{- end }}\n", values)
    assert run(["template", "c", "--error-format", "rich"]) == 1
    assert "  .name is 5 (float64), from c/values.yaml:3:3\n" in capsys.readouterr().err


def test_a_variable_that_is_assigned_elsewhere_is_not_guessed(chart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(chart, '{{ $x := 1 }}{{ range list 2 }}{{ $x = dict "q" . }}{{ end }}{{ $x.q | upper }}\n')
    assert run(["template", "c", "--error-format", "rich"]) == 1
    shown = capsys.readouterr().err
    assert "$x is" not in shown
    assert "  help: convert it with toString\n" in shown


def test_columns_count_characters(chart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(chart, "# äöü\n{{/* äöü */}}ü: {{ .Values.port | upper }}\n")
    assert run(["template", "c", "--error-format", "rich"]) == 1
    assert "  --> c/templates/t.yaml:2:35\n" in capsys.readouterr().err


def test_long_lines_are_cut_around_the_place() -> None:
    place = Place("f", 1, 501, 3, "x" * 500 + "abc" + "y" * 500)
    _, _, _, source, caret = format_rich(Advice("m", place), plain).splitlines()
    start = caret.index("^")
    assert (source[start : start + 3], caret.strip(" |")) == ("abc", "^^^")
    assert len(source) < 200


def test_an_advice_without_anything_to_say_is_silent() -> None:
    assert format_rich(Advice("m"), plain) == ""
    told = json.loads(format_json(Advice("m", facts=(Fact("a", "1", "int"),)), "M"))
    assert (told["frames"], told["value"], told["origin"]) == (
        [],
        {"expression": "a", "value": "1", "type": "int"},
        None,
    )


@pytest.mark.usefixtures("chart")
def test_success_imports_none_of_it() -> None:
    code = (
        "import sys; from pychart.cli.main import run; run(['template', 'c', '--set', 'port=a']);"
        "bad = [name for name in sys.modules if name.startswith(('pychart.advice', 'pychart.yamlio.positions'))];"
        "sys.exit(' '.join(bad) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
