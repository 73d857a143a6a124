"""A large chart's templates, parsed and compiled by all processors at once before they run.

Each child takes a share of the files and sends back what the store is to keep: names and code. Files that are only
there to be included stay here, for their definitions are compiled when they are called. What a child does not manage,
for want of memory or because a file cannot be parsed, is left to whoever wants it, as if there had been no child.
"""

from __future__ import annotations

from pychart.processes import count_processors, start_child
from pychart.templates.golang.parse_errors import ParseError
from pychart.templates.golang.program import JINJA, MemoryStore, import_compiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pychart.templates.golang.program import Program

_MIN_SHARE = 60_000
"""Characters of template text that are worth a process: below that it costs more than it saves."""
_MAX_CHILDREN = 7
_FILE_COST = 300
"""What a file costs besides its text, in characters."""


def compile_together(program: Program, paths: Iterable[str], processors: int | None = None) -> None:
    """Compile files that the program's store does not hold, where there is enough to share.

    ``processors`` is how many to use at most; all that there are where None. Nothing is raised for a file that cannot
    be parsed.
    """
    processors = count_processors() if processors is None else processors
    if processors < 2:
        return
    costs = {path: len(program.text(path)) + _FILE_COST for path in paths if not path.endswith(JINJA)}
    shares = min(processors, _MAX_CHILDREN + 1, sum(costs.values()) // _MIN_SHARE)
    if shares < 2:
        return
    import_compiler()
    own, *others = _divide(costs, shares)
    children = [child for share in others if (child := start_child(_worker(program, share)))]
    try:
        for path in own:
            _compile(program, path)
        for child in children:
            for key, value in child.result() or ():
                program.store.put(key, value)
    except ParseError:
        # Said again, in Helm's order, by whoever asks for the names of the files.
        return
    finally:
        for child in children:
            child.stop()


def _divide(costs: dict[str, int], count: int) -> list[list[str]]:
    """Give shares of about equal cost; this process's own comes first and holds what is only included."""
    shares: list[list[str]] = [[] for _ in range(count)]
    loads = [0] * count
    for path in costs:
        if _is_partial(path):
            shares[0].append(path)
            loads[0] += costs[path]
    for path in sorted(costs, key=costs.__getitem__, reverse=True):
        if not _is_partial(path):
            lightest = loads.index(min(loads))
            shares[lightest].append(path)
            loads[lightest] += costs[path]
    return shares


def _is_partial(path: str) -> bool:
    return path.rpartition("/")[2].startswith("_")


def _compile(program: Program, path: str) -> None:
    program.names(path)
    if not _is_partial(path):
        program.code(path, path)


def _worker(program: Program, paths: list[str]) -> Callable[[], Any]:
    def work() -> list[tuple[str, Any]]:
        store = program.store = MemoryStore()
        try:
            for path in paths:
                _compile(program, path)
        except ParseError:
            pass
        return list(store.items.items())

    return work
