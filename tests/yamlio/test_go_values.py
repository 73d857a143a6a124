"""Go values beyond JSON's: typed lists and maps, structs, bytes, times, strings that are no text; from Helm."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from pychart.errors import YamlError
from pychart.gostd.duration import Duration
from pychart.gostd.types import Int64, IntList, NilList, NilStringMap, StringList, StringMap, Struct, Uint64
from pychart.yamlio import dump, dump_pretty

BYTE = "\udcff"
NO_TEXT = "\udcff\udcfe"


class Version(Struct):
    go_type: ClassVar[str] = "common.KubeVersion"
    go_fields: ClassVar[tuple[str, ...]] = ("Version", "Major", "Minor")

    def __init__(self) -> None:
        self.Version, self.Major, self.Minor = "v1.37.0", "1", "37"


class Text(Struct):
    def json_value(self) -> Any:
        return "1.2.3-a+b"


@pytest.mark.parametrize(
    ("value", "plain", "pretty"),
    [
        (Int64(5), "5", "5"),
        (Uint64(2**64 - 1), "18446744073709551615", "18446744073709551615"),
        ({"a": IntList([0, 1])}, "a:\n- 0\n- 1", "a:\n  - 0\n  - 1"),
        (StringList(["y", "a b"]), '- "y"\n- a b', '- "y"\n- a b'),
        (StringMap(b="1", a=" x"), "a: ' x'\nb: \"1\"", "a: ' x'\nb: \"1\""),
        ({"a": StringMap()}, "a: {}", "a: {}"),
        (NilStringMap(), "null", "{}"),
        ({"a": NilList(), "b": NilStringMap()}, "a: null\nb: null", "a: []\nb: {}"),
        (b"\xff\x00a", "/wBh", "- 255\n- 0\n- 97"),
        ({"k": b"ab"}, "k: YWI=", "k:\n  - 97\n  - 98"),
        (Version(), 'Major: "1"\nMinor: "37"\nVersion: v1.37.0', 'version: v1.37.0\nmajor: "1"\nminor: "37"'),
        ([Version()], '- Major: "1"\n  Minor: "37"\n  Version: v1.37.0',
         '- version: v1.37.0\n  major: "1"\n  minor: "37"'),
        (Text(), "1.2.3-a+b", "1.2.3-a+b"),
        ({"v": Text()}, "v: 1.2.3-a+b", "v: 1.2.3-a+b"),
        (Duration(3_600_000_000_000), "3600000000000", "1h0m0s"),
        ({"a": NO_TEXT, BYTE: 1.0}, "\ufffd: 1\na: \ufffd\ufffd", "!!binary /w==: 1\na: !!binary //4="),
        (f"a{BYTE}b", "a\ufffdb", "!!binary Yf9i"),
        ([BYTE * 52], f"- {chr(0xFFFD) * 52}",
         "- !!binary |\n  " + "/" * 69 + "w\n  =="),
        ({BYTE * 70: 1.0}, "? " + "\ufffd" * 70 + "\n: 1",
         "? !!binary |\n  " + "/" * 70 + "\n  " + "/" * 23 + "w==\n: 1"),
    ],
)  # fmt: skip
def test_go_values(value: Any, plain: str, pretty: str) -> None:
    assert dump(value) == plain
    assert dump_pretty(value) == pretty


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"a": float("nan")}, "error marshaling into JSON: json: unsupported value: NaN"),
        ([float("inf")], "error marshaling into JSON: json: unsupported value: +Inf"),
        (-float("inf"), "error marshaling into JSON: json: unsupported value: -Inf"),
        (1j, "error marshaling into JSON: json: unsupported type: complex128"),
        ({"a": "x\x7f"}, "yaml: control characters are not allowed"),
        ({"\x80": "x"}, "yaml: control characters are not allowed"),
        (["\ufffe"], "yaml: control characters are not allowed"),
        ({"a\x85": 1.0}, "yaml: did not find expected ',' or '}'"),
    ],
)
def test_what_to_yaml_cannot_write(value: Any, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        dump(value)
    assert str(caught.value) == message


def test_to_yaml_pretty_writes_what_json_cannot() -> None:
    assert dump_pretty([float("nan"), float("inf"), -float("inf")]) == "- .nan\n- .inf\n- -.inf"
    with pytest.raises(YamlError, match="cannot marshal type: complex128"):
        dump_pretty([1j])


def test_what_pretty_remembers_does_not_leak_into_to_yaml() -> None:
    assert dump_pretty(["q\x85r"]) == '- "q\\Nr"'
    assert dump(["q\x85r"]) == "- q r"
