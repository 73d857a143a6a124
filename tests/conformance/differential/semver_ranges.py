"""Version ranges against versions, and versions by themselves; broken ones too."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.conformance.differential.packing import Expression, lay_out_expressions
from tests.conformance.differential.search import Kind
from tests.conformance.differential.words import words

NUMBER = st.sampled_from(words("0 1 2 3 10 12 01 00 x X * ∅ -1 18446744073709551616"))
PLAIN_NUMBER = st.sampled_from(words("0 1 2 3 10 12"))
IDENTIFIER = st.sampled_from(words("0 1 10 01 alpha beta rc1 rc.1 a-b - x A é a_b ∅"))
OPERATOR = st.sampled_from(words("∅ ∅ = != > < >= <= => =< ~ ~> ^ == ! >< v"))
SPACE = st.sampled_from(words("∅ ∅ ∅ ␣ ␣␣ ⇥"))
COMMA = st.sampled_from(words(", ,␣ ␣ ␣,␣ ,, ␣␣"))


@st.composite
def versions(draw: st.DrawFn, number: st.SearchStrategy[str] = NUMBER) -> str:
    parts = draw(st.lists(number, min_size=1, max_size=4).filter(lambda ns: len(ns) < 4 or ns[0] == "1"))
    pre = draw(st.one_of(st.just([]), st.lists(IDENTIFIER, min_size=1, max_size=3)))
    build = draw(st.one_of(st.just([]), st.just([]), st.lists(IDENTIFIER, min_size=1, max_size=2)))
    prefix = draw(st.sampled_from(["", "", "", "v", "V", "vv"]))
    return prefix + ".".join(parts) + ("-" + ".".join(pre) if pre else "") + ("+" + ".".join(build) if build else "")


SOUND_VERSION = st.one_of(
    versions(PLAIN_NUMBER), st.builds("{}.{}.{}".format, PLAIN_NUMBER, PLAIN_NUMBER, PLAIN_NUMBER)
)
VERSION = st.one_of(SOUND_VERSION, SOUND_VERSION, versions(), st.text("01.-+xv ~^", max_size=6))


@st.composite
def comparisons(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 7)) == 0:
        return draw(VERSION) + draw(st.sampled_from([" - ", " -", "- ", "-", "  -  "])) + draw(VERSION)
    return draw(SPACE) + draw(OPERATOR) + draw(SPACE) + draw(VERSION) + draw(SPACE)


RANGE = st.lists(
    st.builds("".join, st.lists(st.one_of(comparisons(), COMMA), min_size=1, max_size=5)), min_size=1, max_size=3
).map("||".join)

EXAMPLES = st.one_of(
    st.builds(lambda r, v: Expression("semverCompare $0 $1", (r, v)), st.one_of(comparisons(), RANGE), SOUND_VERSION),
    st.builds(lambda r, v: Expression("semverCompare $0 $1", (r, v)), comparisons(), VERSION),
    st.builds(lambda v: Expression("semver $0", (v,)), VERSION),
    st.builds(lambda v: Expression("(semver $0).Prerelease", (v,)), SOUND_VERSION),
    st.builds(lambda v, w: Expression("(semver $0).Compare (semver $1)", (v, w)), SOUND_VERSION, SOUND_VERSION),
)

KIND = Kind(EXAMPLES, lay_out_expressions, together=100)
