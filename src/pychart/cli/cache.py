"""`pychart cache` and its subcommands."""

from __future__ import annotations

from pychart.cli.main import Group

command = Group(
    "cache",
    {
        "clear": ("cache_clear", "forget all charts"),
        "info": ("cache_info", "tell where the chart cache is and how large"),
    },
    "Look at the cache of compiled charts, which makes rendering a chart for the second time fast.\n\nIt cleans up"
    " after itself. PYCHART_CACHE_HOME says where it is, PYCHART_NO_CACHE=1 does without.",
    examples=(
        ("pychart cache info", "where it is, and how large"),
        ("pychart cache clear", "delete all of it"),
    ),
)
