"""`pychart completion` and its subcommands: scripts that ask pychart itself what may follow."""

from __future__ import annotations

from pychart.cli.command import Command, Group
from pychart.cli.flags import flag
from pychart.cli.options import exactly
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_SHELLS = {
    "bash": (
        "pychart.bash",
        (
            ("source <(pychart completion bash)", "complete in this session"),
            ("pychart completion bash > /etc/bash_completion.d/pychart", "complete in every new session"),
        ),
    ),
    "fish": (
        "pychart.fish",
        (
            ("pychart completion fish | source", "complete in this session"),
            ("pychart completion fish > ~/.config/fish/completions/pychart.fish", "complete in every new session"),
        ),
    ),
    "powershell": (
        "pychart.ps1",
        (
            ("pychart completion powershell | Out-String | Invoke-Expression", "complete in this session"),
            ("pychart completion powershell >> $PROFILE", "complete in every new session"),
        ),
    ),
    "zsh": (
        "pychart.zsh",
        (
            ("source <(pychart completion zsh)", "complete in this session"),
            ('pychart completion zsh > "${fpath[1]}/_pychart"', "complete in every new session"),
        ),
    ),
}
"""Each shell: its script below shells/ and the examples of its command."""


def read_script(shell: str, *, descriptions: bool = True) -> str:
    """Give the completion script for a shell."""
    from os.path import dirname

    with open(f"{dirname(__file__)}/shells/{_SHELLS[shell][0]}", encoding="utf-8") as file:
        return file.read().replace("@COMPLETE@", "__complete" if descriptions else "__completeNoDesc")


def _make_run(shell: str) -> Callable[[list[str], dict[str, Any]], None]:
    return lambda args, values: write_result(read_script(shell, descriptions=not values["no_descriptions"]))


def _make_command(shell: str) -> Command:
    return Command(
        shell,
        callback=_make_run(shell),
        short=f"generate autocompletion script for {shell}",
        text=f"Print the script that makes {shell} complete pychart's command lines.\n\nCommands, flags, charts,"
        " versions and repositories are completed, from Helm's own cache where they are remote.",
        flags=(flag("--no-descriptions", kind="bool", help="offer words without their descriptions"),),
        examples=_SHELLS[shell][1],
        count=exactly(0),
    )


bash, fish, powershell, zsh = (_make_command(shell) for shell in sorted(_SHELLS))

command = Group(
    "completion",
    {shell: (f"completion:{shell}", f"generate autocompletion script for {shell}") for shell in _SHELLS},
    "Print scripts that make a shell complete pychart's command lines.",
    examples=_SHELLS["bash"][1],
)
