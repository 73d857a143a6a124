"""`pychart dependency` and its subcommands."""

from __future__ import annotations

from pychart.cli.command import Group

command = Group(
    "dependency",
    {"list": ("dependency_list", "list the dependencies for the given chart")},
    "Look after the charts that a chart depends on: Chart.yaml names them, charts/ holds them.",
    examples=(
        ("pychart dependency list", "the dependencies of the chart in this folder"),
        ("pychart dependency list ./web", "those of another chart"),
    ),
    aliases={"ls": "list"},
)
