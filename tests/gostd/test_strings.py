from __future__ import annotations

import pytest

from pychart.gostd import strings

# (text, upper, lower, title) from the reference
CASES = [
    ("", "", "", ""),
    ("abc", "ABC", "abc", "Abc"),
    ("É ß ŉ ǆ", "É ß ŉ Ǆ", "é ß ŉ ǆ", "É ß ŉ ǅ"),
    ("ǅ İ ı ſ", "Ǆ İ I S", "ǆ i ı ſ", "ǅ İ I S"),
    ("ᾳ ﬁ Σς", "ᾼ ﬁ ΣΣ", "ᾳ ﬁ σς", "ᾼ ﬁ Σς"),
    ("o'neil foo-bar x_y 1a", "O'NEIL FOO-BAR X_Y 1A", "o'neil foo-bar x_y 1a", "O'Neil Foo-Bar X_y 1a"),
    ("\u1c8a\ua7dc\U00010d50", "\u1c89\ua7dc\U00010d50", "\u1c8aƛ\U00010d70", "\u1c89\ua7dc\U00010d50"),
    ("a\udcffb", "A�B", "a�b", "A�b"),
    ("日本 é\xa0à\u2003ü.é", "日本 É\xa0À\u2003Ü.É", "日本 é\xa0à\u2003ü.é", "日本 É\xa0À\u2003Ü.É"),
    ("ÀÉ", "ÀÉ", "àé", "ÀÉ"),
]


@pytest.mark.parametrize(("text", "upper", "lower", "title"), CASES)
def test_case_is_changed_rune_by_rune(text: str, upper: str, lower: str, title: str) -> None:
    assert strings.to_upper(text) == upper
    assert strings.to_lower(text) == lower
    assert strings.title(text) == title


def test_trim_space_takes_unicode_space_only() -> None:
    assert strings.trim_space("\u2003\x85\xa0 a b\t\u3000\n") == "a b"
    assert strings.trim_space("\x1ca\u200b") == "\x1ca\u200b"


def test_fields() -> None:
    assert strings.fields(" a\u2003b\r\n\tc\x1cd ") == ["a", "b", "c\x1cd"]
    assert strings.fields(" \t") == []


@pytest.mark.parametrize(
    ("text", "length"), [("", 0), ("abc", 3), ("é", 2), ("日本", 6), ("\U0001f600", 4), ("a\udcff", 2), ("\ud800", 3)]
)
def test_byte_length(text: str, length: int) -> None:
    assert strings.byte_length(text) == length


def test_byte_slice_may_cut_characters() -> None:
    assert strings.byte_slice("aé", 0, 2) == "a\udcc3"
    assert strings.byte_slice("aé", 2) == "\udca9"
    assert strings.byte_slice("abc", 1, 2) == "b"


def test_normalise_joins_what_was_cut() -> None:
    assert strings.normalise("a\udcc3" + "\udca9") == "aé"
    assert strings.normalise("\udcc3a") == "\udcc3a"
    assert strings.normalise("é") == "é"


def test_encode_and_decode_keep_any_bytes() -> None:
    data = b"a\xff\xc3\xa9\xed\xa0\x80"
    assert strings.encode(strings.decode(data)) == data
    assert strings.encode("\ud800a") == b"\xef\xbf\xbda"
    assert strings.encode("\ud800\udcff") == b"\xef\xbf\xbd\xff"


def test_sorted_keys_follow_the_bytes() -> None:
    keys = ["\U0001f600", "\ue000", "\udcff", "é", "b", "a", "B", ""]
    assert strings.sorted_keys(dict.fromkeys(keys)) == ["", "B", "a", "b", "é", "\ue000", "\U0001f600", "\udcff"]
    assert strings.sort_key("é") == b"\xc3\xa9"


@pytest.mark.parametrize(
    ("rune", "printable", "space", "letter", "digit", "upper", "lower"),
    [
        ("a", True, False, True, False, False, True),
        ("A", True, False, True, False, True, False),
        ("1", True, False, False, True, False, False),
        (" ", True, True, False, False, False, False),
        ("\x85", False, True, False, False, False, False),
        ("\x1c", False, False, False, False, False, False),
        ("\u00a0", False, True, False, False, False, False),
        ("\u200b", False, False, False, False, False, False),
        ("\u00ad", False, False, False, False, False, False),
        ("é", True, False, True, False, False, True),
        ("É", True, False, True, False, True, False),
        ("ǅ", True, False, True, False, False, False),
        ("Ⓐ", True, False, False, False, False, False),
        ("\u0663", True, False, False, True, False, False),
        ("²", True, False, False, False, False, False),
        ("\udcff", False, False, False, False, False, False),
        ("\U0001cc00", True, False, False, False, False, False),
    ],
)
def test_kinds_of_characters(
    rune: str, printable: bool, space: bool, letter: bool, digit: bool, upper: bool, lower: bool
) -> None:
    assert strings.is_print(rune) is printable
    assert strings.is_space(rune) is space
    assert strings.is_letter(rune) is letter
    assert strings.is_digit(rune) is digit
    assert strings.is_upper(rune) is upper
    assert strings.is_lower(rune) is lower
