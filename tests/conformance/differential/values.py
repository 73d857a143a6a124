"""Values of a chart and its subcharts: defaults, -f files, nulls, globals, conditions, tags, aliases, import-values."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.conformance.differential.search import Kind
from tests.conformance.differential.sides import Layout
from tests.conformance.differential.words import words
from tests.conformance.differential.yaml_documents import DOCUMENT

KEY = st.sampled_from(words("a b s t u g global enabled tags exports data"))
LEAF: st.SearchStrategy[Any] = st.sampled_from(
    [None, None, 1, 2.5, "x", "", True, False, [], [1, None], {}, [{"a": None}], "null"]
)
TREE: st.SearchStrategy[Any] = st.recursive(LEAF, lambda inner: st.dictionaries(KEY, inner, max_size=3), max_leaves=6)
TABLE: st.SearchStrategy[dict[str, Any]] = st.dictionaries(KEY, TREE, max_size=4)
TAGS = st.dictionaries(st.sampled_from(["front", "back"]), st.one_of(st.booleans(), LEAF))
SHARED = st.fixed_dictionaries({}, optional={"global": TABLE, "s": TABLE, "t": TABLE, "u": TABLE, "tags": TAGS})
VALUES: st.SearchStrategy[dict[str, Any]] = st.builds(lambda one, two: one | two, TABLE, SHARED)

CONDITION = st.sampled_from(
    words("s.enabled t.enabled global.enabled a.b none,enabled s.enabled,t.enabled ∅ a ␣enabled tags.front g.enabled")
)
IMPORT = st.one_of(
    st.sampled_from(words("data a none")),
    st.fixed_dictionaries(
        {
            "child": st.sampled_from(words("a data exports.data none global a.b")),
            "parent": st.sampled_from(words(". a b imported global s")),
        }
    ),
)


class Example(NamedTuple):
    """Defaults of the root (c), its subcharts (s, t), theirs (g in s), the files given with -f, the dependencies."""

    root: dict[str, Any]
    s: dict[str, Any]
    t: dict[str, Any]
    g: dict[str, Any]
    files: list[str]
    dependencies: list[dict[str, Any]]


@st.composite
def dependencies(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for name in draw(st.sampled_from([["s", "t"], ["s"], ["s", "t", "t"], ["s", "s"], []])):
        row: dict[str, Any] = {"name": name, "version": draw(st.sampled_from(["*", "*", "0.1.0", ">=0.1.0", ""]))}
        if draw(st.integers(0, 2)) == 0:
            row["condition"] = draw(CONDITION)
        if draw(st.integers(0, 3)) == 0:
            row["tags"] = draw(st.lists(st.sampled_from(["front", "back"]), max_size=2))
        if draw(st.integers(0, 3)) == 0:
            row["alias"] = draw(st.sampled_from(["u", "t", "v"]))
        if draw(st.integers(0, 2)) == 0:
            row["import-values"] = draw(st.lists(IMPORT, max_size=2))
        found.append(row)
    return found


FILES = st.lists(
    st.one_of(VALUES.map(json.dumps), VALUES.map(json.dumps), VALUES.map(json.dumps), DOCUMENT), max_size=3
)
EXAMPLES = st.builds(Example, VALUES, VALUES, TABLE, TABLE, FILES, dependencies())


def lay_out(examples: Sequence[Example]) -> Layout:
    """Make the chart of one example: every chart that takes part prints its values."""
    (example,) = examples
    files = {f"../v{n}.yaml": text for n, text in enumerate(example.files)}
    for path, name, values, needs in (
        ("", "c", example.root, example.dependencies),
        ("charts/s/", "s", example.s, []),
        ("charts/t/", "t", example.t, []),
        ("charts/s/charts/g/", "g", example.g, []),
    ):
        metadata = {"apiVersion": "v2", "name": name, "version": "0.1.0"} | ({"dependencies": needs} if needs else {})
        files[path + "Chart.yaml"] = json.dumps(metadata)
        files[path + "values.yaml"] = json.dumps(values)
        files[path + "templates/v.yaml"] = "v: {{ toJson .Values }}\n"
    return Layout(files, tuple(part for n in range(len(example.files)) for part in ("-f", f"v{n}.yaml")))


KIND = Kind(EXAMPLES, lay_out)
