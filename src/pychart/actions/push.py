"""Push a chart's archive to a registry (Helm: pkg/action, push.go; pkg/pusher, ocipusher.go)."""

from __future__ import annotations

import os

from pychart.errors import ChartError
from pychart.records import NamedTuple
from pychart.transport.access import Access

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.registry.push import PushedChart
    from pychart.settings import Settings


class PushOptions(NamedTuple):
    """The flags of `push`."""

    access: Access = Access()
    plain_http: bool = False


def push(path: str, remote: str, options: PushOptions, settings: Settings) -> PushedChart:
    """Push the archive at ``path`` below ``remote``, an ``oci://`` URL, under its chart's name and version.

    A provenance file beside the archive goes with it. Raises ChartError, FetchError and RepositoryError in Helm's
    words; no tag has moved then.
    """
    place = _require_remote(remote)
    data, created = _read_archive(path)
    from pychart.chart.load import load_archive
    from pychart.gostd.path import join
    from pychart.registry.push import push_chart

    metadata = load_archive(data, path).metadata
    reference = f"{join(place, metadata.name)}:{metadata.version}"
    chart = (metadata, data, _read_provenance(f"{path}.prov"))
    return push_chart(reference, chart, created, options.access, settings, plain_http=options.plain_http)


def _require_remote(remote: str) -> str:
    """Give the place in a registry without the scheme."""
    from pychart.gostd.strconv import quote
    from pychart.gostd.url import UrlError, parse_url

    try:
        url = parse_url(remote)
    except UrlError:
        raise ChartError(f"invalid chart URL format: {remote}") from None
    if not url.scheme:
        raise ChartError('scheme prefix missing from remote (e.g. "oci://")')
    if url.scheme != "oci":
        raise ChartError(f"scheme {quote(url.scheme)} not supported")
    return str(url).removeprefix("oci://")


def _read_archive(path: str) -> tuple[bytes, str]:
    """Give the archive and the time of its last change as RFC 3339, in this machine's time zone (Helm)."""
    from datetime import UTC, datetime

    from pychart.errors import ArchiveError
    from pychart.filesystem import explain_os_error, read_file
    from pychart.registry.pull import CHART_BYTES

    try:
        about = os.stat(path)
    except FileNotFoundError:
        raise ChartError(f"{path}: no such file") from None
    except (OSError, ValueError) as problem:
        raise ChartError(f"stat {path}: {explain_os_error(problem)}") from None
    if os.path.isdir(path):
        raise ChartError("cannot push directory, must provide chart archive (.tgz)")
    created = datetime.fromtimestamp(int(about.st_mtime), UTC).astimezone().isoformat()
    return read_file(path, limit=CHART_BYTES, error=ArchiveError), created.replace("+00:00", "Z")


def _read_provenance(path: str) -> bytes | None:
    from pychart.errors import ProvenanceError
    from pychart.filesystem import read_file
    from pychart.registry.pull import PROVENANCE_BYTES

    if not os.path.exists(path):
        return None
    return read_file(path, limit=PROVENANCE_BYTES, error=ProvenanceError)
