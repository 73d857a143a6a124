"""`pychart repo update`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.options import TIMEOUT_FLAG, read_settings, read_timeout
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.repo_update import explain_failures, update_repositories
    from pychart.gostd.strconv import quote

    refreshed = update_repositories(args, read_settings(values), read_timeout(values))
    write_result("Hang tight while we grab the latest from your chart repositories...\n")
    failed = []
    for one in refreshed:
        name = quote(one.name)
        if one.problem:
            failed.append(one)
            write_result(f"...Unable to get an update from the {name} chart repository ({one.url}):\n\t{one.problem}\n")
        else:
            write_result(f"...Successfully got an update from the {name} chart repository\n")
    if failed:
        raise explain_failures(failed)
    write_result("Update Complete. ⎈Happy Helming!⎈\n")


command = Command(
    "update",
    callback=_run,
    usage="[REPO1 [REPO2 ...]]",
    short="update information of available charts locally from chart repositories",
    text="Fetch the indexes of the named repositories again, or of all. One that has not changed is not downloaded.",
    flags=(TIMEOUT_FLAG,),
    examples=(
        ("pychart repo update", "know the newest charts of all repositories"),
        ("pychart repo update example --timeout 30s", "those of one, which has 30 seconds to answer"),
    ),
)
