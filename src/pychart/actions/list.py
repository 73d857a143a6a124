"""List releases: what `pychart list` does (Helm: pkg/action, list.go)."""

from __future__ import annotations

from pychart.errors import UsageError
from pychart.records import NamedTuple
from pychart.release.model import (
    DEPLOYED,
    FAILED,
    PENDING,
    SUPERSEDED,
    UNINSTALLED,
    UNINSTALLING,
    UNKNOWN,
    Release,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pychart.release.session import Session


class ListOptions(NamedTuple):
    """The flags of `list`; ``states`` are the states to show, all where it is empty."""

    states: Sequence[str] = ()
    filter: str = ""
    selector: str = ""
    by_date: bool = False
    reverse: bool = False
    max: int = 256
    offset: int = 0


ALL = (DEPLOYED, UNINSTALLED, UNINSTALLING, *PENDING, SUPERSEDED, FAILED)


def list_releases(session: Session, options: ListOptions) -> list[Release]:
    """Give the releases that the options ask for, the last revision of each, by name or date.

    Raises UsageError for a pattern or selector that is none, ClusterError.
    """
    session.client.check_reachable()
    found = session.storage.driver.peek()
    if options.filter:
        found = _filter(found, options.filter)
    if tuple(options.states) != (SUPERSEDED,):
        found = _take_newest(found)
    wanted = options.states or ALL
    found = [one for one in found if one.status in wanted and one.status != UNKNOWN]
    if options.selector:
        from pychart.release.selectors import parse_selector

        meets = parse_selector(options.selector)
        found = [one for one in found if meets(one.labels)]
    if options.by_date:
        from pychart.release.moments import count_seconds

        found.sort(key=lambda one: count_seconds(one.info.last_deployed), reverse=options.reverse)
    else:
        found.sort(key=lambda one: one.name, reverse=options.reverse)
    limit = options.max if options.max > 0 else len(found)
    return found[options.offset : options.offset + limit]


def _filter(releases: list[Release], pattern: str) -> list[Release]:
    from pychart.gostd.regexp import RegexpError, compile_pattern

    try:
        regexp = compile_pattern(pattern)
    except RegexpError as error:
        raise UsageError(str(error)) from None
    return [one for one in releases if regexp.match(one.name)]


def _take_newest(releases: list[Release]) -> list[Release]:
    newest: dict[tuple[str, str], Release] = {}
    for one in releases:
        known = newest.get((one.namespace, one.name))
        if known is None or known.version <= one.version:
            newest[one.namespace, one.name] = one
    return list(newest.values())
