"""`pychart version`."""

from __future__ import annotations

from pychart import __version__
from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import exactly
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


HELM_VERSION = "v4.3.1"
"""The Helm release whose behaviour this version of pychart gives."""


def _run(args: list[str], values: dict[str, Any]) -> None:
    if values["template"]:
        write_result(_render(values["template"]))
    elif values["short"]:
        write_result(f"v{__version__}\n")
    else:
        import platform

        write_result(
            f'version.BuildInfo{{Version:"v{__version__}", HelmVersion:"{HELM_VERSION}",'
            f' PythonVersion:"{platform.python_version()}"}}\n'
        )


def _render(template: str) -> str:
    import platform

    from pychart.templates.engine import render_text

    facts = {"Version": f"v{__version__}", "HelmVersion": HELM_VERSION, "PythonVersion": platform.python_version()}
    return render_text(template, facts, "_")


command = Command(
    "version",
    callback=_run,
    short="print the pychart version information",
    text="Print pychart's version and the Helm release whose behaviour it gives.\n\nA template sees .Version,"
    " .HelmVersion and .PythonVersion.",
    flags=(
        flag("--short", kind="bool", help="print the version number alone"),
        flag("--template", help="Go template for the output"),
    ),
    examples=(
        ("pychart version --short", "the version number alone"),
        ("pychart version --template 'as Helm {{ .HelmVersion }}'", "a format of your own"),
    ),
    count=exactly(0),
)
