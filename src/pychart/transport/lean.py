"""requests without what no download of ours asks it for: an import that costs three quarters of the usual one.

It imports a detector of character sets, names of hosts in all scripts, urllib's client, zip archives and the metadata
of installed packages. They are the real ones, and run as soon as anybody does ask (deferred.py).
"""

from __future__ import annotations

import importlib  # noqa: F401 - the packages of what is put off below
import urllib.parse  # noqa: F401

from pychart.deferred import defer_import

_UNASKED: tuple[tuple[str, ...], ...] = (
    ("calendar", "timegm"),
    ("charset_normalizer",),
    ("charset_normalizer.api", "from_bytes", "from_fp", "from_path", "is_binary"),
    ("charset_normalizer.legacy", "detect"),
    ("charset_normalizer.models", "CharsetMatch", "CharsetMatches"),
    ("charset_normalizer.utils", "set_logging_handler"),
    ("idna",),
    ("importlib.metadata", "version"),
    ("random",),
    ("tempfile",),
    (
        "urllib.request",
        "getproxies",
        "getproxies_environment",
        "parse_http_list",
        "proxy_bypass",
        "proxy_bypass_environment",
    ),
    ("zipfile",),
)
"""Modules, each with the names that requests and urllib3 take from it to have them."""

for _names in _UNASKED:
    defer_import(*_names)

import requests  # noqa: E402 - what it imports has been put off now
from requests.adapters import HTTPAdapter  # noqa: E402
from requests.cookies import RequestsCookieJar  # noqa: E402
from urllib3.exceptions import HTTPError, IncompleteRead, ReadTimeoutError  # noqa: E402

__all__ = ["HTTPAdapter", "HTTPError", "IncompleteRead", "ReadTimeoutError", "RequestsCookieJar", "requests"]
