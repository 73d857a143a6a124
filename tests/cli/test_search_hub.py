"""`search hub` asks a hub as the reference does, and answers as it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart, serve
from tests.reference import requires_reference

_CHARTS = [
    {
        "id": "stable/nginx",
        "artifactHub": {"packageUrl": "https://artifacthub.io/packages/helm/x/nginx"},
        "attributes": {
            "name": "nginx",
            "repo": {"name": "x", "url": "https://x/charts"},
            "description": "a <web> & server with a rather long description that must be cut somewhere",
        },
        "relationships": {"latestChartVersion": {"data": {"version": "1.0.0", "app_version": "2.0"}}},
    },
    {
        "id": "old/mysql",
        "attributes": {"repo": {"url": "https://y"}},
        "Relationships": {"LATESTCHARTVERSION": {"data": {"version": "3.0.0"}}},
    },
    None,
    {"id": 5, "attributes": "x"},
    {"id": "n", "attributes": {"description": None}},
]
_BODIES = {
    "none": b'{"data":[]}',
    "null": b'{"data":null}',
    "junk": b"<html>",
    "half": b'{"data":[{"id":"a"}',
    "trail": b'{"data":[{"id":"a"}]} xx',
    "list": b"[1]",
    "text": b'{"data":"x"}',
    "empty": b"",
}


class _Hub(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlsplit(self.path)
        words = parse_qs(url.query).get("q", [""])[0]
        if words == "forbidden" or not url.path.endswith("api/chartsvc/v1/charts/search"):
            self.send_error(403)
            return
        if words == "elsewhere":
            self.send_response(302)
            self.send_header("Location", "/moved/api/chartsvc/v1/charts/search?q=echo")
            self.end_headers()
            return
        body = _BODIES.get(words) or json.dumps({"data": _CHARTS}).encode()
        if words == "empty":
            body = b""
        if words.startswith("echo"):
            body = json.dumps({"data": [{"id": self.path}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def hub() -> Iterator[str]:
    with serve(_Hub) as url:
        yield url


CASES: dict[str, Recorded] = {
    "search hub nginx --endpoint HUB --max-col-width 12": (
        (
            "URL         \tCHART VER...\tAPP VERSION\tDESCRIPTION \n"
            "https://a...\t1.0.0       \t2.0        \ta <web> &...\n"
            "http://12...\t3.0.0       \t           \t            \n"
            "http://12...\t            \t           \t            \n"
            "http://12...\t            \t           \t            \n"
            "http://12...\t            \t           \t            \n"
        ),
        "",
        0,
    ),
    "search hub nginx --endpoint HUB --max-col-width 12 --list-repo-url": (
        (
            "URL         \tCHART VER...\tAPP VERSION\tDESCRIPTION \tREPO URL    \n"
            "https://a...\t1.0.0       \t2.0        \ta <web> &...\thttps://x...\n"
            "http://12...\t3.0.0       \t           \t            \thttps://y   \n"
            "http://12...\t            \t           \t            \t            \n"
            "http://12...\t            \t           \t            \t            \n"
            "http://12...\t            \t           \t            \t            \n"
        ),
        "",
        0,
    ),
    "search hub nginx --endpoint HUB/sub -o json": (
        (
            '[{"url":"https://artifacthub.io/packages/helm/x/nginx","version":"1.0.0","app_version":"2.'
            '0","description":"a \\u003cweb\\u003e \\u0026 server with a rather long description that must'
            ' be cut somewhere","repository":{"url":"https://x/charts","name":"x"}},{"url":"HUB/sub/cha'
            'rts/old/mysql","version":"3.0.0","app_version":"","description":"","repository":{"url":"ht'
            'tps://y","name":""}},{"url":"HUB/sub/charts/","version":"","app_version":"","description":'
            '"","repository":{"url":"","name":""}},{"url":"HUB/sub/charts/","version":"","app_version":'
            '"","description":"","repository":{"url":"","name":""}},{"url":"HUB/sub/charts/n","version"'
            ':"","app_version":"","description":"","repository":{"url":"","name":""}}]\n'
        ),
        "",
        0,
    ),
    "search hub nginx --endpoint HUB -o yaml": (
        (
            '- app_version: "2.0"\n'
            "  description: a <web> & server with a rather long description that must be cut somewhere\n"
            "  repository:\n"
            "    name: x\n"
            "    url: https://x/charts\n"
            "  url: https://artifacthub.io/packages/helm/x/nginx\n"
            "  version: 1.0.0\n"
            '- app_version: ""\n'
            '  description: ""\n'
            "  repository:\n"
            '    name: ""\n'
            "    url: https://y\n"
            "  url: HUB/charts/old/mysql\n"
            "  version: 3.0.0\n"
            '- app_version: ""\n'
            '  description: ""\n'
            "  repository:\n"
            '    name: ""\n'
            '    url: ""\n'
            "  url: HUB/charts/\n"
            '  version: ""\n'
            '- app_version: ""\n'
            '  description: ""\n'
            "  repository:\n"
            '    name: ""\n'
            '    url: ""\n'
            "  url: HUB/charts/\n"
            '  version: ""\n'
            '- app_version: ""\n'
            '  description: ""\n'
            "  repository:\n"
            '    name: ""\n'
            '    url: ""\n'
            "  url: HUB/charts/n\n"
            '  version: ""\n'
        ),
        "",
        0,
    ),
    "search hub none --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub none --endpoint HUB -o json": (
        "[]\n",
        "",
        0,
    ),
    "search hub none --endpoint HUB -o yaml": (
        "[]\n",
        "",
        0,
    ),
    "search hub none --endpoint HUB --fail-on-no-result": (
        "",
        "Error: no results found\n",
        1,
    ),
    "search hub none --endpoint HUB --fail-on-no-result -o yaml": (
        "",
        "Error: no results found\n",
        1,
    ),
    "search hub null --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub junk --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub half --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub trail --endpoint HUB -o json": (
        ('[{"url":"HUB/charts/a","version":"","app_version":"","description":"","repository":{"url":"","name":""}}]\n'),
        "",
        0,
    ),
    "search hub list --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub text --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub empty --endpoint HUB": (
        "No results found\n",
        "",
        0,
    ),
    "search hub echo --endpoint 'HUB/?x=y#f' -o json": (
        (
            '[{"url":"HUB/?x=y#f/charts//api/chartsvc/v1/charts/search?q=echo","version":"","app_versio'
            'n":"","description":"","repository":{"url":"","name":""}}]\n'
        ),
        "",
        0,
    ),
    "search hub echo --endpoint 'HUB/a%2Fb/ü/' -o json": (
        (
            '[{"url":"HUB/a%2Fb/ü//charts//a/b/%C3%BC/api/chart'
            'svc/v1/charts/search?q=echo","version":"","app_ver'
            'sion":"","description":"","repository":{"url":"","'
            'name":""}}]\n'
        ),
        "",
        0,
    ),
    "search hub echo 'a b&c=ü' --endpoint HUB -o json": (
        (
            '[{"url":"HUB/charts//api/chartsvc/v1/charts/search?q=echo+a+b%26c%3D%C3%BC","version":"","'
            'app_version":"","description":"","repository":{"url":"","name":""}}]\n'
        ),
        "",
        0,
    ),
    "search hub forbidden --endpoint HUB": (
        "",
        'Error: unable to perform search against "HUB"\n',
        1,
    ),
    "search hub elsewhere --endpoint HUB -o json": (
        (
            '[{"url":"HUB/charts//moved/api/chartsvc/v1/charts/search?q=echo","version":"","app_version'
            '":"","description":"","repository":{"url":"","name":""}}]\n'
        ),
        "",
        0,
    ),
    "search hub x --endpoint foo": (
        "",
        'Error: unable to create connection to "foo": no hostname provided\n',
        1,
    ),
    "search hub x --endpoint ''": (
        "",
        'Error: unable to create connection to "": no hostname provided\n',
        1,
    ),
    "search hub x --endpoint ftp://foo": (
        "",
        'Error: unable to perform search against "ftp://foo"\n',
        1,
    ),
    "search hub x --endpoint 'http://a b'": (
        "",
        (
            'Error: unable to create connection to "http://a b": parse "http://a b": invalid character '
            '" " in host name\n'
        ),
        1,
    ),
    "search hub x --endpoint :foo": (
        "",
        'Error: unable to create connection to ":foo": parse ":foo": missing protocol scheme\n',
        1,
    ),
    "search hub x -o foo": (
        "",
        'Error: invalid argument "foo" for "-o, --output" flag: invalid format type\n',
        1,
    ),
    "search hub x --max-col-width x": (
        "",
        ('Error: invalid argument "x" for "--max-col-width" flag: strconv.ParseUint: parsing "x": invalid syntax\n'),
        1,
    ),
}
"""Command line, HUB standing for the hub: what the reference printed, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, hub: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = ask_pychart(line.replace("HUB", hub), tmp_path / "world", capfd, monkeypatch)
    assert _mask(answer.printed, hub) == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(line: str, hub: str, tmp_path: Path) -> None:
    answer = ask_helm(line.replace("HUB", hub), tmp_path / "world")
    assert _mask(answer.printed, hub) == CASES[line]


def _mask(printed: Recorded, hub: str) -> Recorded:
    return printed[0].replace(hub, "HUB"), printed[1].replace(hub, "HUB"), printed[2]
