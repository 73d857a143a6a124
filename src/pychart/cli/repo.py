"""`pychart repo` and its subcommands."""

from __future__ import annotations

from pychart.cli.main import Group

command = Group(
    "repo",
    {
        "add": ("repo_add", "add a chart repository"),
        "index": ("repo_index", "generate an index file given a directory containing packaged charts"),
        "list": ("repo_list", "list chart repositories"),
        "remove": ("repo_remove", "remove one or more chart repositories"),
        "update": ("repo_update", "update information of available charts locally from chart repositories"),
    },
    "Work with chart repositories: static folders of packaged charts with an index.",
    examples=(
        ("pychart repo add example https://charts.example.com/", "know a repository by a name"),
        ("pychart repo list", "the repositories that are configured"),
        ("pychart repo index ./release --url https://charts.example.com/", "index a folder to be served there"),
    ),
    aliases={"ls": "list", "rm": "remove", "up": "update"},
)
