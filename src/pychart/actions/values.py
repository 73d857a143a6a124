"""Explain the final values of a chart: each key, its value, and who set it."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pychart.locate import ChartQuery
    from pychart.settings import Settings
    from pychart.values.explained import Explained
    from pychart.values.layers import UserValues


class ValuesOptions(NamedTuple):
    """The flags of `values`; each field is named after its flag."""

    value_files: Sequence[str] = ()
    set_: Sequence[str] = ()
    set_string: Sequence[str] = ()
    set_json: Sequence[str] = ()
    set_file: Sequence[str] = ()
    set_literal: Sequence[str] = ()


def explain_values(query: ChartQuery, options: ValuesOptions, settings: Settings) -> list[Explained]:
    """Give each final value of a chart with its source, keys sorted; defaults deleted by a null come last.

    Raises what find_chart raises, ChartError for what is no chart, ValuesError for values that cannot be read.
    """
    from pychart.locate import find_chart, load_found
    from pychart.values.explained import ExplainedValues

    found = find_chart(query, settings)
    user = read_values(options)
    return ExplainedValues(load_found(found), user, name_folder(query.reference)).list()


def read_values(options: Any) -> UserValues:
    """Read the user's values with their sources from the options that hold them. Raises ValuesError."""
    from pychart.actions.template import list_sources
    from pychart.values.layers import read_user_values

    return read_user_values(**list_sources(options))


def name_folder(reference: str) -> str:
    """Give how a chart is called before the names of its files."""
    return reference.strip().rstrip("/") or "/"
