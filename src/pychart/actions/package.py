"""Package a chart into an archive."""

from __future__ import annotations

import os

from pychart.chart.load import load_chart
from pychart.chart.save import save_chart
from pychart.errors import ChartError, PychartError, UsageError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Signing(NamedTuple):
    """How to sign: (a part of) the key's name, the file that holds it, and how to ask for its passphrase.

    ``passphrase`` is called before a key is looked for; it gives the function that is called with the name of a
    locked key and returns the passphrase.
    """

    key: str
    keyring: str
    passphrase: Callable[[], Callable[[str], str]]


def package(
    path: str | os.PathLike[str],
    *,
    destination: str | os.PathLike[str] = ".",
    version: str | None = None,
    app_version: str | None = None,
    source_date: int | None = None,
    signing: Signing | None = None,
    render_for_helm: bool = False,
) -> str:
    """Write ``NAME-VERSION.tgz`` for a chart folder (Helm: pkg/action, package.go).

    ``version`` and ``app_version`` replace those of Chart.yaml. ``source_date`` (seconds since 1970) stamps every
    member of the archive; without it each keeps its file's time. ``signing`` asks for ``NAME-VERSION.tgz.prov`` beside
    it. ``render_for_helm`` puts Go templates in the place of Jinja2 ones (render_for_helm.make_helm_chart). Returns the
    archive's absolute path. Raises ChartError for an invalid chart, OutputError where a file cannot be written,
    ProvenanceError where the archive cannot be signed: it is there then, unsigned.
    """
    from pychart.chart.check import require_dependencies

    _require_folder(path)
    chart = load_chart(path)
    changes = {}
    if version:
        _require_version(version)
        changes["version"] = version
    if app_version:
        changes["app_version"] = app_version
    if changes:
        chart = chart.with_metadata(**changes)
    require_dependencies(chart)
    if render_for_helm:
        from pychart.actions.render_for_helm import make_helm_chart

        chart = make_helm_chart(chart).chart
    archive = save_chart(chart, destination, source_date=source_date)
    if signing is not None:
        sign_archive_file(archive, signing)
    return archive


def sign_archive_file(path: str, signing: Signing) -> None:
    """Write the provenance file of an archive beside it (Helm: Package.Clearsign). Raises ProvenanceError."""
    from pychart.archive.limits import MAX_BYTES
    from pychart.chart.load import load_archive
    from pychart.chart.metadata import metadata_record
    from pychart.filesystem import atomic_write, read_file
    from pychart.provenance.sign import SigningKey
    from pychart.yamlio import dump

    key = SigningKey(signing.key, signing.keyring)
    passphrase = signing.passphrase()
    data = read_file(path, limit=MAX_BYTES, error=ChartError)
    metadata = dump(metadata_record(load_archive(data, path).metadata))
    atomic_write(f"{path}.prov", key.sign(os.path.basename(path), data, metadata, passphrase))


def require_path(path: str | os.PathLike[str]) -> None:
    """Refuse what is not there. Raises ChartError in Go's words."""
    try:
        os.stat(path)
    except OSError as error:
        raise ChartError(f"stat {path}: {(error.strerror or 'unreadable').lower()}") from error


def _require_folder(path: str | os.PathLike[str]) -> None:
    require_path(path)
    if not os.path.isdir(path):
        file = f"{os.path.abspath(path)}/Chart.yaml"
        raise ChartError(f"unable to detect chart at {file}: open {file}: not a directory")


def _require_version(text: str) -> None:
    from pychart.versions import InvalidVersion, parse_version

    try:
        parse_version(text)
    except InvalidVersion as error:
        raise UsageError(str(error)) from None


def read_source_date(text: str | None) -> int | None:
    """Read SOURCE_DATE_EPOCH: whole seconds since 1970, None where it is not set.

    Raises PychartError for anything else, in Helm's words.
    """
    if not text:
        return None
    from pychart.gostd.strconv import parse_int

    try:
        seconds = parse_int(text, 10, 64)
    except ValueError as error:
        raise PychartError(f"invalid SOURCE_DATE_EPOCH: {error}") from error
    if seconds < 0:
        raise PychartError("invalid SOURCE_DATE_EPOCH: must not be negative")
    return int(seconds)
