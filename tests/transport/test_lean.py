"""What requests and urllib3 import and nobody asks for costs nothing, and is there for who asks."""

from __future__ import annotations

import subprocess
import sys

from pychart.transport.lean import requests

LOOK = """
import sys
from pychart.transport.registry_session import RegistrySession, Request
from pychart.transport.access import Access
from tests.registry.fake import fake_registry
with fake_registry() as registry:
    session = RegistrySession(Access())
    assert session.send(Request("GET", f"http://{registry.host}/v2/")).status == 200
    session.close()
print(*sorted(
    name for name in sys.argv[1:] if name in sys.modules and type(sys.modules[name]).__name__ != "_DeferredModule"
))
"""


def test_a_request_runs_none_of_it() -> None:
    names = ["charset_normalizer.cd", "idna", "urllib.request", "zipfile"]
    done = subprocess.run([sys.executable, "-c", LOOK, *names], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_who_asks_gets_it() -> None:
    code = """
from pychart.transport.lean import requests
answer = requests.Response()
answer._content = "naïveté à la carte, déjà vu".encode("latin-1")
assert answer.apparent_encoding
import calendar, idna, importlib.metadata, random, tempfile, urllib.request, zipfile
from urllib.request import getproxies
assert calendar.timegm((1970, 1, 1, 0, 0, 0)) == 0
assert idna.encode("bücher.example") == b"xn--bcher-kva.example"
assert importlib.metadata.version("requests") == requests.__version__
assert 0 <= random.random() < 1 and tempfile.gettempdir() and zipfile.ZipFile and callable(getproxies)
assert requests.utils.parse_list_header('a, "b, c"') == ["a", "b, c"]
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)


def test_who_asks_urllib3_for_more_gets_it() -> None:
    code = """
import email.message
from pychart.transport import lean_http
import base64, email.header, email.iterators, hashlib, hmac, quopri, traceback
letter = email.message.Message()
letter.set_payload("naïveté", "utf-8")
assert letter.get_content_charset() == "utf-8" and letter.get_payload(decode=True).decode() == "naïveté"
assert [part.get_content_type() for part in letter.walk()] == ["text/plain"]
assert str(email.header.make_header(email.header.decode_header("=?utf-8?q?na=C3=AFf?="))) == "naïf"
assert hashlib.sha256(b"").hexdigest()[:4] == "e3b0" and hmac.compare_digest("a", "a")
assert base64.b64encode(b"a") == b"YQ==" and quopri.encodestring("ï".encode()) == b"=C3=AF"
assert "bücher.example".encode("idna") == b"xn--bcher-kva.example"
import urllib3
assert urllib3.connection.HTTPConnection is lean_http.HTTPConnection
assert str(urllib3.util.parse_url("http://a:1/b")) == "http://a:1/b"
assert urllib3.PoolManager().connection_from_url("https://127.0.0.1").host == "127.0.0.1"
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, timeout=60)


def test_it_is_the_requests_that_all_have() -> None:
    assert requests is sys.modules["requests"]
