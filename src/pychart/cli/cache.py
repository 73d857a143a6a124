"""`pychart cache` and its subcommands."""

from __future__ import annotations

from pychart.cli.main import Group

command = Group(
    "cache",
    {
        "clear": ("cache_clear", "forget all that is cached"),
        "info": ("cache_info", "tell where the cache is and how large"),
    },
    "Look at pychart's own cache: compiled charts, indexes of repositories, what was read of archives.\n\nIt makes the"
    " second time fast and cleans up after itself. PYCHART_CACHE_HOME says where it is, PYCHART_NO_CACHE=1 does"
    " without.",
    examples=(
        ("pychart cache info", "where it is, and how large"),
        ("pychart cache clear", "delete all of it"),
    ),
)
