"""Gather the user's values from files and flags (Helm: pkg/cli/values).

What kind of flag a value came with decides which one wins, not where it stood on the command line: files, then
``--set-json``, ``--set``, ``--set-string``, ``--set-file``, ``--set-literal``. Within a kind the last one wins.
"""

from __future__ import annotations

import sys

from pychart.chart.values_file import load_values, merge_maps
from pychart.errors import ValuesError, YamlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Reader = Callable[[str], bytes]


_SCHEMES = ("http", "https", "oci")


def merge_sources(
    files: Sequence[str] = (),
    set_json: Sequence[str] = (),
    set_: Sequence[str] = (),
    set_string: Sequence[str] = (),
    set_file: Sequence[str] = (),
    set_literal: Sequence[str] = (),
    reader: Reader | None = None,
) -> dict[str, Any]:
    """Give the values of all sources in one table; nulls stay, for they take defaults away later.

    ``files`` are paths, URLs or ``-`` for standard input; ``reader`` downloads URLs, by default with
    ``transport.fetch``. Raises ValuesError with Helm's text, FetchError for a URL.
    """
    values: dict[str, Any] = {}
    for name in files:
        data = read_source(name, reader)
        try:
            found = load_values(data)
        except YamlError as error:
            raise ValuesError(f"failed to parse {name}: {error}") from error
        values = merge_maps(values, found) if values else found
    if set_json or set_ or set_string or set_file or set_literal:
        _apply_flags(values, set_json, set_, set_string, set_file, set_literal, reader)
    return values


def _apply_flags(
    values: dict[str, Any],
    set_json: Sequence[str],
    set_: Sequence[str],
    set_string: Sequence[str],
    set_file: Sequence[str],
    set_literal: Sequence[str],
    reader: Reader | None,
) -> None:
    from pychart.values import set_flags

    def read_text(name: str) -> str:
        return read_source(name, reader).decode("utf-8", "surrogateescape")

    for text in set_json:
        set_flags.parse_set_json(text, values)
    for text in set_:
        set_flags.parse_set(text, values)
    for text in set_string:
        set_flags.parse_set_string(text, values)
    for text in set_file:
        set_flags.parse_set_file(text, values, read_text)
    for text in set_literal:
        set_flags.parse_set_literal(text, values)


def read_source(name: str, reader: Reader | None = None) -> bytes:
    """Read what a -f or --set-file names: a path, a URL, or ``-`` for standard input.

    Raises ValuesError with Helm's text, FetchError for a URL.
    """
    if name.strip() == "-":
        return sys.stdin.buffer.read()
    if _is_url(name):
        return (reader or _download)(name)
    try:
        with open(name, "rb") as file:
            return file.read()
    except IsADirectoryError:
        raise ValuesError(f"read {name}: is a directory") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ValuesError(f"open {name}: {reason}") from None
    except ValueError:
        raise ValuesError(f"open {name}: invalid argument") from None


def _is_url(name: str) -> bool:
    """Tell whether a name is to be downloaded; what Go cannot parse as a URL is refused even as a path."""
    if name.isprintable() and not any(char in ":%" for char in name):
        return False
    from pychart.gostd.url import UrlError, parse_url

    try:
        return parse_url(name).scheme in _SCHEMES
    except UrlError as error:
        raise ValuesError(str(error)) from None


def _download(url: str) -> bytes:
    from pychart.transport.fetch import fetch

    return fetch(url, "values")
