"""YAML documents, sound and broken, to be read and printed again; texts and trees to be printed.

Documents are built from lines and scalars that have a meaning somewhere in YAML 1.1, then often disturbed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.conformance.differential.packing import Expression, lay_out_expressions
from tests.conformance.differential.search import Kind
from tests.conformance.differential.words import words

PLAIN = words(r"""
    a b abc key x1 1 0 -1 +1 12e03 1e3 1.5 .5 1. 1.e1 -.5 .inf -.Inf .nan 0o14 014 08 0x1f 0xFG 0b101 1_000 1__0 _1
    1:30
    190:20:30 1:30.5 true True TRUE tRUE false yes Yes no NO on off y n Y N ~ null Null NULL nUll Infinity nan inf
    2001-01-01
    2001-12-14t21:59:43.10-05:00 2001-01-01T00:00:00Z 2001-1-1 << = - -- --- ... -a a-b a:b ::a a: :a a,b [] {} ""
    '' 1e1000
    9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775809 1e21 1e20
    123456789012345678901234567890 0.1 1e-7 100000000000000000000 é 日本 😀 a#b #a a\ #b @a `a %a !a &a *a |a >a ?a ?\
    a ,a ]a
    }a {a [a 'a "a a' a" a\b 0. 00 -0 +.inf 0x 0o8 0b2 1e 1e+ e1 . .. .a 1.2.3 ~a null1 no- 1,000 12:00:00 a/b
    http://x.y:80/z $x ${x} a=b <a> a&b (a) *: a*b 0777 +0x1f -0b1 0_ 0x_1 685.230_15e+03 1.0 10.00 !!str ! a?b a?
    {a:} [a:]
""")
"""Scalars that mean something somewhere in YAML 1.1, or nearly."""

LINES = words(r"""
    ∅ ␣ ␣␣ a␣ ␣a ⇥a a⇥ a␣b a␣␣b a:␣b -␣a #␣a a␣#b ␍ \\n a\\ ? : :␣ - {{␣x␣}} % @ ` ! & * | > 'a'␣"b"
""")
LONG = ["word " * 18, "w" * 90, "a" * 79 + " b", "a" * 80 + " b", "é " * 50, "x: " * 40]
ODD = [
    "\x85",
    "a\x85b",
    "\u2028",
    "\ufeff",
    "\x00",
    "\x1b[0m",
    "\x7f",
    "\xa0",
    "\ue000",
    "\uffff",
    "\U0001f600",
    '"""',
    "'''",
]
BLOCKS = words("""
    ⏎ a⏎ ⏎a a⏎b a⏎⏎b⏎ a⏎b⏎⏎ ␣a⏎b a␣⏎b a⏎␣b a⏎␣␣b⏎c⏎ ⏎⏎ a␍⏎b é⏎ a:⏎ |⏎␣a ⇥a⏎b a⏎⇥b ---⏎a ... a⏎---⏎b ␣leading⏎lines
    ⏎␣leading trailing␣⏎ trailing⏎⏎⏎ key:␣|⏎␣␣x
""")
LONG_BLOCKS = ["word " * 18 + "\n", ("word " * 17 + "\n") * 2, "a\n" + "b " * 60]
TEXTS = [*PLAIN, *LINES, *LONG, *ODD, *BLOCKS, *LONG_BLOCKS]

TAG = st.sampled_from(
    words("""
        !!str !!int !!float !!bool !!null !!binary !!seq !!map !!timestamp !x !!set ! !!merge !!omap !<x> !e!x !!str,
        !x]
    """)
)
BROKEN = words("""a b - : # [ ] { } , & * ! | > ' " % @ ` ? \\ ⇥ 0 é ~ ␣ ⏎""")


def quote_double(text: str) -> str:
    """Write a text in double quotes, with some of YAML's escapes."""
    return '"' + "".join(ESCAPED.get(c, c) for c in text) + '"'


ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\x00": "\\0", "\x85": "\\N", "\r": "\\r"}
ESCAPES = st.sampled_from(words(r"\a \b \0 \v \f \e \_ \N \L \P \x41 \u00e9 \U0001F600 \/ \␣ \' \q \xg \ud83d \u12"))
SINGLE_LINE = st.sampled_from([text for text in TEXTS if "\n" not in text and "\r" not in text])


@st.composite
def scalars(draw: st.DrawFn) -> str:
    style = draw(st.integers(0, 11))
    if style < 7:
        return draw(st.sampled_from(PLAIN))
    text = draw(SINGLE_LINE)
    if style == 7:
        return "'" + text.replace("'", "''") + "'"
    if style == 8:
        return quote_double(text)
    if style == 9:
        return '"' + text.replace('"', "").replace("\\", "") + draw(ESCAPES) + '"'
    if style == 10:
        return draw(TAG) + " " + draw(st.sampled_from(PLAIN))
    return draw(
        st.sampled_from(
            ["*a", "*b", "&a x", "&b 1", "&a", "text with words", "plain text # comment", "a 'b' c", "x: y"]
        )
    )


@st.composite
def blocks(draw: st.DrawFn, indent: str) -> list[str]:
    """Give the lines of a node that may follow ``key:`` or ``-``; the first line continues theirs."""
    kind = draw(st.integers(0, 9))
    if kind < 5 or len(indent) > 6:
        return [" " + draw(scalars())]
    deeper = indent + draw(st.sampled_from(["  ", "  ", "  ", " ", "    "]))
    if kind == 5:
        head = draw(st.sampled_from(["|", ">"])) + draw(
            st.sampled_from(["", "", "-", "+", "2", "1-", "+3", " # c", "0", "-2"])
        )
        lines = draw(
            st.lists(
                st.sampled_from(["a", "b c", "", "  more", "\tt", " ", "# no comment", "x: y", "word " * 18, "é"]),
                max_size=5,
            )
        )
        return [" " + head, *(deeper + line if line.strip() else line for line in lines)]
    if kind == 6:
        return [" " + draw(flows())]
    if kind == 7:
        lines = draw(st.lists(st.sampled_from(["a", "b c", "", "d # c", "1"]), min_size=1, max_size=3))
        quote = draw(st.sampled_from(["", "", '"', "'"]))
        return [f" {quote}{lines[0]}", *(deeper + line for line in lines[1:-1]), deeper + lines[-1] + quote]
    anchor = draw(st.sampled_from(["", "", "", " &a", " &b", " !!map", " # comment", " !x"]))
    return [anchor, *draw(containers(deeper))]


@st.composite
def flows(draw: st.DrawFn) -> str:
    items = draw(st.lists(st.one_of(scalars(), scalars(), st.deferred(flows)), max_size=3))
    if draw(st.booleans()):
        return (
            "[" + draw(st.sampled_from([", ", ",", " , "])).join(items) + draw(st.sampled_from(["]", "]", ",]", " ]"]))
        )
    separator = draw(st.sampled_from([": ", ": ", ":", " : "]))
    pairs = [f"{draw(scalars())}{separator}{item}" for item in items]
    return "{" + ", ".join(pairs) + draw(st.sampled_from(["}", "}", ",}", " }"]))


@st.composite
def containers(draw: st.DrawFn, indent: str = "") -> list[str]:
    is_list = draw(st.booleans())
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if is_list:
            first, *rest = draw(blocks(indent))
            lines += [f"{indent}-{first}", *rest]
            continue
        key = draw(st.one_of(st.sampled_from(["a", "b", "c", "key", "<<", "1", "true"]), scalars()))
        if key == "<<":
            lines.append(
                f"{indent}<<: {draw(st.sampled_from(['*a', '*b', '[*a, *b]', '{a: 1}', 'x', '[{a: 1}, {b: 2}]']))}"
            )
            continue
        first, *rest = draw(blocks(indent))
        start = draw(st.sampled_from(["", "", "", "", "", "? "]))
        lines += [f"{indent}{start}{key}:{first}", *rest]
        lines += draw(st.sampled_from([[], [], [], [], [""], [indent + "# comment"], ["# comment"]]))
    return lines


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = draw(st.one_of(containers(), containers(), containers(), blocks("")))
    before = draw(
        st.sampled_from(
            [[], [], [], [], ["---"], ["# c"], ["%YAML 1.1", "---"], ["%TAG ! x:", "---"], ["a: 1", "---"], ["--- # c"]]
        )
    )
    after = draw(st.sampled_from([[], [], [], [], ["..."], ["---", "b: 2"], [""], ["# end"]]))
    text = "\n".join([*before, *lines, *after]) + draw(st.sampled_from(["\n", "\n", "", "\n\n"]))
    if draw(st.integers(0, 4)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(BROKEN)) + text[at + draw(st.integers(0, 1)) :]
    if draw(st.integers(0, 15)) == 0:
        text = text.replace("\n", "\r\n")
    return text


EMPTY_KEY = re.compile(r"(\{\s*\}|\[\s*\])[^\n,\]}]*:")
"""An empty collection as a key: Helm forgets that it is one (docs/rendering-differences.md)."""

DOCUMENT = documents().filter(lambda text: not EMPTY_KEY.search(text) and not ("? " in text and "!!binary" in text))
READING = st.sampled_from(
    [
        *["fromYaml $0 | toYaml", "fromYaml $0 | toYaml", "fromYamlArray $0 | toYaml", "fromYaml $0"],
        *["fromYaml $0 | toYamlPretty", "fromYamlArray $0"],
    ]
)
PRINTING = st.sampled_from(
    words("toYaml toYaml toYamlPretty mustToYaml toYaml␣|␣fromYaml toToml toPrettyJson toRawJson")
)

TEXT = st.one_of(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4).map("".join),
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4).map(" ".join),
    st.text("ab -:#\n '\"|>é!&*?,[]{}%@`", max_size=12),
)
NUMBER = st.sampled_from(
    words("""
        0 1 -1 1.5 1e21 1e20 1e-7 123456789.5 9223372036854775807 5e-324 1000000 1e6 0.1 100000000000000000000000 -0.0
    """)
)


