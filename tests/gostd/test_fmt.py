from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FunctionError
from pychart.gostd.fmt import format_value, go_syntax, sprint, sprintf, sprintln
from pychart.gostd.types import Int64, IntList, ListList, NilList, NilStringMap, StringList, StringMap, Struct, Uint8

# (format, arguments, what the reference gives)
SPRINTF = [
    ("%s", ("a",), "a"),
    ("plain", (), "plain"),
    (
        "%s-%s",
        (
            "a",
            "b",
        ),
        "a-b",
    ),
    ("%d", (3,), "3"),
    ("%d", (Int64(-7),), "-7"),
    (
        "%s %d %v",
        (
            "x",
            1,
            2,
        ),
        "x 1 2",
    ),
    ("%v", (1000000.0,), "1e+06"),
    ("%v", (999999.0,), "999999"),
    ("%v", (1234567.5,), "1.2345675e+06"),
    ("%v", (1e-05,), "1e-05"),
    ("%v", (0.0001,), "0.0001"),
    ("%v", (3.0,), "3"),
    ("%v", (-0.0,), "-0"),
    ("%v", (None,), "<nil>"),
    ("%v", (True,), "true"),
    ("%v", ([1, None, "a"],), "[1 <nil> a]"),
    ("%v", ({"b": 1, "a": [None]},), "map[a:[<nil>] b:1]"),
    ("%v", (b"hi\xff",), "[104 105 255]"),
    ("%s", (b"hi\xff",), "hi\udcff"),
    ("%x", (b"hi\xff",), "6869ff"),
    ("%q", (b"hi\xff",), '"hi\\xff"'),
    ("%d", (b"hi\xff",), "[104 105 255]"),
    ("%#v", (b"hi\xff",), "[]byte{0x68, 0x69, 0xff}"),
    (
        "%T %T %T %T %T",
        (
            1,
            "a",
            1.5,
            None,
            {},
        ),
        "int string float64 <nil> map[string]interface {}",
    ),
    (
        "%T %T %T",
        (
            [],
            b"hi\xff",
            StringList(["a"]),
        ),
        "[]interface {} []uint8 []string",
    ),
    ("%t", (True,), "true"),
    ("%t", ("x",), "%!t(string=x)"),
    (
        "%5t|%-7t|",
        (
            True,
            False,
        ),
        " true|false  |",
    ),
    ("%d", ("x",), "%!d(string=x)"),
    ("%s", (1,), "%!s(int=1)"),
    ("%s", (1.5,), "%!s(float64=1.5)"),
    ("%s", (True,), "%!s(bool=true)"),
    ("%d", (1.5,), "%!d(float64=1.5)"),
    ("%z", (1,), "%!z(int=1)"),
    ("%s", (None,), "%!s(<nil>)"),
    ("%d", (None,), "%!d(<nil>)"),
    ("%s", (), "%!s(MISSING)"),
    ("%d %d", (1,), "1 %!d(MISSING)"),
    ("a", (1,), "a%!(EXTRA int=1)"),
    (
        "a",
        (
            "x",
            None,
            2,
        ),
        "a%!(EXTRA string=x, <nil>, int=2)",
    ),
    ("%!", (), "%!!(MISSING)"),
    ("%", (), "%!(NOVERB)"),
    ("100%", (), "100%!(NOVERB)"),
    ("%%", (), "%"),
    ("%%%d", (1,), "%1"),
    ("%5", (1,), "%!(NOVERB)%!(EXTRA int=1)"),
    ("%-", (1,), "%!(NOVERB)%!(EXTRA int=1)"),
    (
        "%5d|%-5d|%05d|%+d|% d",
        (
            42,
            42,
            42,
            42,
            42,
        ),
        "   42|42   |00042|+42| 42",
    ),
    (
        "%5s|%-5s|%05s|%.2s|%5.1s|",
        (
            "ab",
            "ab",
            "ab",
            "abcd",
            "xyz",
        ),
        "   ab|ab   |000ab|ab|    x|",
    ),
    ("%3s|", ("日本",), " 日本|"),
    ("%.1s", ("日本",), "日"),
    ("%q", ('a"b\\\n\x00\xa0é',), '"a\\"b\\\\\\n\\x00\\u00a0é"'),
    ("%+q", ("é😀",), '"\\u00e9\\U0001f600"'),
    ("%#q", ("a`b",), '"a`b"'),
    ("%#q", ("ab",), "`ab`"),
    ("%q", (65,), "'A'"),
    ("%q", (128512,), "'😀'"),
    ("%+q", (128512,), "'\\U0001f600'"),
    (
        "%c%c",
        (
            65,
            26085,
        ),
        "A日",
    ),
    ("%c", (-1,), "�"),
    (
        "%U|%#U|%08U|%.6U",
        (
            128512,
            128512,
            65,
            65,
        ),
        "U+1F600|U+1F600 '😀'|  U+0041|U+000041",
    ),
    (
        "%x|%X|%#x|% x|%# x|%.2x",
        (
            "hello",
            "hello",
            "hello",
            "hello",
            "hello",
            "hello",
        ),
        "68656c6c6f|68656C6C6F|0x68656c6c6f|68 65 6c 6c 6f|0x68 0x65 0x6c 0x6c 0x6f|6865",
    ),
    (
        "%x|%X|%#x|%08x",
        (
            255,
            255,
            255,
            -255,
        ),
        "ff|FF|0xff|-00000ff",
    ),
    (
        "%b|%o|%O|%#o|%#b",
        (
            5,
            8,
            8,
            8,
            5,
        ),
        "101|10|0o10|010|0b101",
    ),
    ("%x", (-42,), "-2a"),
    (
        "%.5d|%8.3d|%-8.3d|%.0d|",
        (
            42,
            42,
            42,
            0,
        ),
        "00042|     042|042     ||",
    ),
    (
        "%f|%.2f|%8.3f|%-8.2f|%08.2f|%+.1f",
        (
            3.14159,
            3.14159,
            3.14159,
            3.14159,
            -3.14159,
            3.14159,
        ),
        "3.141590|3.14|   3.142|3.14    |-0003.14|+3.1",
    ),
    (
        "%e|%E|%.0e|%.3e",
        (
            123456.789,
            123456.789,
            5.5,
            0.00012,
        ),
        "1.234568e+05|1.234568E+05|6e+00|1.200e-04",
    ),
    (
        "%g|%G|%.3g|%.10g|%#g|%#.3g",
        (
            1e21,
            1e-07,
            123456.0,
            0.1,
            1.0,
            100.0,
        ),
        "1e+21|1E-07|1.23e+05|0.1|1.00000|100.",
    ),
    ("%F", (1.5,), "1.500000"),
    (
        "%.0f %.0f %.0f",
        (
            0.5,
            1.5,
            2.5,
        ),
        "0 2 2",
    ),
    (
        "%x|%X|%.3x|%b",
        (
            1.5,
            0.1,
            1.9999,
            1.0,
        ),
        "0x1.8p+00|0X1.999999999999AP-04|0x1.000p+01|4503599627370496p-52",
    ),
    ("%6.2f%%", (99.5,), " 99.50%"),
    (
        "%v %f %5.1f|%-6v|%06v|%+v|% v",
        (
            float("inf"),
            float("-inf"),
            float("inf"),
            float("nan"),
            float("inf"),
            float("inf"),
            float("nan"),
        ),
        "+Inf -Inf  +Inf|NaN   |  +Inf|+Inf| NaN",
    ),
    ("%.20f", (0.1,), "0.10000000000000000555"),
    ("%.2f", (1e20,), "100000000000000000000.00"),
    (
        "%*d|%-*d|",
        (
            5,
            42,
            5,
            42,
        ),
        "   42|42   |",
    ),
    (
        "%.*f",
        (
            2,
            3.14159,
        ),
        "3.14",
    ),
    (
        "%[2]d %[1]d",
        (
            1,
            2,
        ),
        "2 1",
    ),
    (
        "%[3]*.[2]*[1]f",
        (
            12.0,
            2,
            6,
        ),
        " 12.00",
    ),
    (
        "%[2]*[1]d",
        (
            2,
            3,
        ),
        "  2",
    ),
    ("%[5]d", (1,), "%!d(BADINDEX)"),
    ("%[0]d", (1,), "%!d(BADINDEX)"),
    ("%[x]d", (1,), "%!d(BADINDEX)"),
    (
        "%[1]d %d %d",
        (
            1,
            2,
        ),
        "1 2 %!d(MISSING)",
    ),
    (
        "%[1]s",
        (
            1,
            "unused",
        ),
        "%!s(int=1)",
    ),
    (
        "%*d",
        (
            "x",
            1,
        ),
        "%!(BADWIDTH)1",
    ),
    (
        "%.*d",
        (
            -1,
            5,
        ),
        "%!(BADPREC)5",
    ),
    (
        "%*d",
        (
            -5,
            42,
        ),
        "42   ",
    ),
    (
        "%.[2]d",
        (
            1,
            2,
        ),
        "2",
    ),
    ("%[1", (1,), "%!(NOVERB)"),
    ("%[]d", (1,), "%!d(BADINDEX)"),
    (
        "%*d",
        (
            10000000,
            1,
        ),
        "%!(BADWIDTH)1",
    ),
    ("%v", (1j,), "(0+1i)"),
    ("%.1f", (1j,), "(0.0+1.0i)"),
    ("%d", ([1, "a", 2.5],), "[1 %!d(string=a) %!d(float64=2.5)]"),
    ("%5v", ([1, 2],), "[    1     2]"),
    ("%q", (["a", "b"],), '["a" "b"]'),
    ("%x", (["a", "bc"],), "[61 6263]"),
    ("%s", ({"a": 1},), "map[a:%!s(int=1)]"),
    ("%s", (StringList(["x", "y"]),), "[x y]"),
    ("%v", (StringMap({"_0": "x", "_1": "y"}),), "map[_0:x _1:y]"),
    ("%d", (IntList([0, 1, 2]),), "[0 1 2]"),
    ("%03d", (IntList([0, 1, 2]),), "[000 001 002]"),
    ("%#v", ("a\n",), '"a\\n"'),
    ("%#v", (1,), "1"),
    ("%#v", (1.0,), "1"),
    ("%#v", (1000000.0,), "1e+06"),
    ("%#v", (None,), "<nil>"),
    ("%#v", (Uint8(97),), "0x61"),
    ("%#v", ([1, "a", None, 1.5, True],), '[]interface {}{1, "a", interface {}(nil), 1.5, true}'),
    (
        "%#v",
        ({"b": {"c": None}, "a": []},),
        'map[string]interface {}{"a":[]interface {}{}, "b":map[string]interface {}{"c":interface {}(nil)}}',
    ),
    ("%#v", (StringList(["x"]),), '[]string{"x"}'),
    ("%#v", (StringMap({"_0": "x"}),), 'map[string]string{"_0":"x"}'),
    ("%#v", (ListList([[1, 2], [3]]),), "[][]interface {}{[]interface {}{1, 2}, []interface {}{3}}"),
    ("%+v", ({"a": 1},), "map[a:1]"),
    ("%w", ("x",), "%!w(string=x)"),
    ("%w", ([1],), "%!w([]interface {}=[1])"),
    ("%s\udcff", ("\udcc3",), "\udcc3\udcff"),
    (
        "%s%s",
        (
            "\udcc3",
            "\udca9",
        ),
        "é",
    ),
    (
        "%v %v",
        (
            Uint8(97),
            Int64(5),
        ),
        "97 5",
    ),
    ("%6.2v", (3.14159,), "   3.1"),
    ("%é", ("x",), "%!é(string=x)"),
    ("%s %[1]T", ("x",), "x string"),
]

