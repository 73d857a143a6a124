"""Names are judged by kind as in the reference."""

from __future__ import annotations

import pytest

from pychart.lint.names import check_name

LONG, LONGER = "a" * 64, "a" * 254
CASES = {
    ("ConfigMap", "a.b-c"): [],
    ("ConfigMap", "A"): ["a lowercase RFC 1123 subdomain must consist of"],
    ("ConfigMap", "a-"): ["a lowercase RFC 1123 subdomain must consist of"],
    ("ConfigMap", ""): ["a lowercase RFC 1123 subdomain must consist of"],
    ("ConfigMap", "a..b"): ["a lowercase RFC 1123 subdomain must consist of"],
    ("ConfigMap", LONGER): ["must be no more than 253 characters"],
    ("ConfigMap", LONGER + "_"): ["must be no more than 253 characters", "a lowercase RFC 1123 subdomain"],
    ("Service", "a"): [],
    ("SERVICE", "1a"): ["a DNS-1035 label must consist of"],
    ("Service", "a.b"): ["a DNS-1035 label must consist of"],
    ("Service", LONG): ["must be no more than 63 characters"],
    ("Namespace", "1a"): [],
    ("Namespace", "a.b"): ["must not contain dots"],
    ("Namespace", "A"): ["a lowercase RFC 1123 label must consist of"],
    ("ClusterRole", "a:b"): [],
    ("Role", ""): [],
    ("Role", ".."): ["may not be '..'"],
    ("RoleBinding", "a%/"): ["may not contain '/'", "may not contain '%'"],
    ("CertificateSigningRequest", "%%"): [],
    ("ServiceAccount", "a_b"): ["a lowercase RFC 1123 subdomain must consist of"],
}
"""Kind and name: how each reason begins."""


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_reasons(kind: str, name: str) -> None:
    reasons = check_name(kind, name)
    expected = CASES[kind, name]
    assert len(reasons) == len(expected)
    assert all(reason.startswith(start) for reason, start in zip(reasons, expected, strict=True))