def _trees(text: str, texts: Sequence[str]) -> Expression:
    """Put texts in the place of the tree's question marks."""
    used: list[str] = []
    for value in texts:
        if "?" not in text:
            break
        text = text.replace("?", f"${len(used)}", 1)
        used.append(value)
    return Expression(text.replace("?", '""'), tuple(used))


def _wrap(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"(list {' '.join(items)})"),
        st.lists(inner, max_size=2).map(
            lambda items: "(dict " + " ".join(f"(print ? {n}) {i}" for n, i in enumerate(items)) + ")"
        ),
        st.lists(inner, max_size=2).map(lambda items: "(dict " + " ".join(f"? {i}" for i in items) + ")"),
    )


TREE = st.recursive(
    st.one_of(st.just("?"), st.just("?"), st.sampled_from(["nil", "true", "(dict)", "(list)", "(until 2)"]), NUMBER),
    _wrap,
    max_leaves=5,
)
PRINTED = st.builds(
    lambda tree, printing, texts: _trees(f"{tree} | {printing}", texts),
    TREE,
    PRINTING,
    st.lists(TEXT, min_size=5, max_size=5),
).filter(lambda e: not e.text.startswith("nil"))
EXAMPLES = st.one_of(
    st.builds(lambda text, document: Expression(text, (document,)), READING, DOCUMENT),
    st.builds(lambda text, document: Expression(text, (document,)), READING, DOCUMENT),
    PRINTED,
)

KIND = Kind(EXAMPLES, lay_out_expressions, together=100)
