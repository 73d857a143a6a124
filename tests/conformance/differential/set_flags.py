"""Strings of --set, --set-string, --set-json, --set-literal and --set-file, over values that stand already."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.conformance.differential.search import Kind
from tests.conformance.differential.sides import CHART, Layout
from tests.conformance.differential.words import words

VALUES = """\
a:
  b: 1
  c: [1, {d: 2}, null]
l: [x, [y], null]
s: text
n: null
m: {}
e: []
f: 1.5
"""
TEMPLATE = "v: {{ toJson .Values }}\n"

NAME = st.sampled_from(words(r"a b c l s n m e x y a.b a.c l[0] x-y x\.y ∅ é 1 a␣b q\,r \a k\=v"))
INDEX = st.sampled_from(words("[0] [0] [1] [2] [3] [10] [-1] [x] [] [65536] [65537] [00] [1 [␣1] [1]] [0x1] [+1]"))
PATH = st.lists(
    st.one_of(NAME, NAME, NAME, st.builds("{}{}".format, NAME, INDEX), st.builds("{}{}{}".format, NAME, INDEX, INDEX)),
    min_size=1,
    max_size=3,
).map(".".join)
SCALAR = st.sampled_from(
    words(r"""
        1 0 -1 01 1.5 1e3 true false null nil text true1 True yes ~ a.b a\,b a\=b \\ \n "q" 'q' {a} {a,b} {}
        {a,1,null} {{a},b}
        {a {a,} {,} }a {a}b [1] {"a":1} 9223372036854775807 9223372036854775808 0x1f 1_000 é a=b a==b -0 +1 00 -01
        \{a\} { }
        {a\,b} {a=b} \, \ ∅ ␣ a␣b {␣a␣,␣b␣} ␣1 1␣ null␣ a⏎b {a,␣b} ⇥ {}x {1,␣2}
    """)
)
ASSIGNMENT = st.one_of(
    *[st.builds("{}={}".format, PATH, SCALAR)] * 5,
    PATH,
    st.builds("{}={}={}".format, PATH, SCALAR, SCALAR),
    st.text(r"ab.[]01=,{}\"", max_size=8),
)
LINE = st.lists(ASSIGNMENT, min_size=1, max_size=3).map(",".join)
JSON = st.sampled_from(
    words(r"""
        1 "x" null true [] {} [1,2] {"a":1} {"a":{"b":null}} [1, { x ∅ " 1.50 1e30 nul [{"a":[1]}] 1␣2 01
        {"a":1,"a":2} "\u00e9"
        ␣1 "a,b" 9007199254740993 - [1]␣x
    """)
)
WHOLE_JSON = words("""
    {"a":{"b":2},"z":null} {"l":[1]} {"a":null} {"a" [1] {} {"s":{"t":1}} ␣{"a":1} {"a":1}␣x
""")
JSON_LINE = st.one_of(
    st.lists(st.builds("{}={}".format, PATH, JSON), min_size=1, max_size=2).map(",".join),
    JSON,
    st.sampled_from(WHOLE_JSON),
)
FILE = st.sampled_from(words(r"f.txt f.txt none.txt ∅ chart e.txt {f.txt} f\.txt"))
FILE_LINE = st.lists(st.builds("{}={}".format, PATH, FILE), min_size=1, max_size=2).map(",".join)

FLAG = st.one_of(
    *[st.tuples(st.just("--set"), LINE)] * 4,
    st.tuples(st.just("--set-string"), LINE),
    st.tuples(st.just("--set-json"), JSON_LINE),
    st.tuples(st.just("--set-literal"), ASSIGNMENT),
    st.tuples(st.just("--set-file"), FILE_LINE),
)
Flags = list[tuple[str, str]]
EXAMPLES: st.SearchStrategy[Flags] = st.lists(FLAG, min_size=1, max_size=3)


def lay_out(examples: Sequence[Flags]) -> Layout:
    """Make the chart of one example: what the flags give is one document."""
    (flags,) = examples
    files = {
        "Chart.yaml": CHART,
        "templates/t.yaml": TEMPLATE,
        "values.yaml": VALUES,
        "../f.txt": "text,\n{of} a=file\n",
        "../e.txt": "",
    }
    return Layout(files, tuple(part for flag in flags for part in flag))


KIND = Kind(EXAMPLES, lay_out)