# (arguments, print, println)
PRINTED = [
    ((), "", "\n"),
    (("a",), "a", "a\n"),
    (
        (
            "a",
            "b",
        ),
        "ab",
        "a b\n",
    ),
    (
        (
            1,
            2,
        ),
        "1 2",
        "1 2\n",
    ),
    (
        (
            "a",
            1,
        ),
        "a1",
        "a 1\n",
    ),
    (
        (
            1,
            "a",
            2,
            3,
        ),
        "1a2 3",
        "1 a 2 3\n",
    ),
    (
        (
            None,
            None,
        ),
        "<nil> <nil>",
        "<nil> <nil>\n",
    ),
    (
        (
            1.5,
            True,
            "x",
            [1],
            {"a": 1},
        ),
        "1.5 truex[1] map[a:1]",
        "1.5 true x [1] map[a:1]\n",
    ),
    (
        (
            "",
            1,
        ),
        "1",
        " 1\n",
    ),
    (
        (
            [],
            [],
        ),
        "[] []",
        "[] []\n",
    ),
    (
        (
            1000000.0,
            "x",
            1e20,
        ),
        "1e+06x1e+20",
        "1e+06 x 1e+20\n",
    ),
]


class Point(Struct):
    go_type = "geo.Point"
    go_fields = ("X", "Y")
    go_layout = (("X", "X"), ("label", "label"), ("Y", "Y"))

    def __init__(self, x: Any, y: Any) -> None:
        self.X = x
        self.Y = y
        self.label = "p"


