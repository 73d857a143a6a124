"""What a head's memory gives for a document is what reading the document gives."""

from __future__ import annotations

import random

import pytest

from pychart.errors import YamlError
from pychart.manifests import known_heads
from pychart.manifests.known_heads import KnownHeads, is_mere_text, is_mere_word
from pychart.yamlio.head import Head, read_head

DOCUMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME-web
  labels:
    release: "NAME"
  annotations:
    of: NAME
    NAME/on: 'a NAME'
spec:
  args: [--of=NAME, "x"]
  text: |
    NAME \\ {job!="NAME-web"}
"""


class Counter:
    """Reads heads and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def read(self, document: str) -> Head:
        self.count += 1
        return read_head(document)


def read_either(document: str, memory: KnownHeads, name: str) -> Head | str:
    try:
        return memory.reader_for(name, read_head)(document)
    except YamlError as error:
        return str(error)


def test_documents_that_differ_in_the_name_are_read_once() -> None:
    memory, counter = KnownHeads(), Counter()
    document = DOCUMENT.replace("\\", "")
    for name in ("r1", "other-release", "web-prod"):
        head = memory.reader_for(name, counter.read)(document.replace("NAME", name))
        assert head == read_head(document.replace("NAME", name))
        assert head[3] is not None
        assert head[3][f"{name}/on"] == f"a {name}"
    assert counter.count == 1


def test_what_a_reader_gives_may_be_changed() -> None:
    memory = KnownHeads()
    read = memory.reader_for("r1", read_head)
    for _ in range(3):
        annotations = read(DOCUMENT.replace("NAME", "r1"))[3]
        assert annotations is not None
        assert annotations.pop("of") == "r1"
        annotations["new"] = "x"


@pytest.mark.parametrize("name", ["r1", "web-prod", "kps", "a0s", "x" * 30 + "h"])
def test_names_that_are_mere_words(name: str) -> None:
    assert is_mere_word(name)


@pytest.mark.parametrize(
    "name", ["e", "0", "1e5", "null", "ull", "on", "ind", "name", "a.b", "-r1", "r1-", "R1", "0x1f", "r1" * 31, "tz"]
)
def test_names_that_may_mean_something(name: str) -> None:
    assert not is_mere_word(name)


@pytest.mark.parametrize(
    "text",
    [
        "a: &\0 b",
        "a: *\0",
        "a: !\0 b",
        "a: [!\0 b]",
        'a: "\\\0"',
        'a: "\\x\0"',
        "%TAG ! \0\n---\na: b",
        "a: b\n%TAG \0",
        'a: !!binary "\0"',
        "a: !<tag:yaml.org,2002:binary> \0",
        "a" * 900 + "\0: b",
    ],
)
def test_where_a_name_is_more_than_text(text: str) -> None:
    assert not is_mere_text(text)


@pytest.mark.parametrize("text", ["a: \0", 'a: {b!="\0"}', "a: !t\n  \0-b", "a: x\0y\0"])
def test_where_a_name_is_text(text: str) -> None:
    assert is_mere_text(text)


def test_a_name_that_an_escape_gives_is_not_replaced() -> None:
    memory = KnownHeads()
    document = 'apiVersion: v1\nkind: A\nmetadata:\n  name: "\\x72\\x31"\n  labels: {a: NAME}\n'
    for name in ("r1", "r2", "r1"):
        assert memory.reader_for(name, read_head)(document.replace("NAME", name))[2] == "r1"


@pytest.mark.parametrize("text", ['"a\\0b"', '"a\\0b NAME"'])
def test_a_zero_byte_in_a_text_stays(text: str) -> None:
    memory = KnownHeads()
    document = f"apiVersion: v1\nkind: A\nmetadata:\n  name: x\n  annotations:\n    a: {text}\n"
    for name in ("r1", "r2"):
        annotations = memory.reader_for(name, read_head)(document.replace("NAME", name))[3]
        assert annotations == {"a": text[1:-1].replace("\\0", "\0").replace("NAME", name)}


def test_a_document_with_a_zero_byte_is_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = KnownHeads()
    memory.reader_for("r1", read_head)("kind: r1\n")
    with pytest.raises(YamlError):
        memory.reader_for("r2", read_head)("kind: \0\n")


def test_the_memory_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_heads, "_MAX_DOCUMENTS", 10)
    monkeypatch.setattr(known_heads, "_MAX_CHARACTERS", 1000)
    memory = KnownHeads()
    read = memory.reader_for("r1", read_head)
    for number in range(50):
        assert read(f"kind: k{number}\n")[1] == f"k{number}"
        assert len(memory._heads) <= 10
    for number in range(50):
        read(f"kind: k{number}\na: {'x' * 400}\n")
        assert len(memory._heads) <= 3


def test_documents_that_never_come_again_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_heads, "_PATIENCE", 10)
    memory = KnownHeads()
    read = memory.reader_for("r1", read_head)
    for number in range(50):
        assert read(f"kind: k{number}\n")[1] == f"k{number}"
    assert len(memory._heads) == 10
    for number in range(30):
        assert read(f"kind: k{number % 10}\n")[1] == f"k{number % 10}"
    for number in range(50, 100):
        assert read(f"kind: k{number}\n")[1] == f"k{number}"
    assert len(memory._heads) == 20


PIECES = (
    "NAME", "NAME-x", "\n  NAME: 1\n", "\nNAME: 1\n", '"NAME"', "'NAME'", "{NAME: a}", "[NAME, b]", "&NAME ", "*NAME",
    "!NAME ", "!!binary ", "!!int NAME", "!!int ", "0xNAME", ".NAME", "1eNAME", "NAME:", "? NAME\n", "\\NAME",
    "\\xNAME", "#NAME", " # NAME\n", "- NAME\n", "\n  - NAME", "|\n", ">-\n", "\n---\n", "%NAME", "\n...\n", "~",
    "null", "<<: ", "\n  name: NAME\n", "\nkind: NAME\n", "\nmetadata: {name: NAME}\n", '"a\\', "\\x72", "\\u0072",
    "NAMEull", "nNAME", "tNAME", ":", ": ", '"', "'", "{", "}", "[", "]", "\n", " ", "\t", "&a ", "*a", "r1", "r2",
    "web-prod", "\0", "\\0",
)  # fmt: skip


def test_memory_and_reader_agree_on_documents_that_were_tampered_with() -> None:
    chance = random.Random(7)
    names = ("r1", "r2", "web-prod", "ull", "x72", "rue", "kps")
    agreed = 0
    for _ in range(3000):
        text = DOCUMENT
        for _ in range(chance.choice((1, 1, 2, 3))):
            start = chance.randrange(len(text) + 1)
            place = chance.choice([start, text.find("\n", start) + 1])
            text = text[:place] + chance.choice(PIECES) + text[place + chance.choice((0, 0, 0, 5)) :]
        memory = KnownHeads()
        for name in chance.sample(names, 3):
            document = text.replace("NAME", name)
            try:
                expected: Head | str = read_head(document)
                agreed += 1
            except YamlError as error:
                expected = str(error)
            assert read_either(document, memory, name) == expected, document
    assert agreed > 2000
