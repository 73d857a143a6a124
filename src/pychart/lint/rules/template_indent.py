"""What a template renders to should not begin with an indented line.

YAML takes the first line's indent for that of the whole document; the lines that follow are then at a wrong level.

Fix: remove the space, or trim it with ``{{-``. Often an ``include`` without ``indent`` or an ``if`` is the cause.

Origin: Helm.
"""

from __future__ import annotations

from pychart.gostd.strconv import quote
from pychart.gostd.strings import trim_space
from pychart.lint.finding import WARNING, Problem

SEVERITY = WARNING
_LONGEST_LINE = 65536
"""What Go's bufio.Scanner takes for a line, its end included; it stops at a longer one."""


def check(text: str) -> Problem | None:
    """Check a rendered file."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) >= _LONGEST_LINE // 4 and len(line.encode("utf-8", "surrogateescape")) >= _LONGEST_LINE:
            return Problem("bufio.Scanner: token too long", line=number)
        if trim_space(line):
            if line[0] not in " \t":
                return None
            shown = quote(line.removesuffix("\r"))
            message = f"document starts with an illegal indent: {shown}, which may cause parsing problems"
            return Problem(message, line=number)
    return None
