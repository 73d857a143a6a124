"""Render Jinja2 templates for tests, in a chart named c, with the values of tests.templates.rendering."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import TemplateError
from pychart.templates.engine import TemplateSource, render_templates
from pychart.templates.limits import Limits
from tests.templates.rendering import make_context

PATH = "c/templates/t.yaml"


def render_chart(files: dict[str, str], values: dict[str, Any] | None = None, **limits: Any) -> dict[str, str]:
    """Render files given by their name below ``templates/``."""
    sources = [TemplateSource(f"c/templates/{name}", text, "c", "c/templates") for name, text in files.items()]
    return render_templates(sources, {"c": make_context(values)}, limits=Limits(**limits))


def render(text: str, others: dict[str, str] | None = None, values: dict[str, Any] | None = None) -> str:
    """Render ``t.yaml.j2``, which may use other files."""
    return render_chart({"t.yaml.j2": text, **(others or {})}, values)[PATH]


def fail(text: str, others: dict[str, str] | None = None, **limits: Any) -> str:
    """Render ``t.yaml.j2``, which must fail, and give the error's text."""
    with pytest.raises(TemplateError) as caught:
        render_chart({"t.yaml.j2": text, **(others or {})}, **limits)
    return str(caught.value)
