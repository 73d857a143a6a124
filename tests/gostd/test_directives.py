from __future__ import annotations

from pychart.gostd.directives import parse_format


def test_text_verbs_and_flags() -> None:
    first, percent, last = parse_format("a%+-08.3fb%%c")
    assert (first.text, first.verb, first.flags.width, first.flags.precision) == ("a", "f", 8, 3)
    assert first.flags.plus
    assert first.flags.minus
    assert first.flags.zero
    assert not first.flags.sharp
    assert (percent.text, percent.verb) == ("b", "%")
    assert (last.text, last.verb, last.ended) == ("c", "", False)


def test_indexes_and_stars_stay_as_steps_in_order() -> None:
    (directive,) = parse_format("%[3]*.[2]*[1]f")
    assert directive.steps == [("index", 2), ("width", 0), ("index", 1), ("precision", 0), ("index", 0)]
    assert not directive.bad


def test_faults() -> None:
    assert parse_format("%[2]3d")[0].bad
    assert parse_format("%[x]d")[0].steps == [("index", -1)]
    assert parse_format("5%")[0].ended
    assert parse_format("%12345678901d")[0].ended


def test_v_turns_plus_and_sharp_into_forms_of_their_own() -> None:
    flags = parse_format("%+#v")[0].flags
    assert (flags.plus, flags.sharp, flags.plus_v, flags.sharp_v) == (False, False, True, True)
