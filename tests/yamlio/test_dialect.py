"""Texts that goyaml.v2 reads otherwise than libyaml; every expectation was recorded from the reference."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import YamlError
from pychart.yamlio import load

READ: dict[str, Any] = {
    "[a:]": ["a:"],
    "{a:}": {"a:": None},
    "[a:, b]": ["a:", "b"],
    "[{x:}]": [{"x:": None}],
    '[\'b\':[1], "c":[], {"a":[1]}, x:, y:]': [{"b": [1.0]}, {"c": []}, {"a": [1.0]}, "x:", "y:"],
    '["\\\'"]': ["'"],
    '"x\\\\/y"': "x\\/y",
    "{?x: 1}": {"x": 1.0},
    'a: b?\nc: ["d?"]': {"a": "b?", "c": ["d?"]},
    "\ue000: [a:]": {"\ue000": ["a:"]},
    '["\\x5e;$", "\\uE000", a:]': ["^;$", "\ue000", "a:"],
    "^: [a:, ;]": {"^": ["a:", ";"]},
    "a: 1\n---\n\ufeffb: 2": {"a": 1.0},
    "a: 1\n\ufeffb: [c:]\n": {"a": 1.0, "\ufeffb": ["c:"]},
    "---\n\ufeffa: ^\n": {"\ufeffa": "^"},
    "a: |\n  b\n\ufeffc: 1": {"a": "b\n", "\ufeffc": 1.0},
    f"[{'!a, b,' * 300}]": ["b"] * 300,
    "[!!str a, !!int 1]": ["a", 1.0],
    "a: {NULL: x}\na: 1": {"a": 1.0},
    "a: {b: .inf}\na: 1": {"a": 1.0},
}

REFUSED = {
    "[x?y]": "did not find expected ',' or ']'",
    "{u: http://x?y=1}": "did not find expected ',' or '}'",
    "a:\n b:\n  [\n x: y?]": "line 3: did not find expected ',' or ']'",
    "a:\n b:\n  [\n &a {x: y?}]": "line 3: did not find expected ',' or '}'",
    "[x:{}]": "did not find expected ',' or ']'",
    '"x\\/y"': "found unknown escape character",
    'b: 1\na:\n  - "x\\/y"\n  - !!binary a-b\n': "line 3: found unknown escape character",
    "- \"0.1\\/'\n\n": "found unknown escape character",
    '["\\q"]': "found unknown escape character",
    "- a\n&- '{a'\n# end": "line 4: could not find expected ':'",
}


@pytest.mark.parametrize("text", READ)
def test_reads_as_goyaml(text: str) -> None:
    assert load(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_as_goyaml(text: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    assert str(caught.value) == f"error converting YAML to JSON: yaml: {REFUSED[text]}"


def test_many_places_are_mended_at_once() -> None:
    keys = "".join(f"k{n}: 1\n" for n in range(60_000))
    assert load(f"{keys}z: [{'a:,' * 100}]")["z"] == ["a:"] * 100
    assert load("[" + "a:," * 5_000 + "]") == ["a:"] * 5_000
    assert load('["' + "\\'" * 5_000 + '"]') == ["'" * 5_000]
