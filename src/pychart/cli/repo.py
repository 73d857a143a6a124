"""`pychart repo` and its subcommands."""

from __future__ import annotations

from pychart.cli.main import Group

command = Group(
    "repo",
    {"index": ("repo_index", "generate an index file given a directory containing packaged charts")},
    "Work with chart repositories: static folders of packaged charts with an index.",
)
