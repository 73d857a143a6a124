"""Every maintainer must have a name, and an email address and a URL that are such where they are given.

Repositories show maintainers to people who look for help.

Fix: correct the entry of ``maintainers`` that the message names. Only the first bad one is told.

Origin: Helm.
"""

from __future__ import annotations

from pychart.chart.metadata import NULL_MAINTAINER, Maintainer, Metadata
from pychart.lint.addresses import is_email, is_url
from pychart.lint.finding import ERROR, Problem

SEVERITY = ERROR


def check(metadata: Metadata) -> Problem | None:
    """Check the content of Chart.yaml."""
    for maintainer in metadata.maintainers:
        problem = _check_one(maintainer)
        if problem:
            return problem
    return None


def _check_one(maintainer: Maintainer) -> Problem | None:
    name, email, url = maintainer.name, maintainer.email, maintainer.url
    if maintainer is NULL_MAINTAINER:
        return Problem("a maintainer entry is empty", "maintainers")
    if not name:
        return Problem("each maintainer requires a name", "maintainers", email or url)
    if email and not is_email(email):
        return Problem(f"invalid email '{email}' for maintainer '{name}'", "maintainers", email)
    if url and not is_url(url):
        return Problem(f"invalid url '{url}' for maintainer '{name}'", "maintainers", url)
    return None
