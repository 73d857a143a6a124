"""Formats of printf with values of every kind; %p is left out, it prints addresses."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.conformance.differential.packing import Expression, lay_out_expressions
from tests.conformance.differential.search import Kind
from tests.conformance.differential.words import words

VERBS = "vvvsssdddqqqtTxXobOcUeEfFgG%wkyé!-"
FLAGS = st.text("+-# 0", max_size=3)
SIZE = st.sampled_from(words("∅ ∅ ∅ ∅ 1 3 8 20 * [1]* 0 00 1000001 [2] [x] [9] ["))
PRECISION = st.sampled_from(words("∅ ∅ ∅ . .0 .1 .2 .10 .* .[1]* .-1 .[2]"))
INDEX = st.sampled_from(words("∅ ∅ ∅ ∅ [1] [2] [0] [-1] [] [3 [1][2]"))
DIRECTIVE = st.builds("%{}{}{}{}{}".format, FLAGS, SIZE, PRECISION, INDEX, st.sampled_from(VERBS))
PLAIN = st.text("vsdqxtfge", min_size=1, max_size=1).map("%{}".format)
FORMAT = st.lists(st.one_of(DIRECTIVE, DIRECTIVE, PLAIN, st.sampled_from(["a", " ", "é", "%", "%%", "|"])), max_size=4)

NUMBERS = words("""
    0 1 -1 7 65 255 -128 1000000 128512 9223372036854775807 -9223372036854775808 0.0 1.0 -2.5 0.1 1e6 1e20 1e21 1e-7
    123456789.125 5e-324 1.7976931348623157e308 'a' 'é' '\\x00' 0x10 1_000
""")
OTHERS = words("""
    true false nil (list) (dict) (list␣1␣"a"␣nil␣2.5) (dict␣"a"␣1␣"b"␣(list␣"x"␣nil)) (list␣"a"␣"b"␣|␣toStrings)
    (splitList␣","␣"a,b") (until␣3) (int64␣5) ("1.5"␣|␣float64) (list␣(list)) (fromJson␣"{\\"a\\":1e30}")
    (mustToDuration␣"1h2m3s") (mustToDuration␣"0s") (dict␣"a"␣nil) (split␣","␣"a,b") (list␣nil) (chunk␣2␣(list␣1␣2␣3))
    (list␣true␣1.0) $.Values.none (list␣(dict␣"k"␣"v\\"q")) (1.0␣|␣toString) (list␣1.5␣1e21␣"é\\t") (atoi␣"5")
    (semver␣"1.2.3-a+b").Minor (dict␣"b"␣true␣"a"␣(dict␣"c"␣nil)) (mul␣2␣3) (float64␣1) (b64dec␣"/w==")
    (b64dec␣"YcNiwyg=")
    (index␣(splitList␣""␣"é")␣0)
""")
TIME = '(toDate "2006-01-02" "2024-02-29")'
"""A time: only with verbs for text, for the others print its private fields (docs/rendering-differences.md)."""

STRING = st.one_of(
    st.sampled_from(words(r"∅ a hello é€ 😀 a⇥b⏎ \"q\" ` \\ 100 日本語")),
    st.sampled_from(["\x00\x7f", "\ufeff", "\u2028", "\xa0"]),
    st.text(max_size=4).filter(lambda s: s.isascii() or s.isprintable()),
)


@st.composite
def examples(draw: st.DrawFn) -> Expression:
    strings = [draw(st.builds("".join, FORMAT))]
    values = []
    for _ in range(draw(st.integers(0, 3))):
        value = draw(st.one_of(st.sampled_from(NUMBERS), st.sampled_from(OTHERS), st.none()))
        if value is None:
            value = f"${len(strings)}"
            strings.append(draw(STRING))
        values.append(value)
    return Expression(" ".join(["printf", "$0", *values]), tuple(strings))


PRINTS = st.builds(
    lambda name, values: Expression(" ".join([name, *values])),
    st.sampled_from(words("print println quote squote cat html js urlquery")),
    st.lists(st.one_of(st.sampled_from(NUMBERS), st.sampled_from(OTHERS)), min_size=1, max_size=3),
)
TIMES = st.builds(
    lambda flags, size, verb: Expression(f"printf $0 {TIME}", (f"%{flags}{size}{verb}",)),
    FLAGS,
    st.sampled_from(words("∅ ∅ 3 40 .3")),
    st.sampled_from("vsq"),
)

KIND = Kind(st.one_of(examples(), examples(), examples(), PRINTS, TIMES), lay_out_expressions, together=200)
