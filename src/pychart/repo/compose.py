"""An index made of archives' summaries: as a record for merging and JSON, or at once as the text of index.yaml."""

from __future__ import annotations

from pychart.repo.clock import now

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.repo.archives import Archive
    from pychart.repo.gather import Found
    from pychart.repo.model import Index

_MAX_SIMPLE = 100
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


def compose_text(found: Sequence[Found], url: str, *, as_json: bool = False, merge: Index | None = None) -> str:
    """Write the index of a folder's charts as YAML or JSON.

    ``merge`` is an index whose entries are taken over where the folder has none of the same name and version.
    """
    if merge is None and not as_json:
        return compose_yaml(found, url)
    from pychart.repo.index import index_json, index_yaml, merge_index

    index = compose_index(found, url)
    if merge is not None:
        index = merge_index(index, merge)
    return index_json(index) if as_json else index_yaml(index)


def compose_index(found: Sequence[Found], url: str) -> Index:
    """Make the index of a folder's charts; ``url`` stands before the path of each archive."""
    from pychart.repo.model import Index, IndexEntry

    find_url = _url_finder(url)
    entries = {
        name: [
            IndexEntry(summary.metadata, (find_url(archive),), now(), digest=summary.digest)
            for archive, summary in versions
        ]
        for name, versions in group_versions(found).items()
    }
    return Index(entries, now())


def compose_yaml(found: Sequence[Found], url: str) -> str:
    """Write the index of a folder's charts: the same text as index.index_yaml(compose_index(found, url)) gives."""
    from pychart.repo.index import index_yaml

    charts = group_versions(found)
    if not found or not all(map(_is_simple_name, charts)) or not all(summary.text for _, summary in found):
        return index_yaml(compose_index(found, url))
    from pychart.yamlio import dump
    from pychart.yamlio.emitter import dump_text
    from pychart.yamlio.keys import sort_keys

    find_url = _url_finder(url)
    lines = ["apiVersion: v1", "entries:"]
    for name in sort_keys(charts):
        lines.append(f"  {dump({name: 0})[:-2]}")
        for archive, summary in charts[name]:
            before, between, after = summary.text
            lines.append(
                f'{before}\n    created: "{now()}"\n{between}\n    urls:\n'
                f"    - {dump_text(find_url(archive), 6)}\n{after}"
            )
    lines += [dump({"generated": now()}), ""]
    return "\n".join(lines)


def group_versions(found: Sequence[Found]) -> dict[str, list[Found]]:
    """Give the versions of each chart, the newest first, as model.sort_entries() sorts them."""
    charts: dict[str, list[Found]] = {}
    for one in found:
        charts.setdefault(one.summary.name, []).append(one)
    return {name: _sort(versions) if len(versions) > 1 else versions for name, versions in charts.items()}


def _sort(versions: list[Found]) -> list[Found]:
    valid = [(one.summary.order, one) for one in versions if one.summary.order is not None]
    valid.sort(key=lambda pair: pair[0], reverse=True)
    return [one for _, one in valid] + [one for one in versions if one.summary.order is None]


def _is_simple_name(name: str) -> bool:
    """Tell whether a chart's name is written as a key in one line."""
    return len(name) < _MAX_SIMPLE and _PLAIN.issuperset(name)


def _url_finder(url: str) -> Callable[[Archive], str]:
    """Give the function that finds an archive's URL, which joins the URL of a subfolder once."""
    from pychart.repo.urls import join_url

    ends: dict[str, tuple[str, str]] = {}

    def find(archive: Archive) -> str:
        parent, name = archive.parent, archive.name
        if parent not in ends:
            base = join_url(url, parent)
            before, mark, after = join_url(base, _MARK).partition(_MARK)
            ends[parent] = (before, after) if base and mark and _MARK not in after else ("", "")
        before, after = ends[parent]
        if before and _PLAIN.issuperset(name):
            return f"{before}{name}{after}"
        base = join_url(url, parent)
        return join_url(base, name) if base else name

    return find


_MARK = "archive-0.tgz"
