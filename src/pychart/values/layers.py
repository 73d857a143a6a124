"""The user's values with the knowledge of who set each of them: every leaf carries its source.

The same code that merges values for rendering merges these: leaves are objects that it carries along and never looks
into. Only null stays itself, since it means something to merging.
"""

from __future__ import annotations

from pychart.chart.values_file import load_values, merge_maps
from pychart.errors import ValuesError, YamlError
from pychart.logs import Muted
from pychart.records import NamedTuple
from pychart.values import set_flags
from pychart.values.sources import read_source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    Path = tuple["str | int", ...]

FILE, FLAG, CHART, RELEASE = "file", "flag", "chart", "release"
"""What a source is: a file given with -f, an argument of --set or its kin, the values.yaml of a chart, the values that
a revision of a release was made with."""


class Source(NamedTuple):
    """Where values come from: ``name`` is what people call it, ``data`` the bytes of a file."""

    kind: str
    name: str
    data: bytes = b""


class Leaf:
    """A value that is no table, and no list but an empty one, with its source and its path there."""

    __slots__ = ("path", "source", "value")

    def __init__(self, value: Any, source: Source, path: Path) -> None:
        self.value = value
        self.source = source
        self.path = path


class Layer(NamedTuple):
    """One source and the values that it gives, as plain values."""

    source: Source
    values: dict[str, Any]


class UserValues(NamedTuple):
    """All that a command line sets: plain, with sources at the leaves, and source by source, the weakest first.

    ``nulls`` says who set a null that is still there.
    """

    plain: dict[str, Any]
    tagged: dict[str, Any]
    layers: list[Layer]
    nulls: dict[Path, Source]

    def over(self, values: dict[str, Any], source: Source) -> UserValues:
        """Give these values over older ones, merged as coalesce_tables merges them."""
        from pychart.values.coalesce import coalesce_tables, copy_table

        with Muted():
            plain = coalesce_tables(copy_table(self.plain), copy_table(values))
            tagged = coalesce_tables(copy_table(self.tagged), tag(values, source))
        nulls = {path: self.nulls.get(path, source) for path, value in walk(plain) if value is None}
        return UserValues(plain, tagged, [Layer(source, copy_table(values)), *self.layers], nulls)


def read_user_values(
    files: Sequence[str] = (),
    set_json: Sequence[str] = (),
    set_: Sequence[str] = (),
    set_string: Sequence[str] = (),
    set_file: Sequence[str] = (),
    set_literal: Sequence[str] = (),
) -> UserValues:
    """Gather the user's values as values.sources.merge_sources does, and keep who set what.

    Raises what merge_sources raises.
    """
    gatherer = _Gatherer()
    for name in files:
        gatherer.add_file(name)
    contents: dict[str, str] = {}

    def read_text(name: str) -> str:
        if name not in contents:
            contents[name] = read_source(name).decode("utf-8", "surrogateescape")
        return contents[name]

    flags: tuple[tuple[str, Sequence[str], Callable[[str, dict[str, Any]], None]], ...] = (
        ("--set-json", set_json, set_flags.parse_set_json),
        ("--set", set_, set_flags.parse_set),
        ("--set-string", set_string, set_flags.parse_set_string),
        ("--set-file", set_file, lambda text, into: set_flags.parse_set_file(text, into, read_text)),
        ("--set-literal", set_literal, set_flags.parse_set_literal),
    )
    for flag, texts, parse in flags:
        for text in texts:
            gatherer.add_flag(flag, text, parse)
    return gatherer.finish()


class _Gatherer:
    def __init__(self) -> None:
        self._plain: dict[str, Any] = {}
        self._tagged: dict[str, Any] = {}
        self._layers: list[Layer] = []
        self._nulls: dict[Path, Source] = {}

    def add_file(self, name: str) -> None:
        data = read_source(name)
        try:
            found = load_values(data)
        except YamlError as error:
            raise ValuesError(f"failed to parse {name}: {error}") from error
        source = Source(FILE, "standard input" if name.strip() == "-" else name, data)
        self._layers.append(Layer(source, found))
        self._plain = merge_maps(self._plain, found)
        self._tagged = merge_maps(self._tagged, tag(found, source))
        self._nulls.update((path, source) for path, value in walk(found) if value is None)

    def add_flag(self, flag: str, text: str, parse: Callable[[str, dict[str, Any]], None]) -> None:
        source = Source(FLAG, f"{flag} {text}")
        parse(text, self._plain)
        parse(text, self._tagged)
        alone: dict[str, Any] = {}
        try:
            parse(text, alone)
        except ValuesError:
            alone = {}
        self._layers.append(Layer(source, alone))
        self._tagged = tag(self._tagged, source)
        self._nulls.update((path, source) for path, value in walk(alone) if value is None)

    def finish(self) -> UserValues:
        still = {path for path, value in walk(self._plain) if value is None}
        nulls = {path: source for path, source in self._nulls.items() if path in still}
        return UserValues(self._plain, self._tagged, self._layers, nulls)


def tag(values: Any, source: Source, path: Path = ()) -> Any:
    """Give a copy of values in which every leaf that has no source yet has this one; nulls stay."""
    if isinstance(values, dict):
        return {key: tag(value, source, (*path, key)) for key, value in values.items()}
    if isinstance(values, list):
        return [tag(value, source, (*path, index)) for index, value in enumerate(values)]
    return values if values is None or isinstance(values, Leaf) else Leaf(values, source, path)


def walk(values: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the path and the value of every leaf, empty tables and lists included, keys sorted."""
    if isinstance(values, dict) and values:
        for key in sorted(values):
            yield from walk(values[key], (*path, key))
    elif isinstance(values, list) and values:
        for index, item in enumerate(values):
            yield from walk(item, (*path, index))
    elif path:
        yield path, values


def spell_path(path: Path) -> str:
    """Write a path as --set reads it: ``a.b[0].c``, a dot within a key as ``\\\\.``."""
    text = ""
    for key in path:
        if isinstance(key, int):
            text += f"[{key}]"
        else:
            escaped = key.translate(_ESCAPES)
            text += f".{escaped}" if text else escaped
    return text


_ESCAPES = {ord(sign): f"\\{sign}" for sign in "\\.[=,"}
