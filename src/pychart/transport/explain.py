"""Why a request failed, in Go's words for what is common."""

from __future__ import annotations

import http.client
import socket
import ssl
from urllib.parse import urlsplit

from pychart.transport.lean import IncompleteRead, ReadTimeoutError, requests

_UNKNOWN_AUTHORITY = frozenset((18, 19, 20, 21))
_EXPIRED = frozenset((9, 10))


def explain(problem: BaseException, url: str = "") -> str:
    """Say why a request for ``url`` failed."""
    cause = find_cause(problem)
    if isinstance(cause, TimeoutError | requests.Timeout | ReadTimeoutError):
        return "context deadline exceeded (the server does not answer)"
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"tls: failed to verify certificate: x509: {_explain_certificate(cause)}"
    if isinstance(cause, socket.gaierror):
        return f"dial tcp: lookup {_host(url)}: no such host"
    if isinstance(cause, ConnectionRefusedError):
        return f"dial tcp{_address(url)}: connect: connection refused"
    if isinstance(cause, http.client.RemoteDisconnected | ssl.SSLEOFError):
        return "EOF"
    if isinstance(cause, ssl.SSLError) and cause.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST"):
        return "http: server gave HTTP response to HTTPS client"
    if isinstance(cause, ssl.SSLError) and "_ALERT_" in (cause.reason or ""):
        return f"remote error: tls: {cause.reason.partition('_ALERT_')[2].lower().replace('_', ' ')}"
    if isinstance(cause, ConnectionResetError):
        return "read: connection reset by peer"
    text = str(getattr(cause, "strerror", None) or cause)
    return text[:1].lower() + text[1:]


def can_pass(problem: BaseException) -> bool:
    """Tell whether a failure is of the kind that goes away by itself: nobody listened, the connection broke."""
    cause = find_cause(problem)
    if isinstance(cause, socket.gaierror):
        return cause.errno == socket.EAI_AGAIN
    if isinstance(cause, ssl.SSLError):
        return isinstance(cause, ssl.SSLEOFError)
    lost = ConnectionError | http.client.HTTPException | IncompleteRead
    return isinstance(cause, lost) and not isinstance(cause, requests.Timeout)


def is_cut(problem: BaseException) -> bool:
    """Tell whether a body ended before its end."""
    return isinstance(find_cause(problem), IncompleteRead | http.client.IncompleteRead)


def find_cause(problem: BaseException) -> BaseException:
    """Find what happened below the layers of requests and urllib3."""
    while True:
        candidates = [getattr(problem, "reason", None), problem.__cause__, *problem.args[::-1]]
        below = next((one for one in candidates if isinstance(one, BaseException)), None)
        if below is None:
            return problem
        problem = below


def _explain_certificate(problem: ssl.SSLCertVerificationError) -> str:
    if problem.verify_code in _UNKNOWN_AUTHORITY:
        return "certificate signed by unknown authority"
    if problem.verify_code in _EXPIRED:
        return "certificate has expired or is not yet valid"
    text = problem.verify_message.rstrip(".")
    return text if text.startswith("IP ") else text[:1].lower() + text[1:]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _address(url: str) -> str:
    """Give the address behind a blank where the URL names one itself."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.inet_pton(family, host)
    except (OSError, ValueError):
        return ""
    return f" [{host}]:{port}" if family == socket.AF_INET6 else f" {host}:{port}"
