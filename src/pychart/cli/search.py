"""`pychart search` and its subcommands."""

from __future__ import annotations

from pychart.cli.command import Group

command = Group(
    "search",
    {
        "hub": ("search_hub", "search for charts in the Artifact Hub or your own hub instance"),
        "repo": ("search_repo", "search repositories for a keyword in charts"),
    },
    "Find charts: in the repositories that are known by name, or on a hub.",
    examples=(
        ("pychart search repo nginx", "charts of your repositories that have to do with nginx"),
        ("pychart search hub nginx", "charts on Artifact Hub that have to do with nginx"),
    ),
)
