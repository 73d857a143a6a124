"""requests without what no download of ours asks it for: an import that costs three quarters of the usual one.

Beside what urllib3 imports (lean_http.py), it imports a detector of character sets, urllib's client and zip archives.
They are the real ones, and run as soon as anybody does ask (deferred.py).
"""

from __future__ import annotations

import urllib.parse  # noqa: F401 - the package of what is put off below

from pychart.deferred import defer_import
from pychart.transport.lean_http import HTTPError, IncompleteRead, ReadTimeoutError

_UNASKED: tuple[tuple[str, ...], ...] = (
    ("charset_normalizer",),
    ("charset_normalizer.api", "from_bytes", "from_fp", "from_path", "is_binary"),
    ("charset_normalizer.legacy", "detect"),
    ("charset_normalizer.models", "CharsetMatch", "CharsetMatches"),
    ("charset_normalizer.utils", "set_logging_handler"),
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
"""Modules, each with the names that requests takes from it to have them."""

for _names in _UNASKED:
    defer_import(*_names)

import requests  # noqa: E402 - what it imports has been put off now
from requests.adapters import HTTPAdapter  # noqa: E402
from requests.cookies import RequestsCookieJar  # noqa: E402

__all__ = ["HTTPAdapter", "HTTPError", "IncompleteRead", "ReadTimeoutError", "RequestsCookieJar", "requests"]
