"""`pychart lint`."""

from __future__ import annotations

from pychart.cli.flags import flag
from pychart.cli.main import Command
from pychart.cli.options import (
    ERROR_FORMAT_FLAG,
    STRICTNESS_FLAGS,
    VALUES_FLAGS,
    at_least,
    read_settings,
    read_value_flags,
)
from pychart.cli.output import write_result
from pychart.errors import PychartError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.lint import LintOptions, lint
    from pychart.lint.report import FORMATS

    output = values["output"]
    if output not in FORMATS:
        from pychart.gostd.strconv import quote

        raise UsageError(f"invalid output format {quote(output)}: use text, json or sarif")
    settings = read_settings(values)
    options = LintOptions(
        namespace=values["namespace"] or settings.find_namespace(),
        **read_value_flags(values),
        kube_version=values["kube_version"] or "",
        strict=values["strict"],
        with_subcharts=values["with_subcharts"],
        skip_schema_validation=values["skip_schema_validation"],
        disable=values["disable"],
        traces=output != "text",
        strict_values=values["strict_values"],
        unused_values=values["unused_values"] or "",
    )
    report = lint(args, options, settings)
    write_result(FORMATS[output](report, quiet=values["quiet"]))
    if report.failed:
        raise PychartError(report.summary)


command = Command(
    "lint",
    callback=_run,
    usage="PATH",
    short="examine a chart for possible issues",
    text="Check charts, folders or archives, against the rules that docs/lint.md describes.\n\nAn [ERROR] keeps a chart"
    " from being installed, a [WARNING] is against convention, an [INFO] is a recommendation. A rule is switched off"
    " by --disable, or for one file by a comment in it: # pychart-lint: disable=RULE.",
    flags=(
        *VALUES_FLAGS,
        flag("--disable", kind="strings", help="rules that are not applied (repeatable)"),
        ERROR_FORMAT_FLAG,
        flag("--kube-version", help="Kubernetes version for capabilities and deprecated API versions"),
        flag("--output", "-o", default="text", help="text as Helm prints it, json or sarif"),
        flag("--quiet", kind="bool", help="print only warnings and errors"),
        flag("--skip-schema-validation", kind="bool", help="do not check values against values.schema.json"),
        flag("--strict", kind="bool", help="fail on warnings too"),
        *STRICTNESS_FLAGS,
        flag("--with-subcharts", kind="bool", help="lint the charts in charts/ too"),
    ),
    examples=(
        ("pychart lint ./hello-world --strict", "fail on warnings too"),
        ("pychart lint ./hello-world -o sarif > lint.sarif", "write findings for a code review tool"),
    ),
    count=at_least(1),
)
