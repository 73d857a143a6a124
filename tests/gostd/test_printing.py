from __future__ import annotations

from pychart.gostd.directives import Flags
from pychart.gostd.printing import PLAIN, bad_verb, pad, print_argument


def test_pad_fills_on_either_side() -> None:
    flags = Flags()
    flags.width = 4
    assert pad("ab", flags) == "  ab"
    flags.zero = True
    assert pad("ab", flags) == "00ab"
    assert pad("ab", flags, zeros=False) == "  ab"
    flags.minus = True
    assert pad("ab", flags) == "ab  "
    assert pad("abcdef", flags) == "abcdef"


def test_bad_verb_leaves_the_flags_as_they_were() -> None:
    assert bad_verb("x", "d", PLAIN) == "%!d(string=x)"
    assert not PLAIN.plain


def test_nil_has_a_type_and_a_value_but_no_other_form() -> None:
    assert print_argument(None, "T", PLAIN) == print_argument(None, "v", PLAIN) == "<nil>"
    assert print_argument(None, "s", PLAIN) == "%!s(<nil>)"
