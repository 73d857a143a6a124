"""Hostile documents: every limit is told in Helm's words, in bounded time."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from pychart.errors import YamlError
from pychart.yamlio import dump, dump_pretty, load, load_map, read_head

TOO_DEEP = "error converting YAML to JSON: yaml: exceeded max depth of 10000"
TOO_MANY = "error converting YAML to JSON: yaml: document contains excessive aliasing"


def lists_of_lists(levels: int, width: int) -> str:
    lists = [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(["a0: &a0 [x]", *lists])


def merges_of_merges(levels: int, width: int) -> str:
    maps = [f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * width)}], k{n}: 1}}" for n in range(1, levels)]
    return "\n".join(["a0: &a0 {x: 1}", *maps])


def nested(count: int, inner: int) -> str:
    """An anchored list, a list of aliases to it, a list of aliases to that."""
    return f"x: &x [{','.join(['y'] * inner)}]\na: &a [{','.join(['*x'] * count)}]\nb: [{','.join(['*a'] * count)}]"


def depth_of(value: Any) -> int:
    depth = 0
    while isinstance(value, (dict, list)) and value:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
        depth += 1
    return depth


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 100_000, TOO_DEEP),
        ("k: " + "{a: " * 20_000, TOO_DEEP),
        ("- " * 10_001 + "x", TOO_DEEP),
        ("k:\n" + "- " * 10_001 + "x", TOO_DEEP.replace("yaml: e", "yaml: line 2: e")),
        ("k:\n" + "- " * 10_000 + "x", "error converting YAML to JSON: exceeded max depth"),
        (
            "k: " + "[" * 10_000 + "]" * 10_000,
            "error unmarshaling JSON: while decoding JSON: exceeded max depth",
        ),
        (lists_of_lists(6, 10), TOO_MANY),
        (lists_of_lists(10, 10), TOO_MANY),
        (merges_of_merges(4, 10), TOO_MANY),
        (merges_of_merges(8, 10), TOO_MANY),
        (nested(20, 20), TOO_MANY),
        (f"a: &a {'x' * 2**20}\nb: [{','.join(['*a'] * 200)}]", TOO_MANY),
    ],
    ids=lambda value: str(value)[:20],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(YamlError) as caught:
        load(text)
    assert str(caught.value) == message


def test_the_deepest_documents_that_helm_reads() -> None:
    assert depth_of(load("- " * 10_000 + "x")) == 10_000
    assert depth_of(load("k: " + "[" * 9_999 + "]" * 9_999)) == 9_999


def test_tag_directives_beyond_number() -> None:
    text = "".join(f"%TAG !a{n}! tag:x,\n" for n in range(10_001)) + "---\na: |\n  %TAG\n"
    with pytest.raises(YamlError, match="more than 10000 tag directives"):
        load(text)
    assert load(text.partition("\n")[2]) == {"a": "%TAG\n"}


def test_only_what_is_anchored_is_kept() -> None:
    """The rest of a document, however long, is not remembered for aliases that cannot name it."""
    text = "- &a x\n" + "- {b: 1}\n" * 20_000
    tracemalloc.start()
    value = load(text)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(value) == 20_001
    assert peak < 1.2 * held


def test_the_largest_share_of_aliases_that_helm_reads() -> None:
    assert len(load(nested(17, 17))["b"]) == 17
    assert len(load("a: &a x\nb: [" + ",".join(["*a"] * 3000) + "]")["b"]) == 3000


def test_every_alias_is_a_copy() -> None:
    values = load("a: &x {b: [1]}\nc: *x\nd: {<<: *x}")
    values["a"]["b"].append(2.0)
    assert values == {"a": {"b": [1.0, 2.0]}, "c": {"b": [1.0]}, "d": {"b": [1.0]}}


@pytest.mark.parametrize("digits", ["9" * 5000, "0" + "7" * 5000, "0x" + "f" * 5000, "0b" + "1" * 5000])
def test_numbers_of_thousands_of_digits(digits: str) -> None:
    assert load(f"a: {digits}") == {"a": digits}
    assert read_head(f"kind: {digits}")[1] == digits


@pytest.mark.parametrize("write", [dump, dump_pretty])
def test_values_too_deep_to_write(write: Any) -> None:
    value: Any = "x"
    for _ in range(9_990):
        value = [value]
    assert write(value) == "- " * 9_990 + "x"
    for _ in range(20):
        value = {"k": value}
    with pytest.raises(YamlError, match="exceeded max depth of 10000"):
        write(value)


def test_a_value_that_holds_itself() -> None:
    value: dict[str, Any] = {}
    value["self"] = value
    with pytest.raises(YamlError, match="exceeded max depth of 10000"):
        dump(value)


def test_keys_longer_than_yaml_reads_before_a_colon() -> None:
    assert load_map("k" * 1023 + ": v") == {"k" * 1023: "v"}
    with pytest.raises(YamlError, match="mapping values are not allowed in this context"):
        load_map("k" * 1030 + ": v")
    with pytest.raises(YamlError):
        dump({"k" * 1030: "v"})
