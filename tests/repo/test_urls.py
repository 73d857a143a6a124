from __future__ import annotations

import pytest

from pychart.repo.urls import join_url

# As `helm repo index --url` (v4.3.1) writes them.
CASES = [
    ("", "a.tgz", "a.tgz"),
    ("", "a b.tgz", "a%20b.tgz"),
    ("http://h", "a.tgz", "http://h/a.tgz"),
    ("http://h/", "a+b c.tgz", "http://h/a+b%20c.tgz"),
    ("http://h/a%20b/?q=1", "c.tgz", "http://h/a%20b/c.tgz?q=1"),
    ("http://h/a b", "c.tgz", "http://h/a%20b/c.tgz"),
    ("http://u:p@h:8/x//y/", "c.tgz", "http://u:p@h:8/x/y/c.tgz"),
    ("http://h/%zz", "c d.tgz", "http:/h/%zz/c d.tgz"),
    ("oci://h/x", "c.tgz", "oci://h/x/c.tgz"),
    ("charts", "c.tgz", "charts/c.tgz"),
    ("./r", "c.tgz", "r/c.tgz"),
    ("/abs/x", "c.tgz", "/abs/x/c.tgz"),
    (":x", "c d.tgz", ":x/c d.tgz"),
]


@pytest.mark.parametrize(("base", "name", "joined"), CASES)
def test_joins(base: str, name: str, joined: str) -> None:
    assert join_url(base, name) == joined
