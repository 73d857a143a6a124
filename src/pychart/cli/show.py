"""`pychart show` and its subcommands."""

from __future__ import annotations

from pychart.cli.command import Command, Group
from pychart.cli.flags import flag
from pychart.cli.options import CHART_FLAGS, exactly, read_query, read_settings
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pychart.cli.flags import Flag


def _make(name: str, short: str, text: str, examples: Sequence[tuple[str, str]], more: Sequence[Flag] = ()) -> Command:
    def run(args: list[str], values: dict[str, Any]) -> None:
        from pychart.actions.show import show

        settings = read_settings(values)
        query = read_query(args[0], values, settings)
        write_result(show(query, settings, name, jsonpath=values.get("jsonpath") or ""))

    return Command(
        name,
        callback=run,
        usage="[CHART]",
        short=short,
        text=f"{text}\n\nCHART is a folder, a packaged chart, the URL of one, or REPOSITORY/NAME.",
        flags=(*more, *CHART_FLAGS),
        examples=examples,
        count=exactly(1),
    )


show_all = _make(
    "all",
    "show all information of the chart",
    "Print a chart's definition, values, README and CRDs, one behind the other.",
    (
        ("pychart show all ./hello-world", "everything there is to read about a chart"),
        ("pychart show all hello-world-0.1.0.tgz | less", "the same for a packaged chart"),
    ),
)
show_chart = _make(
    "chart",
    "show the chart's definition",
    "Print a chart's Chart.yaml, its keys sorted.",
    (
        ("pychart show chart ./hello-world", "name, version and what else the chart says of itself"),
        ("pychart show chart hello-world-0.1.0.tgz", "the same for a packaged chart"),
    ),
)
show_crds = _make(
    "crds",
    "show the chart's CRDs",
    "Print the custom resource definitions of a chart and its subcharts.",
    (
        ("pychart show crds ./operator", "the definitions that a chart brings along"),
        ("pychart show crds ./operator | kubectl apply -f -", "apply them before the chart"),
    ),
)
show_readme = _make(
    "readme",
    "show the chart's README",
    "Print a chart's README.",
    (
        ("pychart show readme ./hello-world", "the README of a folder"),
        ("pychart show readme hello-world-0.1.0.tgz", "the README of a packaged chart"),
    ),
)
show_values = _make(
    "values",
    "show the chart's values",
    "Print a chart's values.yaml as it stands, or what a JSONPath finds in it.",
    (
        ("pychart show values ./hello-world > mine.yaml", "a values file to start from"),
        ("pychart show values ./hello-world --jsonpath '{.image.tag}'", "one value"),
    ),
    (flag("--jsonpath", help="JSONPath template that selects from the values"),),
)

command = Group(
    "show",
    {
        "all": ("show:show_all", "show all information of the chart"),
        "chart": ("show:show_chart", "show the chart's definition"),
        "crds": ("show:show_crds", "show the chart's CRDs"),
        "readme": ("show:show_readme", "show the chart's README"),
        "values": ("show:show_values", "show the chart's values"),
    },
    "Print what is in a chart: its definition, its values, its README, its CRDs.",
    examples=(
        ("pychart show values ./web > prod.yaml", "the defaults, to be changed"),
        ("pychart show chart web-1.2.0.tgz", "name, version and dependencies of an archive"),
    ),
)
