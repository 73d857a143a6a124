"""Templates that are executed, within limits: text, or an error of ours, and never a way out of the sandbox."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fuzz.expected import text_of

if TYPE_CHECKING:
    from pychart.chart.model import Chart

SECONDS = 2.0
"""What the limits allow; libFuzzer's own -timeout is the proof that they hold."""

OUTSIDE = (" object at 0x", "<class '", "<function ", "<built-in ")
"""How Python shows what no template may get hold of."""


def render_go(data: bytes) -> None:
    """Execute a Go template."""
    _render("a.yaml", data)


def render_jinja(data: bytes) -> None:
    """Execute a Jinja2 template."""
    _render("a.yaml.j2", data)


def _render(name: str, data: bytes) -> None:
    from pychart.capabilities import Capabilities
    from pychart.files import File
    from pychart.render import prepare, render
    from pychart.templates.context import Release
    from pychart.templates.limits import Limits

    chart = _chart()._replace(templates=(File(f"templates/{name}", data),))
    prepared = prepare(chart, {}, Release("demo"), Capabilities())
    limits = Limits(output=200_000, seconds=SECONDS, depth=50, elements=2_000)
    rendered = render(prepared, limits=limits)
    text = "".join([one.content for one in rendered.manifests] + [one.content for one in rendered.hooks])
    shown = [mark for mark in OUTSIDE if mark in text and mark not in text_of(data)]
    assert not shown, text


@cache
def _chart() -> Chart:
    from pychart.chart.load import load_files
    from pychart.files import File

    return load_files(
        [
            File("Chart.yaml", b"apiVersion: v2\nname: c\nversion: 0.1.0\n"),
            File("values.yaml", b"a: 1\nb: [x, {c: null}]\nd: {e: 1.5, f: 'text: 1'}\ng: true\n"),
            File("notes.txt", b"line\nline\n"),
        ]
    )
