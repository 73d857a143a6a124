"""The quick way to a head gives what reading the document in full gives, or nothing."""

from __future__ import annotations

import random

import pytest

from pychart.errors import YamlError
from pychart.yamlio import quickhead
from pychart.yamlio.head import Head, read_head
from pychart.yamlio.quickhead import find_head

HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n"
DOCUMENTS = (
    HEAD
    + "  name: web\n  labels:\n    app: web\n    v: '1'\n"
    + "spec:\n  a: [1, two]\n  b: {}\n  c: |\n    text: [\n  d: >-\n    more\n",
    "# Made\n"
    + HEAD
    + "  namespace: n\n  name: web\n  annotations:\n    a: 'b'\n  finalizers:\n  - k\n"
    + 'rules:\n- apiGroups: ["a", "b"]\n  verbs:\n  - "*"\n',
    HEAD
    + "  name: web\n\n  # none\n  annotations:\n"
    + 'data:\n  a.json: |-\n    {"a": null, ~: [{\n  x: y\nstatus: {}\n',
    HEAD + "  labels: {}\n  name: web\n" + 'spec:\n  expr: sum(a{b!="c"}) * on (x) y != 1\n  text: "a {{ $x }}: ~"\n',
)


def read_either(text: str | bytes) -> Head | str:
    """Give the head or the refusal."""
    try:
        return read_head(text)
    except YamlError as error:
        return str(error)


def read_fully(text: str) -> Head | str:
    """Give the same without the quick way: only texts take it."""
    return read_either(text.encode("utf-8", "surrogateescape"))


@pytest.fixture(autouse=True)
def forget() -> None:
    quickhead._known.clear()
    quickhead._notes.clear()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_ordinary_documents_take_the_quick_way(document: str) -> None:
    found = find_head(document)
    assert found is not None
    assert (found[0], found[1], found[2]["name"]) == ("apps/v1", "Deployment", "web")
    assert find_head(document) == found
    assert read_head(document) == read_fully(document)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  name: web\nspec: &a b\n",
        HEAD + "  name: web\nspec:\n  b: *a\n",
        HEAD + "  name: web\nspec: !t b\n",
        HEAD + "  name: web\nspec:\n  <<: {}\n",
        HEAD + "  name: web\nspec:\n  ? a\n  : b\n",
        HEAD + "  name: web\nspec:\n  null: a\n",
        HEAD + "  name: web\nspec:\n  ~ : a\n",
        HEAD + "  name: web\nspec:\n  : a\n",
        HEAD + "  name: web\nspec:\n  - [a]: b\n",
        HEAD + "  name: web\nspec: {a, [b]}\n",
        HEAD + "  name: web\nspec:\n  99999999999999999999: a\n",
        HEAD + "  name: web\nspec:\n  a: .inf\n",
        HEAD + "  name: web\nspec:\n  a: [b?c]\n",
        HEAD + '  name: web\nspec: "a\\/b"\n',
        HEAD + '  name: web\nspec: "a\nstatus: b"\n',
        HEAD + '  name: web\n  labels: "a\n  name: b"\n',
        HEAD + "  name: web\nspec: {a: b,\nstatus: c}\n",
        HEAD + "  name: web\nkind: Other\n",
        HEAD + "  name: web\nspec: a\n---\nkind: Other\n",
        HEAD + "  name: web\n  name: other\n",
        HEAD + "  name: web\n    other\n",
        HEAD + "  - name: web\n",
        HEAD + "  name: web\nspec: a\rkind: b\n",
        HEAD + "  name: web\nspec: a\u2028kind: b\n",
        HEAD + "  name: true\n",
        HEAD + "  name: 5\n",
        HEAD + "  name:web\n",
        HEAD + "  NAME: web\n",
        HEAD + "  name: web\nspec: [a\n",
        HEAD + "  name: web\nspec: a: b\n",
        HEAD + "  name: web\nspec: \udc80\n",
        HEAD.replace("kind: Deployment", "Kind: Deployment") + "  name: web\n",
        HEAD.replace("kind", "- kind") + "  name: web\n",
        "...\n" + HEAD + "  name: web\n",
        "  a: b\n" + HEAD + "  name: web\n",
        "kind: a\n",
        "metadata: {}\n",
    ],
)
def test_the_unusual_is_read_as_before(text: str) -> None:
    assert read_either(text) == read_fully(text)


PIECES = (
    "\n  annotations:\n    a: |+\n      x\n\n\n", "\n  annotations:\n  - a", "\n# c\n",
    "&a ", "*a", "!t ", "<<: ", "? ", "?", "~", "null", "null: 1", "~: x", "{", "}", "[", "]", '"', "'", "|\n", "|-\n",
    ": ", ":", "- ", "#", " #", "\n", "\n  ", "\nkind: Foo\n", "\nmetadata: {name: y}\n", "\n  name: z\n", "\n---\n",
    "\n...\n", "%YAML 1.1\n", "\\/", "\t", " ", "\r", "\x85", "\u2028", "\ufeff", "é", ".inf", ".NaN", "{a, [b]}",
    "[a]: b", "{{a}: b}", "99999999999999999999", "99999999999999999999: a", "{~}", "{a, b}", "a: b: c", "@", "\x00",
    "\udc80", "\n  annotations: {a: b}", "\n  annotations:\n    a: 1\n", "true", "\n'metadata': 1", "\nkind : w\n",
    "\n\tkind: w\n", "- - - ", "* ", "!= ", "\n   name: p", '\n  name: "a', "\n  name: a\n    b", "{}", "[]", "[]: a",
)  # fmt: skip


def _change(text: str, chance: random.Random) -> str:
    kind = chance.random()
    place = chance.choice([chance.randrange(len(text) + 1), text.find("\n", chance.randrange(len(text) + 1)) + 1])
    if kind < 0.7:
        return text[:place] + chance.choice(PIECES) + text[place:]
    if kind < 0.85:
        return text[:place] + text[place + chance.randrange(12) :]
    lines = text.split("\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


def test_both_ways_agree_on_documents_that_were_tampered_with() -> None:
    chance = random.Random(20)
    quick = 0
    for _ in range(6000):
        text = chance.choice(DOCUMENTS)
        for _ in range(chance.choice((1, 1, 2, 3))):
            text = _change(text, chance)
        if find_head(text) is not None:
            quick += 1
            assert read_either(text) == read_fully(text), text
    assert quick > 500
