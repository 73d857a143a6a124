"""Regular expressions for the YAML in which programs write index.yaml: block style, two spaces a level.

What they match is valid for the strict reader, too, with the same meaning; what they do not match may be valid all the
same, and is left to it. So each rule here takes less than YAML does: a plain text begins with a letter and is none of
YAML's words, continued lines are indented further than they must be, and so on.

Origin of the rules: YAML 1.1 as libyaml reads it (yaml_parser_scan_*), goyaml.v2's resolve() for what is no text.
"""

from __future__ import annotations

from pychart.chart.decode import PLAIN_TIME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from re import Pattern

    Fields = Iterable[tuple[bytes, bytes]]

_WORDS = rb"(?:[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|[tT]rue|TRUE|[fF]alse|FALSE|[nN]ull|NULL)"
"""Plain texts that begin with a letter and are no texts."""

_CONTROL = rb"\x00-\x1f\x7f"
# What a plain text may go on with: a colon before a space ends a key, a sharp after one begins a comment.
_BODY = rb"(?>[^" + _CONTROL + rb" :#]+|:(?![ \n])|#| (?! *[\n#]))*+"
# No number has a letter beyond these, two dots, or a sign inside that follows no exponent.
_NUMERIC = rb"-0-9a-fA-FxXoObB_.+"
_DIGITS = (
    rb"[0-9](?>[0-9]*\.[0-9]+\.[0-9A-Za-z_.+-]*+(?=\n)"
    rb"|[0-9]*+(?:\.[0-9xX*]++){2}(?=\n)"
    rb"|[0-9.]*+-(?![-+])[0-9A-Za-z._-]*+(?=\n)"
    rb"|[" + _NUMERIC + rb"]*+(?=[^" + _NUMERIC + rb"\n])" + _BODY + rb")"
)
_PLAIN = rb"(?:(?!" + _WORDS + rb"\n)[A-Za-z_/\x80-\xff]" + _BODY + rb"|" + _DIGITS + rb")"
_SHORT = rb"(?>" + _PLAIN + rb"|\"[^\"\\" + _CONTROL + rb"]*+\"|'[^'" + _CONTROL + rb"]*+')\n"
"""A text on one line without escapes, to the line break."""

_TIME = PLAIN_TIME.encode()
_END = rb"(?=  (?:- |[^ \n#-])|[^ \n#]|\Z)"
"""What follows an entry: another, the next chart, or the end of both; nothing that could still belong to it."""
_NAME = rb"[A-Za-z][A-Za-z0-9._-]{0,240}+"

GROUPS = ("annotations", "appVersion", "dependencies", "description", "keywords", "maintainers", "name", "version")
"""The groups of the patterns of an entry, each the bytes behind the colon, None where the field is not there."""


def chart_key() -> Pattern[bytes]:
    """Make the pattern of the line that names a chart, over its versions."""
    import re

    return re.compile(rb"  (?!" + _WORDS + rb":)(" + _NAME + rb"):\n")


def sorted_entry() -> Pattern[bytes]:
    """Make the pattern of an entry whose keys are sorted, as Helm writes them; it stands before its first line."""
    import re

    return re.compile(rb"  - (?=[a-z])" + _in_order(_entry_fields(_in_order), 4) + _END)


def any_entry() -> Pattern[bytes]:
    """Make the pattern of an entry whose keys stand in any order; that none stands twice must be looked after."""
    import re

    return re.compile(rb"  - (?=[a-z])" + _in_any_order(_entry_fields(_in_any_order), 4) + _END)


_ITEM = rb"(?>[A-Za-z0-9_./+-]++(?> [A-Za-z0-9_./+-]++)*+|\"[A-Za-z0-9_./+ -]*+\")"
_ITEMS = _ITEM + rb"(?>, " + _ITEM + rb")*+"


def folded_entry() -> Pattern[bytes]:
    """Make the pattern of an entry that stands in braces on one line, of texts that mean the same in a block."""
    import re

    pair = rb"[A-Za-z]++: (?>" + _ITEM + rb"|\[" + _ITEMS + rb"\])"
    return re.compile(rb"  - \{" + pair + rb"(?>, " + pair + rb")*+\}\n" + _END)


def folded_pair() -> Pattern[bytes]:
    """Make the pattern of a key in such an entry: the key, and its text or its texts."""
    import re

    return re.compile(rb"([A-Za-z]++): (?:(" + _ITEM + rb")|\[(" + _ITEMS + rb")\])")


