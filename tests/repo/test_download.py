"""An archive is what it was said to be, or it is refused and leaves no trace."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pychart.errors import PychartError, RepositoryError
from pychart.repo.content import read_content, write_content
from pychart.repo.download import Downloaded, DownloadOptions, download_chart, find_provenance_url
from pychart.repo.resolve import Source
from pychart.settings import Settings
from pychart.transport.access import Access
from tests.archive.packing import entry as member
from tests.archive.packing import pack as pack_members
from tests.cli.worlds import pack
from tests.repo.publishing import list_files
from tests.transport.serving import Server, answer, cut_silently

DATA = pack("web", "1.0.0")
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def source(server: Server) -> Source:
    server.replies["/web-1.0.0.tgz"] = answer(200, DATA)
    return Source(f"{server.url}/web-1.0.0.tgz", DIGEST, "web", "1.0.0")


def refusal(source: Source, settings: Settings, options: DownloadOptions | None = None) -> str:
    with pytest.raises(PychartError) as caught:
        download_chart(source, settings, options or DownloadOptions())
    return str(caught.value)


def test_gives_the_archive_and_keeps_it(source: Source, settings: Settings, server: Server) -> None:
    assert download_chart(source, settings) == Downloaded("web", "1.0.0", DATA, DIGEST)
    assert read_content(settings.content_cache, DIGEST) == DATA
    download_chart(source, settings)
    assert len(server.requests) == 1
    assert server.requests[0][1]["accept"] == "application/gzip,application/octet-stream"


def test_keeps_nothing_where_that_is_not_wanted(source: Source, settings: Settings, tmp_path: Path) -> None:
    download_chart(source, settings, DownloadOptions(keep=False))
    assert list_files(tmp_path) == {}


def test_a_damaged_file_of_the_cache_is_fetched_again(source: Source, settings: Settings, server: Server) -> None:
    path = Path(write_content(settings.content_cache, DIGEST, b"damaged"))
    assert download_chart(source, settings).data == DATA
    assert path.read_bytes() == DATA
    assert len(server.requests) == 1


def test_a_wrong_digest_is_refused_with_both(source: Source, settings: Settings, tmp_path: Path) -> None:
    wrong = source._replace(digest="sha256:" + "0" * 64)
    text = refusal(wrong, settings)
    assert f"sha256:{DIGEST}" in text
    assert f"sha256:{'0' * 64}" in text
    assert list_files(tmp_path) == {}
    assert download_chart(wrong, settings, DownloadOptions(skip_digest=True)).digest == DIGEST
    assert read_content(settings.content_cache, "0" * 64) is None
    assert read_content(settings.content_cache, DIGEST) == DATA


@pytest.mark.parametrize(
    ("wanted", "text"),
    [(("db", "1.0.0"), "instead of db 1.0.0"), (("web", "2.0.0"), "holds the chart web 1.0.0 instead of web 2.0.0")],
)
def test_another_chart_is_refused(
    wanted: tuple[str, str], text: str, source: Source, settings: Settings, tmp_path: Path
) -> None:
    assert text in refusal(source._replace(name=wanted[0], version=wanted[1]), settings)
    assert list_files(tmp_path) == {}


def test_a_version_may_be_written_in_another_way(source: Source, settings: Settings) -> None:
    assert download_chart(source._replace(version="v1.0.0"), settings).version == "1.0.0"


CHART = b"apiVersion: v2\nname: web\nversion: 1.0.0\n"
BAD = {
    "a page": (b"<html>Sign in first</html>", "does not appear to be a gzipped archive; got 'text/html"),
    "nothing": (b"", "does not appear to be a gzipped archive"),
    "half an archive": (DATA[: len(DATA) // 2], "is no usable chart: unexpected EOF"),
    "a damaged archive": (DATA[:-6] + b"\0" + DATA[-5:], "is no usable chart: gzip: invalid checksum"),
    "no Chart.yaml": (
        pack_members(member("web/values.yaml", b"a: 1\n")),
        "is no usable chart: Chart.yaml file is missing",
    ),
    "a name that leads out": (
        pack_members(member("web/Chart.yaml", CHART.replace(b"web", b"../web"))),
        'is no usable chart: validation: chart.metadata.name "../web" is invalid',
    ),
    "a name that is a folder": (
        pack_members(member("web/Chart.yaml", CHART.replace(b"web", b'".."'))),
        'is no usable chart: validation: chart.metadata.name ".." is not allowed',
    ),
    "a version that leads out": (
        pack_members(member("web/Chart.yaml", CHART.replace(b"1.0.0", b"1.0.0-/../x"))),
        "is no usable chart: validation: chart.metadata.version",
    ),
    "a file that leads out": (
        pack_members(member("web/Chart.yaml", CHART), member("web/../../x", b"x")),
        "is no usable chart: chart illegally references parent directory",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_chart_is_refused(
    what: str, source: Source, server: Server, settings: Settings, tmp_path: Path
) -> None:
    data, text = BAD[what]
    server.replies["/web-1.0.0.tgz"] = cut_silently(data)
    assert text in refusal(source._replace(digest="", name="", version=""), settings)
    assert list_files(tmp_path) == {}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_leaves_nothing(
    status: int, source: Source, server: Server, settings: Settings, tmp_path: Path
) -> None:
    server.replies["/web-1.0.0.tgz"] = answer(status)
    assert refusal(source, settings).startswith(f"failed to fetch {source.url} : {status} ")
    assert list_files(tmp_path) == {}


def test_gives_the_provenance_file(source: Source, server: Server, settings: Settings) -> None:
    server.replies["/web-1.0.0.tgz.prov"] = answer(200, b"signed")
    wanted = DownloadOptions(provenance=True)
    assert download_chart(source, settings, wanted).provenance == b"signed"
    assert read_content(settings.content_cache, DIGEST, "prov") == b"signed"
    assert download_chart(source, settings, wanted).provenance == b"signed"
    assert len(server.requests) == 2


def test_says_why_there_is_no_provenance_file(source: Source, settings: Settings) -> None:
    found = download_chart(source, settings, DownloadOptions(provenance=True))
    assert found.provenance is None
    assert found.missing == f"failed to fetch {source.url}.prov : 404 Not Found"


def test_a_provenance_file_stands_beside_the_archive() -> None:
    assert find_provenance_url("https://h/web.tgz") == "https://h/web.tgz.prov"
    assert find_provenance_url("https://h/web.tgz?token=x") == "https://h/web.tgz.prov?token=x"


def test_digests_that_are_none_are_refused(source: Source, settings: Settings) -> None:
    with pytest.raises(RepositoryError, match="invalid digest length: 2"):
        download_chart(source._replace(digest="abcd"), settings)


@pytest.mark.parametrize(("origin", "tells"), [("http://charts.example.com", False), ("", True)])
def test_a_registry_that_an_index_names_gets_no_secret(
    origin: str, tells: bool, server: Server, settings: Settings
) -> None:
    wants = answer(401, WWW_Authenticate='Basic realm="x"')
    for path in ("/v2/", "/v2/x/web/manifests/1.0.0"):
        server.replies[path] = wants
    host = server.url.partition("//")[2]
    access = Access("jo", "secret", origin=origin)
    refusal(Source(f"oci://{host}/x/web:1.0.0", access=access, plain_http=True), settings)
    assert any("authorization" in headers for _, headers in server.requests) is tells
    assert server.requests
