"""List releases: what `pychart list` does (Helm: pkg/action, list.go)."""

from __future__ import annotations

from itertools import islice

from pychart.errors import UsageError
from pychart.records import NamedTuple
from pychart.release.model import (
    DEPLOYED,
    FAILED,
    PENDING,
    SUPERSEDED,
    UNINSTALLED,
    UNINSTALLING,
    Release,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pychart.release.drivers import Entry
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

    Records are read until there are as many as are wanted. Raises UsageError for a pattern or selector that is none,
    ClusterError.
    """
    session.client.check_reachable()
    is_wanted = _make_filter(options)
    entries = session.storage.driver.peek()
    groups = _group(entries, newest_only=tuple(options.states) != (SUPERSEDED,))
    groups = [group for group in groups if is_wanted(group[0].name)]
    groups.sort(key=lambda group: group[0].name, reverse=options.reverse)
    wanted = options.states or ALL
    meets = _make_selector(options)
    found = (one for one in map(_read_newest, groups) if one and one.status in wanted and meets(one.labels))
    end = options.offset + options.max if options.max > 0 else None
    return list(islice(_sort_by_date(found, options) if options.by_date else found, options.offset, end))


def _sort_by_date(found: Iterable[Release], options: ListOptions) -> list[Release]:
    from pychart.release.moments import count_nanoseconds

    return sorted(found, key=lambda one: count_nanoseconds(one.info.last_deployed), reverse=options.reverse)


def _make_filter(options: ListOptions) -> Callable[[str], object]:
    if not options.filter:
        return lambda name: True
    from pychart.gostd.regexp import RegexpError, compile_pattern

    try:
        return compile_pattern(options.filter).match
    except RegexpError as error:
        raise UsageError(str(error)) from None


def _make_selector(options: ListOptions) -> Callable[[Mapping[str, str]], bool]:
    if not options.selector:
        return lambda labels: True
    from pychart.release.selectors import parse_selector

    return parse_selector(options.selector)


def _group(entries: list[Entry], *, newest_only: bool) -> list[list[Entry]]:
    """Give the revisions of each release, newest first; each revision by itself unless only the newest count."""
    if not newest_only:
        return [[one] for one in entries]
    groups: dict[tuple[str, str], list[Entry]] = {}
    for one in entries:
        groups.setdefault((one.namespace, one.name), []).append(one)
    for group in groups.values():
        group.sort(key=lambda one: one.version, reverse=True)
    return list(groups.values())


def _read_newest(group: list[Entry]) -> Release | None:
    """Read the newest revision that can be read: as for Helm, damaged ones are not there."""
    return next((release for release in (one.read() for one in group) if release), None)
