"""Where in a chart a template stands, told from its path."""

from __future__ import annotations


def chart_path(path: str) -> str:
    """Give the path of a template's chart: ``c/charts/s`` of ``c/charts/s/templates/x.yaml.j2``."""
    parts = path.split("/")
    end = 1
    while parts[end : end + 1] == ["charts"]:
        end += 2
    return "/".join(parts[:end])


def chart_name(path: str) -> str:
    """Give the name of a template's chart, ``s`` of ``c/charts/s/templates/x.yaml.j2``."""
    return chart_path(path).rpartition("/")[2]
