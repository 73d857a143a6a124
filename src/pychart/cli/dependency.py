"""`pychart dependency` and its subcommands."""

from __future__ import annotations

from pychart.cli.command import Group

command = Group(
    "dependency",
    {
        "build": ("dependency_build", "rebuild the charts/ directory based on the Chart.lock file"),
        "list": ("dependency_list", "list the dependencies for the given chart"),
        "update": ("dependency_update", "update charts/ based on the contents of Chart.yaml"),
    },
    "Look after the charts that a chart depends on: Chart.yaml names them, charts/ holds them.",
    examples=(
        ("pychart dependency update ./web", "bring in the newest versions that a chart accepts"),
        ("pychart dependency list", "the dependencies of the chart in this folder"),
    ),
    aliases={"ls": "list", "up": "update"},
)