class Place(Point):
    go_type = "*geo.Place"
    go_kind = "ptr"

    def go_string(self) -> str:
        return f"place {self.X}"


class Quiet(Place):
    go_type = "geo.Quiet"
    go_kind = "struct"
    go_string_on_pointer = True


class Span(Int64):
    __slots__ = ()
    go_type = "time.Span"

    def go_string(self) -> str:
        return f"{int(self)}s"


@pytest.mark.parametrize(("format_", "arguments", "expected"), SPRINTF)
def test_sprintf_gives_what_the_reference_gives(format_: str, arguments: tuple[Any, ...], expected: str) -> None:
    assert sprintf(format_, *arguments) == expected


@pytest.mark.parametrize(("arguments", "printed", "line"), PRINTED)
def test_print_and_println_separate_as_the_reference_does(arguments: tuple[Any, ...], printed: str, line: str) -> None:
    assert sprint(*arguments) == printed
    assert sprintln(*arguments) == line


@pytest.mark.parametrize(
    ("format_", "value", "expected"),
    [
        ("%v", Point(1, None), "{1 p <nil>}"),
        ("%+v", Point(1, "a"), "{X:1 label:p Y:a}"),
        ("%#v", Point(1, None), 'geo.Point{X:1, label:"p", Y:interface {}(nil)}'),
        ("%d", Point(1, "a"), "{1 %!d(string=p) %!d(string=a)}"),
        ("%v", Place(1, 2), "place 1"),
        ("%6.3s|", Place(1, 2), "   pla|"),
        ("%q", [Place(1, 2)], '["place 1"]'),
        ("%d", Place(1, 2), "&{1 %!d(string=p) 2}"),
        ("%#v", Place(1, 2), '&geo.Place{X:1, label:"p", Y:2}'),
        ("%t", Place(1, 2), "&{%!t(int=1) %!t(string=p) %!t(int=2)}"),
        ("%v", Quiet(1, 2), "{1 p 2}"),
        ("%v %d %T", Span(5), "5s %!d(MISSING) %!T(MISSING)"),
        ("%d", Span(5), "5"),
        ("%f", Span(5), "%!f(time.Span=5)"),
        ("%v", {"a": Span(5)}, "map[a:5s]"),
        ("%#v", NilList(), "[]interface {}(nil)"),
        ("%#v", NilStringMap(), "map[string]string(nil)"),
        ("%v", NilList(), "[]"),
        ("%v", [b"hi"], "[[104 105]]"),
        ("%#v", [b"h"], "[]interface {}{[]uint8{0x68}}"),
    ],
)
def test_sprintf_prints_structs_and_values_with_methods(format_: str, value: Any, expected: str) -> None:
    assert sprintf(format_, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ""),
        (None, "<nil>"),
        (True, "true"),
        (7, "7"),
        (1e6, "1e+06"),
        ({"b": 1, "a": [None]}, "map[a:[<nil>] b:1]"),
    ],
)
def test_format_value_is_the_v_verb(value: Any, expected: str) -> None:
    assert format_value(value) == expected == sprintf("%v", value)