def inner_key(column: int) -> Pattern[bytes]:
    """Make the pattern of the keys that stand at a column, in what an entry's pattern has matched."""
    import re

    return re.compile(rb"(?:^|\n)(?: {%d}| {%d}- )([A-Za-z][A-Za-z0-9_./-]*+):" % (column, column - 2))


def _in_order(fields: Fields, column: int) -> bytes:
    # After each value the indentation of the next key is taken, which a key must have; the end must not have it.
    indent = rb"(?: {%d}(?=[a-z])|)" % column
    return (
        b"".join([rb"(?:" + key + rb"(?<= " + key + rb"):" + value + indent + rb"|)" for key, value in fields])
        + rb"(?<=\n)"
    )


def _in_any_order(fields: Fields, column: int) -> bytes:
    choices = rb"|".join([key + rb":" + value for key, value in fields])
    return rb"(?>(?:(?<=- )| {%d})(?:" % column + choices + rb"))++"


def _text(column: int) -> bytes:
    """Match the value of a key at a column, from behind its colon and space to the line break: always a text."""
    deeper = rb" {%d}" % (column + 2)
    plain = _PLAIN + rb"(?>\n" + deeper + rb" *+(?=[^ #\n])" + _BODY + rb")*+"
    double = (
        rb'"(?>[^"\\' + _CONTROL + rb']+|\\[\\"nt ]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}'
        rb"|\\?+\n" + deeper + rb' *+(?=[^ \n"]))*+"'
    )
    single = rb"'(?>[^'" + _CONTROL + rb"]+|''|\n" + deeper + rb" *+(?=[^ \n']))*+'"
    line = rb"[^" + _CONTROL + rb"]*+\n"
    block = rb"[|>][-+]?+\n" + deeper + rb"(?=[^ \n])" + line + rb"(?>" + deeper + line + rb"|\n)*+"
    return rb"(?>(?:" + plain + rb"|" + double + rb"|" + single + rb")\n|" + block + rb")"


def _entry_fields(nested: Callable[[Fields, int], bytes]) -> list[tuple[bytes, bytes]]:
    short = rb" " + _SHORT
    texts = rb"\n(?>    - " + _SHORT + rb")++"
    truth = rb" (?:true|false)\n"
    maintainer = nested([(key, short) for key in (b"email", b"name", b"url")], 6)
    dependency = nested(
        [
            (b"alias", rb" (?!" + _WORDS + rb"\n)[A-Za-z_][A-Za-z0-9_-]*+\n"),
            (b"condition", short),
            (b"enabled", truth),
            (b"name", short),
            (b"repository", short),
            (b"tags", rb"\n(?>      - " + _SHORT + rb")++"),
            (b"version", rb" (?:[~^][0-9]" + _BODY + rb"\n|" + _SHORT + rb")"),
        ],
        6,
    )
    annotation = rb"      (?!" + _WORDS + rb":)[A-Za-z][A-Za-z0-9_./-]{0,120}+: " + _text(6)
    return [
        (b"annotations", rb"\n(?P<annotations>(?>" + annotation + rb")++)"),
        (b"apiVersion", rb" (?:v[12]|\"v[12]\")\n"),
        (b"appVersion", rb" (?P<appVersion>" + _SHORT + rb")"),
        (b"created", rb" (?:" + _TIME + rb"|\"" + _TIME + rb"\"|'" + _TIME + rb"')\n"),
        (b"dependencies", rb"\n(?P<dependencies>(?>    - (?=[a-z])" + dependency + rb")++)"),
        (b"deprecated", truth),
        (b"description", rb" (?P<description>" + _text(4) + rb")"),
        (b"digest", rb" (?>[0-9a-f]++\n|" + _SHORT + rb")"),
        (b"engine", short),
        (b"home", short),
        (b"icon", short),
        (b"keywords", rb"\n(?P<keywords>(?>    - " + _SHORT + rb")++)"),
        (b"kubeVersion", short),
        (b"maintainers", rb"\n(?P<maintainers>(?>    - (?=[a-z])" + maintainer + rb")++)"),
        (b"name", rb" (?P<name>(?!" + _WORDS + rb"\n)" + _NAME + rb")\n"),
        (b"sources", texts),
        (b"tags", short),
        (b"type", rb" (?:application|library)\n"),
        (b"urls", texts),
        (b"version", rb" (?P<version>" + _SHORT + rb")"),
    ]
