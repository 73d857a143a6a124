"""Render single templates for tests, with values that have one of everything."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.capabilities import Capabilities
from pychart.errors import TemplateError
from pychart.gostd.types import Values
from pychart.templates.chart_files import Files
from pychart.templates.engine import TemplateSource, render_templates

PATH = "c/templates/t.yaml"


def make_values() -> dict[str, Any]:
    """Give fresh values: templates may change them."""
    return {
        "i": 5.0,
        "f": 1.5,
        "s": "str",
        "e": "",
        "b": True,
        "l": [1.0, "two", None, {"a": 1.0}],
        "ll": [None],
        "sl": ["a", "b"],
        "m": {"a": {"b": {"c": "d"}}, "s": "x", "k": {}, "z": 0.0},
        "em": {},
        "el": [],
    }


def make_context(values: dict[str, Any] | None = None) -> Values:
    """Give what stands behind the dot of a file in a chart named c."""
    return Values(
        Values=Values(make_values() if values is None else values),
        Chart={"Name": "c", "Version": "0.1.0", "IsRoot": True},
        Release={"Name": "rel", "Namespace": "default"},
        Capabilities=Capabilities(),
        Files=Files({"f.txt": b"text"}),
        Subcharts={},
    )


def render_files(files: dict[str, str], values: dict[str, Any] | None = None) -> dict[str, str]:
    """Render the templates of a chart named c, given by their path below ``c/``."""
    sources = [TemplateSource(f"c/{name}", text, "c", "c/templates") for name, text in files.items()]
    return render_templates(sources, {"c": make_context(values)})


def render_text(template: str, values: dict[str, Any] | None = None) -> str:
    """Render one template."""
    return render_files({"templates/t.yaml": template}, values)[PATH]


def render_error(template: str, values: dict[str, Any] | None = None) -> str:
    """Render one template that must fail, and give the error's text."""
    with pytest.raises(TemplateError) as caught:
        render_text(template, values)
    return str(caught.value)
