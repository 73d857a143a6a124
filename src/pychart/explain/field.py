"""Where a field of an object comes from: the place of the template, who included it, the values read there."""

from __future__ import annotations

from pychart.advice.near import find_nearest
from pychart.errors import ManifestError, UsageError
from pychart.explain.sourcemap import DocumentFinder
from pychart.records import NamedTuple
from pychart.values.paths import is_absent, look_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from pychart.explain.trace import Trace
    from pychart.manifests.model import Hook, Manifest
    from pychart.templates.tracing import Read, Site
    from pychart.values.explained import Origin
    from pychart.values.layers import Path


class Influence(NamedTuple):
    """A value that was read for a field: how the template spells it, its path, the value, and who set it."""

    spelled: str
    path: Path
    value: Any
    origin: Origin | None


class Surrounding(NamedTuple):
    """A test or loop around the place that wrote a field, and the values it read."""

    site: Site
    values: tuple[Influence, ...]


class FieldSource(NamedTuple):
    """Where a field comes from.

    ``sites`` are places of templates, the outermost first; the last one wrote the field. ``within`` are the tests and
    loops around it, the outermost first.
    """

    kind: str
    name: str
    file: str
    path: Path
    value: Any
    sites: tuple[Site, ...]
    within: tuple[Surrounding, ...]
    values: tuple[Influence, ...]


def parse_field(text: str) -> Path:
    """Read a path: ``spec.containers[0].image``; a dot in a key as ``\\\\.`` or ``["a.b"]``. Raises UsageError."""
    path: list[str | int] = []
    rest = text.strip().removeprefix("$").removeprefix(".")
    while rest:
        if rest.startswith("["):
            inner, closed, rest = rest[1:].partition("]")
            word = inner.strip().strip("\"'")
            if not closed or not word:
                raise UsageError(f"--path {text}: a bracket is not closed, or nothing stands in it")
            path.append(int(word) if inner.strip().isdigit() else word)
        else:
            end = 0
            while end < len(rest) and rest[end] not in ".[":
                end += 2 if rest[end] == "\\" else 1
            path.append(rest[:end].replace("\\", ""))
            rest = rest[end:]
        rest = rest.removeprefix(".")
    if not path or "" in path:
        raise UsageError(f"--path {text}: the path of a field looks like spec.containers[0].image")
    return tuple(path)


def find_object(objects: Sequence[Manifest | Hook], kind: str, name: str) -> Manifest | Hook:
    """Give the only object of a kind and a name, which may be left out where there is one of the kind.

    Raises ManifestError where there is none, or more than one.
    """
    found = [one for one in objects if one.kind.lower() == kind.lower() and name in ("", one.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise ManifestError(f"there are {len(found)} objects of kind {kind}: {_list_names(found)}; choose with --name")
    of_kind = [one for one in objects if one.kind.lower() == kind.lower()]
    if of_kind:
        raise ManifestError(f"no {kind} is called {name}; there is {_list_names(of_kind)}")
    kinds = sorted({one.kind for one in objects})
    near = find_nearest(kind, kinds)
    hint = f"; did you mean {near}?" if near else f"; it has {', '.join(kinds)}" if kinds else ""
    raise ManifestError(f"the chart renders no object of kind {kind}{hint}")


def _list_names(objects: Sequence[Manifest | Hook]) -> str:
    return ", ".join(sorted({one.name for one in objects}))


def explain_field(found: Manifest | Hook, path: Path, trace: Trace) -> FieldSource:
    """Say where a field of a rendered object comes from.

    Raises ManifestError where the object has no such field, or was not written by a template.
    """
    from pychart import yamlio
    from pychart.yamlio.positions import find_positions

    data = yamlio.load(found.content)
    value = look_up(data, path)
    if is_absent(value):
        raise ManifestError(_describe_absent(found, data, path))
    position = find_positions(found.content).get(path)
    located = DocumentFinder(trace).find(found.path, found.content)
    if position is None or located is None:
        raise ManifestError(f"{found.kind} {found.name}: nothing is known of where {_spell(path)} was written")
    locator, start = located
    begin, end = _find_span(found.content, position, value)
    sources = locator.find_all(start + begin, start + end)
    if not sources:
        raise ManifestError(f"{found.kind} {found.name}: nothing is known of where {_spell(path)} was written")
    main = max(sources, key=lambda one: (len(one.sites), bool(one.site.expression)))
    reads = [read for source in sources for read in source.values]
    within = [Surrounding(test.site, tuple(_describe_reads(test.values, (), trace))) for test in main.tests]
    return FieldSource(
        found.kind,
        found.name,
        found.path,
        path,
        value,
        main.sites,
        tuple(within),
        tuple(_describe_reads(reads, path, trace)),
    )


def _describe_absent(found: Manifest | Hook, data: Any, path: Path) -> str:
    for count in range(len(path)):
        holder = look_up(data, path[:count])
        if is_absent(look_up(data, path[: count + 1])):
            near = find_nearest(str(path[count]), map(str, holder)) if isinstance(holder, dict) else ""
            hint = f"; did you mean {_spell((*path[:count], near))}?" if near else ""
            return f"{found.kind} {found.name} has no {_spell(path[: count + 1])}{hint}"
    return f"{found.kind} {found.name} has no {_spell(path)}"


def _spell(path: Path) -> str:
    from pychart.values.layers import spell_path

    return spell_path(path)


def _find_span(content: str, position: tuple[int, int, int, int], value: Any) -> tuple[int, int]:
    """Give where a value begins and ends on its line; of tables and lists where their key does."""
    line, column, value_line, value_column = position
    if isinstance(value, (dict, list)) and value:
        value_line, value_column = line, column
    lines = content.split("\n")
    start = sum(len(text) + 1 for text in lines[: value_line - 1])
    text = lines[value_line - 1]
    begin = value_column - 1
    return start + begin, start + max(begin + 1, len(text.rstrip()))


def _describe_reads(reads: Iterable[Read], path: Path, trace: Trace) -> list[Influence]:
    found: list[Influence] = []
    for read in reads:
        target = _refine(read.path, path, trace)
        one = Influence(_spell_longer(read, target), target, trace.values.value(target), trace.values.find(target))
        if all(one.path != other.path for other in found):
            found.append(one)
    return found


def _spell_longer(read: Read, target: Path) -> str:
    return (
        read.spelled if target == read.path else f"{read.spelled}.{_spell(target[len(read.path) :])}".replace(".[", "[")
    )


def _refine(target: Path, field: Path, trace: Trace) -> Path:
    """Follow the end of a field's path into a table that was read: ``resources`` gives ``resources.limits.cpu``."""
    for start in range(len(field)):
        longer = (*target, *field[start:])
        if not is_absent(look_up(trace.values.values, longer)):
            return longer
    return target
