"""http.client and urllib3's connections without what no request of ours asks them for: half of the usual import.

They import parsers of e-mail, of addresses in all scripts and of URLs in all forms, pools of connections, digests and a
printer of tracebacks. They are the real ones, and run as soon as anybody does ask (deferred.py).
"""

from __future__ import annotations

import email  # noqa: F401 - the packages of what is put off below
import encodings  # noqa: F401
import importlib  # noqa: F401

from pychart.deferred import defer_import

_UNASKED: tuple[tuple[str, ...], ...] = (
    ("base64", "b64encode"),
    ("calendar", "timegm"),
    ("email.charset", "Charset"),
    ("email.header",),
    ("email.iterators", "walk"),
    ("hashlib", "md5", "sha1", "sha256"),
    ("hmac",),
    ("idna",),
    ("importlib.metadata", "version"),
    ("ipaddress", "IPv4Address", "IPv6Address"),
    ("quopri",),
    ("random",),
    ("selectors",),
    ("stringprep",),
    ("tempfile",),
    ("traceback",),
    ("urllib3",),
    ("urllib3.http2",),
    ("urllib3.util",),
    ("urllib3.util.url", "Url", "parse_url", "_BRACELESS_IPV6_ADDRZ_RE", "_IPV4_RE"),
)
"""Modules, each with the names that http.client and urllib3 take from it to have them."""

for _names in _UNASKED:
    defer_import(*_names)

import logging  # noqa: E402 - what it imports has been put off now

from urllib3._collections import HTTPHeaderDict  # noqa: E402
from urllib3.connection import HTTPConnection, HTTPException, HTTPSConnection  # noqa: E402
from urllib3.exceptions import HTTPError, IncompleteRead, NewConnectionError, ReadTimeoutError  # noqa: E402
from urllib3.exceptions import TimeoutError as HTTPTimeoutError  # noqa: E402

TYPE_CHECKING = False
if TYPE_CHECKING:
    from urllib3.response import HTTPResponse

# As the package itself does: what urllib3 notes is for programs that listen.
logging.getLogger("urllib3").addHandler(logging.NullHandler())

__all__ = [
    "HTTPConnection",
    "HTTPError",
    "HTTPException",
    "HTTPHeaderDict",
    "HTTPResponse",
    "HTTPSConnection",
    "HTTPTimeoutError",
    "IncompleteRead",
    "NewConnectionError",
    "ReadTimeoutError",
]
