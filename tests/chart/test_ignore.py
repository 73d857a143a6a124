from __future__ import annotations

import pytest

from pychart.chart.ignore import make_ignore, parse_rules
from pychart.errors import ChartError

# Path, whether it is a folder, whether helm v4.3.1 leaves it out.
RULES = b"\xef\xbb\xbf# c\n*.bak\n/root.txt\nsub/\n\nfoo/*.md\n  spaced.txt  \nlit\n/top/\nd/[ab]?\r\nx\\*y\n"
CASES = [
    ("a.bak", False, True),
    ("d/b.bak", False, True),
    ("d.bak", True, True),
    ("root.txt", False, True),
    ("d/root.txt", False, False),
    ("sub", True, True),
    ("sub", False, False),
    ("d/sub", True, True),
    ("foo/a.md", False, True),
    ("foo/d/a.md", False, False),
    ("d/foo/a.md", False, False),
    ("d/spaced.txt", False, True),
    ("lit", False, True),
    ("d/lit", True, True),
    ("top", True, True),
    ("d/top", True, False),
    ("top", False, False),
    ("d/ax", False, True),
    ("d/cx", False, False),
    ("d/a", False, False),
    ("x*y", False, True),
    ("xzy", False, False),
    ("templates/.hidden.yaml", False, True),
    ("templates/.x", True, True),
    ("templates/.", False, False),
    ("templates/a/.hidden", False, False),
    (".hidden", False, False),
]


@pytest.mark.parametrize(("path", "is_folder", "left_out"), CASES)
def test_rules(path: str, is_folder: bool, left_out: bool) -> None:
    assert make_ignore(parse_rules(RULES))(path, is_folder) is left_out


@pytest.mark.parametrize(
    ("rules", "path", "is_folder", "left_out"),
    [
        (b"!*.yaml\n", "Chart.yaml", False, False),
        (b"!*.yaml\n", "README.md", False, True),
        (b"!*.yaml\n", "templates", True, True),
        (b"*.md\n!*.yaml\n", "a.md", False, True),
        (b"!dir/\n", "dir", True, False),
        (b"a-*.tgz\n", "a-1.tgz", False, True),
        (b"a-*.tgz\n", "d/a-.tgz", False, True),
        (b"a-*.tgz\n", "a-1.tgz.prov", False, False),
        (b"a-*-b\n", "a-b", False, False),
        (b"a*\n", "a", True, True),
        (b"*\n", "d/a", False, True),
        (b"a*/\n", "ab", False, False),
        (b"a*/\n", "ab", True, True),
        (b"d/a*\n", "ab", True, False),
        (b"!dir/\n", "file", False, True),
        (b"!\n", "Chart.yaml", False, True),
        (b"!templates/.?*\n", "templates/.a", False, True),
    ],
)
def test_a_negated_rule_leaves_out_what_it_does_not_match(
    rules: bytes, path: str, is_folder: bool, left_out: bool
) -> None:
    assert make_ignore(parse_rules(rules))(path, is_folder) is left_out


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (b"**/x\n", "double-star (**) syntax is not supported"),
        (b"a\n[\n", "syntax error in pattern"),
        (b"a" * 70_000, "bufio.Scanner: token too long"),
    ],
)
def test_refuses(rules: bytes, message: str) -> None:
    with pytest.raises(ChartError) as caught:
        parse_rules(rules)
    assert str(caught.value) == message
