"""What the page tells of each chart: the index's entries, and README, values and icon of the newest archive."""

from __future__ import annotations

from pychart.errors import ChartError
from pychart.records import NamedTuple
from pychart.site.icon import find_icon
from pychart.site.markdown import is_safe_link, open_markdown, render_markdown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt

    from pychart.chart.metadata import Metadata
    from pychart.repo.model import Index, IndexEntry

    Read = Callable[[str, str], bytes | None]
    """Gives the archive of a chart's name and version, None where it is not at hand."""

MAX_VERSIONS = 30
"""So many versions of a chart are listed; index.yaml has the rest."""
MAX_TEXT = 200_000
"""Characters of one README or one values file that are shown."""
MAX_TEXTS = 16_000_000
"""Characters of all READMEs and values together; charts further down the alphabet get none."""

_READMES = ("readme.md", "readme.txt", "readme")
_HUES = 12


class PageVersion(NamedTuple):
    """A version in the table; ``link`` is "" where its URL is none that a browser should follow."""

    version: str
    app_version: str
    created: str
    link: str
    file: str


class PageChart(NamedTuple):
    """A chart on the page; ``readme`` is HTML, all else is text. ``hidden_versions`` counts those not listed."""

    name: str
    metadata: Metadata
    newest: PageVersion
    versions: tuple[PageVersion, ...]
    hidden_versions: int = 0
    links: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    icon: str = ""
    hue: int = 0
    readme: str = ""
    values: str = ""

    @property
    def words(self) -> str:
        """What the search looks in."""
        found = (self.name, self.metadata.description, *self.metadata.keywords, self.newest.app_version)
        return " ".join(found).lower()


def collect_charts(index: Index, read: Read) -> list[PageChart]:
    """Give the charts of an index for the page, by name; charts without a version are left out.

    ``read`` gives the archive of a chart's newest version; where there is none, or it is no chart, README, values and
    icon are missing. Raises RepositoryError where READMEs cannot be rendered for want of a library.
    """
    reader = open_markdown()
    left = MAX_TEXTS
    charts = []
    for name in sorted(index.entries):
        entries = index.entries[name]
        if entries:
            chart = _describe(name, entries)
            if left > 0:
                chart = _add_files(chart, read(name, chart.newest.version), reader)
                left -= len(chart.readme) + len(chart.values)
            charts.append(chart)
    return charts


def _describe(name: str, entries: list[IndexEntry]) -> PageChart:
    """Tell of a chart what its newest stable version says, or the newest where none is stable."""
    entry = next((one for one in entries if "-" not in one.metadata.version.partition("+")[0]), entries[0])
    metadata = entry.metadata
    pages = [("Home", metadata.home), *(("Source", url) for url in metadata.sources)]
    return PageChart(
        name,
        metadata,
        _make_version(entry),
        tuple([_make_version(one) for one in entries[:MAX_VERSIONS]]),
        max(0, len(entries) - MAX_VERSIONS),
        tuple({url: (label, url) for label, url in reversed(pages) if is_safe_link(url)}.values())[::-1],
        tuple([(one.name or one.email, _find_contact(one.url, one.email)) for one in metadata.maintainers]),
        hue=sum(name.encode()) % _HUES,
    )


def _find_contact(url: str, email: str) -> str:
    if is_safe_link(url):
        return url
    return f"mailto:{email}" if "@" in email else ""


def _make_version(entry: IndexEntry) -> PageVersion:
    metadata = entry.metadata
    url = entry.urls[0] if entry.urls else ""
    is_followed = is_safe_link(url) or not any(sign in url.partition("/")[0] for sign in (":", "\\"))
    created = entry.created[:10] if not entry.created.startswith("0001") else ""
    file = url.rpartition("/")[2]
    return PageVersion(metadata.version, metadata.app_version, created, url if is_followed else "", file)


def _add_files(chart: PageChart, data: bytes | None, reader: MarkdownIt) -> PageChart:
    files = _read_files(data) if data else {}
    if not files:
        return chart
    readme = _find_readme(files)
    return chart._replace(
        icon=find_icon(chart.metadata.icon, files),
        readme=render_markdown(reader, _cut(readme)) if readme else "",
        values=_cut(files.get("values.yaml", b"")),
    )


def _read_files(data: bytes) -> dict[str, bytes]:
    from pychart.archive.read import read_chart_files

    try:
        return {file.name: file.data for file in read_chart_files(data)}
    except ChartError:
        return {}


def _find_readme(files: dict[str, bytes]) -> bytes:
    named = {name.lower(): data for name, data in files.items() if "/" not in name}
    return next((named[name] for name in _READMES if named.get(name)), b"")


def _cut(data: bytes) -> str:
    """Give a text as far as it is shown, without the signs that no page may hold."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[:MAX_TEXT].rpartition(chr(10))[0]}\n\n… ({len(text):,} characters; the archive has all of them)\n"