def test_maps_print_in_the_order_of_their_bytes() -> None:
    assert (
        format_value({"\U0001f600": 1, "\ue000": 2, "\udcff": 3, "Z": 4}) == "map[Z:4 \ue000:2 \U0001f600:1 \udcff:3]"
    )


def test_go_syntax_is_the_sharp_v_verb() -> None:
    assert go_syntax({"a": [1, None]}) == 'map[string]interface {}{"a":[]interface {}{1, interface {}(nil)}}'


def test_pointers_differ_but_look_like_addresses() -> None:
    assert sprintf("%p", {}).startswith("0xc")
    assert sprintf("%p", "x") == "%!p(string=x)"


def test_joined_bytes_become_characters_again() -> None:
    assert sprint("\udcc3", "\udca9") == "é"


def test_a_format_stays_right_when_used_with_other_types() -> None:
    assert [sprintf("%s=%d", "a", 1), sprintf("%s=%d", 1, "a"), sprintf("%s=%d", "b", 2)] == [
        "a=1",
        "%!s(int=1)=%!d(string=a)",
        "b=2",
    ]


def test_a_value_that_holds_itself_is_an_error() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(FunctionError, match="nested too deeply"):
        sprint(value)
    with pytest.raises(FunctionError, match="nested too deeply"):
        sprintf("%d", value)
