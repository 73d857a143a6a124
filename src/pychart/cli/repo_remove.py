"""`pychart repo remove`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.options import at_least, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.repo_remove import remove_repositories
    from pychart.gostd.strconv import quote

    settings = read_settings(values)
    for name in remove_repositories(args, settings.repository_config, settings.repository_cache):
        write_result(f"{quote(name)} has been removed from your repositories\n")


command = Command(
    "remove",
    callback=_run,
    usage="[REPO1 [REPO2 ...]]",
    short="remove one or more chart repositories",
    text="Forget chart repositories, and delete what is cached of their indexes.",
    examples=(
        ("pychart repo remove stable", "forget one repository"),
        ("pychart repo remove stable incubator", "forget two"),
    ),
    count=at_least(1),
)
