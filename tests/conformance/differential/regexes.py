"""Regular expressions from RE2's grammar, sound and broken, through the functions that take them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.conformance.differential.packing import Expression, lay_out_expressions
from tests.conformance.differential.search import Kind
from tests.conformance.differential.words import words

ATOM = st.sampled_from(
    words(r"""
        a b c ab . ^ $ \b \B \A \z \d \D \w \W \s \S [a-c] [^a] [a-] []a] [[:alpha:]] [[:^digit:]] [\d\s] [^\n] \.
        \\ \n
        \x{e9} \pL \p{Greek} \P{Lu} [\pN_] é x 1 _ - = \Qa.b\E \Q* \t [[:word:]] [\w-] \101 \0 \a \f \v (?:) () \C
        [é-ü]
        [^\x00-\x7F] \p{^Lu} \pN 日 \/ \- \_ \" [a\]b] [A-z] \p{Han} \x{1F600} \141 \x41
    """)
)
BROKEN = st.sampled_from(
    words(r"""
        [ ] ( ) * + ? ** a** [b-a] [[:nope:]] \Z \1 \p{Nope} \pX (?=a) (?<n (?P<n>a (?P<>a) (?P<1>a) (?i (?z) {2}
        {1001}
        (?<n>a)(?<n>b) (?P=n) \8 [a-\d] (?!a) (?<=a) \x \xg \x{} x{1001} x{2,1} (?P<n-m>a) [[:alpha:] \ (?-) (?i-)
        (?i--s)
        (?# (?> (?' (?P (?Px a{1000}{1000} ((a{100}){100}){100} [\Q] \E [z-\x{e9}] \c \u0041 (?<n>) [^] [] [a \p
        \p{ \p{L \QE
        \k<n> \G \R \x{110000}
    """)
)
REPEAT = st.sampled_from(words("∅ ∅ ∅ ∅ * + ? *? +? ?? {2} {1,2} {0,} {,2} {2,1} {1}? {0}"))
FLAGS = st.sampled_from(["i", "s", "m", "U", "is", "i-s", "-i", "sm", "-s"])


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({})".format, inner),
        st.builds("(?:{})".format, inner),
        st.builds("(?P<{}>{})".format, st.sampled_from(["n", "name", "n2", "_x"]), inner),
        st.builds("(?<{}>{})".format, st.sampled_from(["m", "name2"]), inner),
        st.builds("(?{}:{})".format, FLAGS, inner),
        st.builds("(?{}){}".format, FLAGS, inner),
        st.builds("{}|{}".format, inner, inner),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.builds("({}){}".format, inner, REPEAT),
    )


PATTERN = st.recursive(st.builds("{}{}".format, ATOM, REPEAT), _groups, max_leaves=5)
BAD_PATTERN = st.builds("{}{}{}".format, st.one_of(st.just(""), PATTERN), BROKEN, st.one_of(st.just(""), PATTERN))
TEXT = st.one_of(
    st.text("abcAB1_ .-\né", max_size=8),
    st.sampled_from(words("∅ a.b aaa foo=bar 日本␣Ünï a⇥b⏎c x1y22z naïve␣café [a]b ααβ 😀a \x00a")),
)
REPLACEMENT = st.one_of(
    st.sampled_from(words("∅ x $0 $1 ${1} $1x ${1}x $$ $ $n ${name} ${n $2 $- \\1 ${} $é $01")),
    st.text("$1{}nx\\", max_size=5),
)
MUST = st.sampled_from(["regex", "mustRegex"])


def _expressions(pattern: st.SearchStrategy[str]) -> st.SearchStrategy[Expression]:
    def call(name: str, more: str = "") -> st.SearchStrategy[Expression]:
        text = st.builds(f"{{}}{name} $0 $1{more}".format, MUST).map(lambda t: t[0].lower() + t[1:])
        return st.builds(lambda t, p, s: Expression(t, (p, s)), text, pattern, TEXT)

    def replace(name: str) -> st.SearchStrategy[Expression]:
        text = st.builds(f"{{}}{name} $0 $1 $2".format, MUST)
        return st.builds(lambda t, p, s, r: Expression(t, (p, s, r)), text, pattern, TEXT, REPLACEMENT)

    limits = [call(name, f" {n}") for name in ("FindAll", "Split") for n in (-1, 0, 1, 2)]
    return st.one_of(
        call("Match"), call("Find"), *limits, replace("ReplaceAll"), replace("ReplaceAll"), replace("ReplaceAllLiteral")
    )


EXAMPLES = st.one_of(
    *[_expressions(PATTERN)] * 6,
    _expressions(BAD_PATTERN),
    st.builds(lambda s: Expression("regexQuoteMeta $0", (s,)), st.one_of(PATTERN, TEXT)),
)

KIND = Kind(EXAMPLES, lay_out_expressions, together=100)
