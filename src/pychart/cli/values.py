"""`pychart values`."""

from __future__ import annotations

from pychart.cli.command import Command
from pychart.cli.options import (
    CHART_FLAGS,
    ERROR_FORMAT_FLAG,
    OUTPUT_FLAG,
    VALUES_FLAGS,
    exactly,
    read_query,
    read_settings,
    read_value_flags,
)
from pychart.cli.output import write_result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.values.explained import Explained, Origin

_WIDEST = 60


def _run(args: list[str], values: dict[str, Any]) -> None:
    from pychart.actions.values import ValuesOptions, explain_values
    from pychart.cli.tables import format_records

    settings = read_settings(values)
    options = ValuesOptions(
        **read_value_flags(values),
    )
    found = explain_values(read_query(args[0], values, settings), options, settings)
    rows = [("KEY", "VALUE", "SOURCE"), *map(_make_row, found)]
    write_result(format_records([_make_record(one) for one in found], values["output"], rows))


def _make_row(one: Explained) -> tuple[str, str, str]:
    value = "(deleted)" if one.deleted else show_value(one.value)
    return _clean(one.key), value, _clean(str(one.origin)) if one.origin else "?"


def show_value(value: Any) -> str:
    """Give a value on one line: a scalar as YAML, cut where it is long; a table by its keys."""
    from pychart.gostd.strconv import quote
    from pychart.yamlio import dump

    if value and isinstance(value, (dict, list)):
        from pychart.advice.describe import describe_value

        return describe_value(value)
    text = dump(value)
    if isinstance(value, str) and ("\n" in text or not text.isprintable()):
        text = quote(value)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."


def _clean(text: str) -> str:
    from pychart.advice.show import clean

    return clean(text.replace("\n", "\\n").replace("\t", "\\t"))


def _make_record(one: Explained) -> dict[str, Any]:
    record = {"key": one.key, "value": one.value, "source": describe_origin(one.origin)}
    return record | {"deleted": True} if one.deleted else record


def describe_origin(origin: Origin | None) -> dict[str, Any] | None:
    """Give who set a value as a record: kind, name, and line and column where it has them."""
    if origin is None:
        return None
    record: dict[str, Any] = {"kind": origin.source.kind, "name": origin.source.name}
    return record | {"line": origin.line, "column": origin.column} if origin.line else record


command = Command(
    "values",
    callback=_run,
    usage="CHART",
    short="explain a chart's final values: who set each of them",
    text="Print every value that the chart's templates would see, one a line, with the source that set it: a"
    " values.yaml of the chart, a parent or a subchart, a -f file, or a flag.\n\nSubcharts are aliased and switched,"
    " values imported and globals handed down as rendering does. A default that a null took away is listed"
    " at the end as deleted.",
    flags=(*VALUES_FLAGS, *CHART_FLAGS, ERROR_FORMAT_FLAG, OUTPUT_FLAG),
    examples=(
        ("pychart values ./hello-world -f prod.yaml --set replicaCount=3", "which of them counts"),
        ("pychart values ./hello-world -o json", "the same for tools"),
    ),
    count=exactly(1),
)
