"""Download a chart's archive into a folder, or unpack it there (Helm: pkg/action, pull.go).

All is checked in memory before anything is written, and what is written appears as a whole.
"""

from __future__ import annotations

import contextlib
import os

from pychart.errors import OutputError
from pychart.gostd.path import join
from pychart.locate import resolve_chart, verify_download
from pychart.records import NamedTuple
from pychart.repo.download import Downloaded, DownloadOptions, download_chart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.locate import ChartQuery
    from pychart.provenance.verify import Verification
    from pychart.repo.resolve import Source
    from pychart.settings import Settings


class PullOptions(NamedTuple):
    """The flags of `pull`; ``untar_dir`` is below ``destination`` unless it is absolute."""

    destination: str = "."
    untar: bool = False
    untar_dir: str = "."
    provenance: bool = False


class Pulled(NamedTuple):
    """What was pulled: the path of the archive or of the folder it was unpacked to, and what it is.

    ``verification`` says who signed it where that was asked for, ``missing`` why there is no provenance file.
    """

    path: str
    name: str
    version: str
    digest: str
    verification: Verification | None = None
    missing: str = ""


def pull(query: ChartQuery, options: PullOptions, settings: Settings) -> Pulled:
    """Download the chart that a query names, and write it as the options say.

    Raises ChartError, FetchError, RepositoryError, ProvenanceError and OutputError, in Helm's words where it has some;
    nothing has been written then.
    """
    source = _name(resolve_chart(query, settings))
    found = download_chart(
        source,
        settings,
        DownloadOptions(
            provenance=query.verify or options.provenance,
            keep=False,
            skip_digest=query.skip_digest,
            progress=query.progress,
            report=query.report,
        ),
    )
    verification = verify_download(source, found, query.keyring) if query.verify else None
    path = _unpack(found, options) if options.untar else _save(found, options)
    return Pulled(path, found.name, found.version, found.digest, verification, found.missing)


def _name(source: Source) -> Source:
    """Expect the chart that an archive's URL names where no index says what it is."""
    named = None if source.name else _read_name(source.url)
    return source._replace(name=named[0], version=named[1]) if named else source


def _read_name(url: str) -> tuple[str, str] | None:
    """Read name and version off an archive's URL; None where its last part is not NAME-VERSION.tgz."""
    from pychart.gostd.url import UrlError, parse_url
    from pychart.versions import InvalidVersion, parse_version

    try:
        base = parse_url(url).path.rpartition("/")[2]
    except UrlError:
        return None
    stem = base.removesuffix(".tgz")
    pieces = stem.split("-") if stem != base else []
    for count in range(1, len(pieces)):
        version = "-".join(pieces[count:])
        if not version.removeprefix("v")[:1].isdigit() or version.count(".") < 2:
            continue
        with contextlib.suppress(InvalidVersion):
            parse_version(version)
            return "-".join(pieces[:count]), version
    return None


def _save(found: Downloaded, options: PullOptions) -> str:
    from pychart.filesystem import write_together

    path = join(options.destination, found.file_name)
    files = {found.file_name: found.data}
    if found.provenance is not None:
        files[f"{found.file_name}.prov"] = found.provenance
    write_together(os.path.dirname(path), files)
    return path


def _unpack(found: Downloaded, options: PullOptions) -> str:
    from pychart.archive.read import read_chart_files
    from pychart.filesystem import write_folder

    parent = options.untar_dir
    if not os.path.isabs(parent):
        parent = join(options.destination, parent)
    path = found.name if parent == "." else join(parent, found.name)
    if os.path.lexists(path):
        raise OutputError(f"failed to untar: a file or directory with the name {path} already exists")
    write_folder(path, read_chart_files(found.data))
    return path
