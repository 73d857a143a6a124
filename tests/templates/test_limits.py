"""No template takes more time, text, depth or elements than it may, in either dialect and in any thread."""

from __future__ import annotations

import signal
import threading
import time
from typing import Any

import pytest

from pychart.errors import TemplateError
from tests.templates.jinja.rendering import render_chart

SLOW_JINJA = {"t.yaml.j2": "\n{% for i in range(3000) %}{% for j in range(3000) %}{{ i * j }}{% endfor %}{% endfor %}"}
SLOW_GO = {"t.yaml": "\n{{ range until 3000 }}{{ range until 3000 }}{{ mul . 3 | add 4 | quote }}{{ end }}{{ end }}"}
BIG = '{{ $x := repeat 1000 "a" }}'


def refuse(files: dict[str, str], **limits: Any) -> str:
    with pytest.raises(TemplateError) as caught:
        render_chart(files, **limits)
    return str(caught.value)


@pytest.mark.parametrize(("files", "place"), [(SLOW_JINJA, "t.yaml.j2:"), (SLOW_GO, "t.yaml:2:")])
def test_time_is_up(files: dict[str, str], place: str) -> None:
    begun = time.monotonic()
    said = refuse(files, seconds=1.5)  # less would be up before a busy machine has begun to render
    assert time.monotonic() - begun < 20
    assert said.startswith(f"c/templates/{place}")
    assert said.endswith("rendering takes longer than 1.5 seconds; --max-seconds allows more")
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_time_is_up_in_other_threads() -> None:
    said: list[str] = []
    thread = threading.Thread(target=lambda: said.append(refuse(SLOW_JINJA, seconds=0.2)))
    thread.start()
    thread.join(20)
    assert said
    assert "--max-seconds" in said[0]


def test_other_peoples_signals_are_left_alone() -> None:
    def handler(*_: object) -> None:
        raise AssertionError

    signal.signal(signal.SIGALRM, handler)
    try:
        assert "--max-seconds" in refuse(SLOW_JINJA, seconds=0.2)
        assert signal.getsignal(signal.SIGALRM) is handler
    finally:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_time_that_is_not_up_leaves_no_trace() -> None:
    assert render_chart({"t.yaml": "a"}, seconds=0.2) == {"c/templates/t.yaml": "a"}
    time.sleep(0.3)
    assert render_chart({"t.yaml": "a"}, seconds=0) == {"c/templates/t.yaml": "a"}


@pytest.mark.parametrize(
    "files",
    [
        {"t.yaml": BIG + "{{ $x }}" * 100},
        {"t.yaml": BIG + "{{ range until 100 }}{{ $x }}{{ end }}"},
        {"t.yaml": '{{ define "a" }}' + BIG + "{{ $x }}" * 7 + '{{ end }}{{ include "a" . | len }}'},
        {"t.yaml": '{{ define "a" }}' + BIG + "{{ $x }}" * 7 + '{{ end }}{{ template "a" }}'},
        {"t.yaml": "a" * 3000, "u.yaml": "b" * 3000},
        {"t.yaml.j2": "{% set x = repeat(1000, 'a') %}" + "{{ x }}" * 100},
        {
            "t.yaml.j2": "{% set x = repeat(1000, 'a') %}{% macro m() %}"
            + "{{ x }}" * 100
            + "{% endmacro %}{{ m() | len }}"
        },
        {"t.yaml.j2": "{% for i in range(100) %}{{ repeat(1000, 'a') }}{% endfor %}"},
        {"t.yaml.j2": "{% set x %}{% for i in range(100) %}{{ repeat(1000, 'a') }}{% endfor %}{% endset %}"},
    ],
)
def test_too_much_text(files: dict[str, str]) -> None:
    said = refuse(files, output=5000)
    assert said.startswith("c/templates/")
    assert "output is longer than 5000 characters; --max-output allows more" in said


@pytest.mark.parametrize("twice", ["{{ . }}{{ . }}", "{{ if true }}{{ . }}{{ end }}{{ . }}"])
def test_texts_that_grow_by_tpl_end_soon(twice: str) -> None:
    source = BIG + '{{ range until 30 }}{{ $x = tpl "TWICE" $x }}{{ end }}{{ fail "too late" }}'.replace("TWICE", twice)
    assert "output is longer than 5000 characters" in refuse({"t.yaml": source}, output=5000)


@pytest.mark.parametrize(
    "files",
    [{"t.yaml": "{{ until 100 }}"}, {"t.yaml.j2": "{{ until(100) }}"}, {"t.yaml.j2": "{{ range(100) | len }}"}],
)
def test_too_many_elements(files: dict[str, str]) -> None:
    assert "the result would have 100 elements; at most 50 are allowed" in refuse(files, elements=50)


@pytest.mark.parametrize(
    "files",
    [
        {"t.yaml": "{{ range until 40 }}{{ range until 40 }}{{ end }}{{ end }}"},
        {"t.yaml.j2": "{% for i in range(40) %}{% for j in range(40) %}{% endfor %}{% endfor %}"},
    ],
)
def test_too_many_rounds(files: dict[str, str]) -> None:
    assert "more than 50 elements in one file; --max-elements allows more" in refuse(files, elements=50)


def test_a_limit_is_for_one_render() -> None:
    refuse({"t.yaml": "{{ until 100 }}"}, elements=50)
    assert render_chart({"t.yaml": "{{ until 100 | len }}"}) == {"c/templates/t.yaml": "100"}


def test_too_deep() -> None:
    go = {"t.yaml": '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'}
    assert "rendering template has a nested reference name: a" in refuse(go, depth=5)
    jinja = {"t.yaml.j2": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"}
    assert "nested more than 5 deep" in refuse(jinja, depth=5)
