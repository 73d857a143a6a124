"""The quick reader must say what the strict one says, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pychart.errors import RepositoryError, YamlError
from pychart.repo.parse import Problem, parse_entry, read_index
from pychart.repo.scan import Scan, scan_index, sort_rows
from pychart.yamlio import dump

ENTRY = """\
  - annotations:
      artifacthub.io/changes: |
        - kind: added
          description: x

        - kind: fixed
      category: Database
      note: 'it''s: quoted
        and folded'
    apiVersion: v2
    appVersion: "1.0"
    created: "2024-02-28T10:20:30.123456789Z"
    dependencies:
    - alias: second
      condition: db.enabled
      name: db
      repository: https://charts.example.com
      tags:
      - storage
      version: 1.x.x
    - name: cache
      repository: ""
      version: ^1.2.3
    description: What it is, at such a length that it
      goes on in the next line
    digest: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    home: https://example.com/#top
    icon: https://example.com/i.png?a=b&c=d
    keywords:
    - one
    - two words
    - "3"
    kubeVersion: '>=1.20.0-0'
    maintainers:
    - email: a@example.com
      name: A Person
      url: https://example.com
    - name: B
    name: web
    sources:
    - https://example.com/source
    type: application
    urls:
    - web-1.2.0.tgz
    version: 1.2.0
"""
HEAD = "apiVersion: v1\nentries:\n"
TAIL = 'generated: "2024-12-01T10:00:00Z"\n'


def index_of(*entries: str, key: str = "  web:\n") -> str:
    return HEAD + key + "".join(entries) + TAIL


def compare(text: str | bytes) -> Scan | None:
    """Read with both and give what the quick one said."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    scan = scan_index(data)
    if scan is None:
        return None
    problems: list[Problem] = []
    index = read_index(data, problems)
    assert scan.problems == problems
    assert (scan.api_version, scan.generated) == (index.api_version, index.generated)
    assert describe(scan, data) == index.entries
    for name, rows in scan.charts.items():
        for row, entry in zip(sort_rows(rows), index.entries[name], strict=True):
            metadata = entry.metadata
            keywords = " ".join(metadata.keywords)
            assert row[:4] == (metadata.version, metadata.app_version, metadata.description, keywords)
    return scan


def describe(scan: Scan, data: bytes) -> object:
    return {
        name: [parse_entry(data[row.offset : row.offset + row.length]) for row in sort_rows(rows)]
        for name, rows in scan.charts.items()
    }


def test_an_index_as_helm_writes_it() -> None:
    older = ENTRY.replace("1.2.0", "1.10.0-rc.1")
    scan = compare(index_of(ENTRY, older, ENTRY.replace("1.2.0", "1.10.0")))
    assert scan is not None
    assert [row.version for row in sort_rows(scan.charts["web"])] == ["1.10.0", "1.10.0-rc.1", "1.2.0"]
    row = scan.charts["web"][0]
    assert row.description == "What it is, at such a length that it goes on in the next line"
    assert row.keywords == "one two words 3"


def test_entries_in_any_order_are_recognised_without_the_strict_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: bytes) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("pychart.repo.parse.parse_entry", refuse)
    blocks: list[str] = []
    for line in FIELDS:
        if line.startswith(("    -", "     ", "\n")):
            blocks[-1] += line
        else:
            blocks.append(line)
    turned = "".join(reversed(blocks))
    assert len(blocks) == 17
    assert scan_index(index_of(ENTRY, "  - " + turned[4:]).encode()) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "apiVersion: v1\n",
        "entries:\n",
        HEAD,
        TAIL + HEAD + "  web:\n" + ENTRY,
        "---\n" + index_of(ENTRY),
        "entries:\n  web:\n" + ENTRY + "apiVersion: v1\n",
        "entries:\n  web:\n" + ENTRY,
        "serverInfo: {}\npublicKeys: [a]\nannotations: {a: b}\n" + index_of(ENTRY),
        "apiVersion: 'x\nentries:\n  web:\n" + ENTRY + "'\n",
        "apiVersion: [\nentries:\n  web:\n" + ENTRY + "]\n",
        "a: |\nentries:\n  web:\n" + ENTRY,
        HEAD + "  web:\n" + ENTRY + "---\nfoo: 1\n" + TAIL,
        HEAD + "  web:\n" + ENTRY + "...\n" + TAIL,
        HEAD + "  web:\n" + ENTRY + "# remark\n  other:\n" + TAIL,
        HEAD + "  web:\n" + ENTRY + "\n  other:\n\n" + TAIL,
        HEAD + "  web:\n" + ENTRY + " x\n" + TAIL,
        HEAD + "  web:\n" + ENTRY + "entries: {}\n",
        HEAD + "  web:\n" + ENTRY + "Entries: {}\n",
        HEAD + "  web:\n" + ENTRY + "foo: {}\n",
        HEAD + "  web:\n" + ENTRY + "  web:\n" + ENTRY + TAIL,
        HEAD + "  web:\n  other: []\n  third: null\n  fourth: {}\n" + TAIL,
        HEAD + "  web:\n  other: []\n  third: null\n" + TAIL,
        HEAD + "  other: [] # none\n  web:\n" + ENTRY + TAIL,
        HEAD + "  yes:\n" + ENTRY.replace("web", '"true"') + TAIL,
        HEAD + '  "1":\n' + ENTRY.replace("web", '"1"') + TAIL,
        HEAD + "  1:\n" + ENTRY.replace("web", '"1"') + TAIL,
        HEAD + "  other:\n" + ENTRY + TAIL,
        HEAD + "  web:\n" + ENTRY.replace("\n", "\r\n") + TAIL,
        HEAD + "  web:\n" + ENTRY.replace("What it", "Whät \U0001f600 it") + TAIL,
        HEAD + "  web:\n" + ENTRY.replace("What it", "What\u2028it") + TAIL,
        HEAD + "  web:\n" + ENTRY.replace("What it", "What\u00a0\u200bit") + TAIL,
        HEAD + "  web:\n" + ENTRY.replace("What it", "What\udcffit") + TAIL,
        HEAD + "  web:\n  - &a\n    name: web\n    version: 1.0.0\n  - *a\n" + TAIL,
        HEAD + "  web:\n  - name: &a web\n    version: 1.0.0\n  - name: *a\n    version: 1.0.1\n" + TAIL,
        HEAD + "  web:\n  - null\n  - name: web\n    version: zz\n  - {name: web, version: 1.0.0}\n" + TAIL,
        HEAD + "  web:\n  - {name: web, version: 1.0.0\n  - {a: b}\n  }\n" + TAIL,
        HEAD
        + "  web:\n  - name: web\n    version: 1.0.0\n    description: 'a\n  - name: web\n    version: 2.0.0'\n"
        + TAIL,
        HEAD + "  web:\n  - name: web\n    version: 1.0.0\n  - - a\n" + TAIL,
        HEAD + "  web:\n    - name: web\n      version: 1.0.0\n" + TAIL,
        '{"apiVersion":"v1","entries":{"web":[{"name":"web","version":"1.0.0"}]}}',
    ],
)
def test_other_layouts(text: str) -> None:
    try:
        compare(text)
    except (RepositoryError, YamlError) as problem:
        pytest.fail(f"the strict reader refuses it: {problem}")


# Each is put in the place of an entry's line, or behind it; many are YAML that means something else than it seems.
LINES = [
    "    deprecated: true\n",
    "    deprecated: yes\n",
    "    removed: true\n",
    "    engine: gotpl\n",
    "    foo: 1\n",
    "    name: web\n",
    "    name: other\n",
    "    name: Web\n",
    "    NAME: web\n",
    "    version: 1.0\n",
    '    version: "1.0"\n',
    "    version: v1\n",
    "    version: 1.2.3-01\n",
    "    version: 1.2.3+b\n",
    "    version: 99999999999999999999999.0.0\n",
    "    version:\n",
    "    appVersion: 1.0\n",
    "    appVersion: 1e3\n",
    "    appVersion: 1.2e-3\n",
    "    appVersion: 1-2\n",
    "    appVersion: 0x1F\n",
    "    appVersion: 0b-1\n",
    "    appVersion: 1_000\n",
    "    appVersion: .inf\n",
    "    appVersion: 7a\n",
    "    appVersion: 12e03f\n",
    "    appVersion: 2024-01-01\n",
    "    appVersion: no\n",
    "    appVersion: nope\n",
    "    appVersion: 'no'\n",
    "    appVersion: ~\n",
    "    appVersion: =\n",
    "    appVersion: 1:30\n",
    "    appVersion: 1 2\n",
    "    appVersion: -\n",
    "    description: a: b\n",
    "    description: a :b\n",
    "    description: a #b\n",
    "    description: a#b\n",
    "    description: a  b\n",
    "    description: a b \n",
    "    description: a\tb\n",
    "    description: 'a\tb'\n",
    "    description: 3scale and more\n",
    "    description: a\n       b\n",
    "    description: a\n     b\n",
    "    description: a\n      # b\n",
    "    description: a\n      - b\n",
    "    description: a\n      b: c\n",
    "    description: a\n\n      b\n",
    "    description: 'a''b'\n",
    "    description: 'a\n      b '\n",
    "    description: ' a \n      b'\n",
    "    description: 'a\n\n      b'\n",
    "    description: 'a' b\n",
    "    description: 'a' # b\n",
    '    description: "a\\nb\\u00e9\\t\\"\\\\"\n',
    '    description: "a\\u0000b"\n',
    '    description: "a\\ud800b"\n',
    '    description: "a\\x41b"\n',
    '    description: "a\\/b"\n',
    '    description: "a\\\'b"\n',
    '    description: "a\\\n      b"\n',
    '    description: "a\\\n      \\ b"\n',
    '    description: "a\n      b\\\n      c"\n',
    '    description: "a\n  b"\n',
    "    description: |\n      a\n\n      b\n",
    "    description: |-\n      a\n        b\n",
    "    description: >+\n      a\n      b\n\n",
    "    description: |2\n        a\n",
    "    description: |\n\n      a\n",
    "    description: |\n       a\n      b\n",
    "    description: |\n     a\n",
    "    description: |\n      a\n     b\n",
    "    description: |\n      # a\n",
    "    description: | # remark\n      a\n",
    "    description: !!str 1\n",
    "    description: !!binary aGk=\n",
    "    description: [a]\n",
    "    description: <<\n",
    "    description: \u00e9t\u00e9\n",
    "    description: \x7f\n",
    "    description: a\x1bb\n",
    "    description: \u200eleft\n",
    "    keywords:\n    - a\n      b\n",
    "    keywords:\n    - 5\n",
    "    keywords:\n    -\n",
    "    keywords:\n    - a: b\n",
    "    keywords:\n      - a\n",
    "    keywords: []\n",
    "    keywords: [a, b]\n",
    "    keywords:\n    - 'a''b'\n    - \"c\"\n",
    "    keywords:\n    - |\n      a\n",
    "    annotations:\n      a: b\n      a: c\n",
    "    annotations:\n      a: 5\n",
    "    annotations:\n      yes: b\n",
    "    annotations:\n      a:\n",
    "    annotations: {a: b}\n",
    "    annotations:\n      a: |\n        a: 1\n        a: 2\n",
    "    annotations:\n      a: |\n        - a: 1\n        - a: 2\n",
    "    annotations:\n      a: b\n        c\n      d: e\n",
    "    maintainers:\n    - name: a\n      name: b\n",
    "    maintainers:\n    - name: a\n      email: b\n",
    "    maintainers:\n    - {name: a}\n    - null\n",
    "    maintainers:\n    - name: a\n      foo: b\n",
    "    maintainers:\n    - name: 5\n",
    "    dependencies:\n    - name: a\n    - name: a\n",
    "    dependencies:\n    - name: a\n      alias: b.c\n",
    "    dependencies:\n    - alias: b\n      name: a\n    - alias: on\n      name: a\n",
    "    dependencies:\n    - name: a\n      name: b\n",
    "    dependencies:\n    - name: a\n      import-values:\n      - data\n      - child: x\n        parent: y\n",
    "    dependencies:\n    - enabled: true\n      name: a\n      version: ~1.2\n",
    "    dependencies:\n    - name: a\n      version: '*'\n",
    "    dependencies:\n    - name: a\n      version: *\n",
    "    dependencies:\n    - name: a\n      version: 1.x\n",
    "    created: 2024-02-30T00:00:00Z\n",
    "    created: 2024-02-29T00:00:00Z\n",
    "    created: 2024-12-31T23:59:59.1+02:00\n",
    '    created: "2024-12-31T24:00:00Z"\n',
    "    created: x\n",
    "    digest: 12345\n",
    "    digest: 1e5\n",
    '    digest: ""\n',
    "    type: library\n",
    "    type: other\n",
    "    type: Application\n",
    "    apiVersion: v3\n",
    "    apiVersion: ''\n",
    "    urls: null\n",
    "    urls:\n    - 5\n    - a\n",
    "    urls:\n    - https://example.com/a b\n",
    "    tags: a,b\n",
    "    icon: data:image/png;base64,AAAA==\n",
    "    home: //x\n",
    "    home: a\n      b\n",
    "    home: a\n    - b\n",
    "   home: a\n",
    "     home: a\n",
    "    ? home\n    : a\n",
    "    'home': a\n",
    "    home : a\n",
    "    home:a\n",
    "    home:  a\n",
    "\n",
    "    # remark\n",
    "  # remark\n",
    "# remark\n",
    "  - \n",
    "  -\n",
    "---\n",
    "    -\n",
]
FIELDS = ENTRY.replace("  - ", "    ", 1).splitlines(keepends=True)


def build(picked: list[str]) -> str:
    lines = "".join(picked)
    return "  - " + lines[4:] if lines.startswith("    ") else "  -\n" + lines


def compare_or_refuse(text: str) -> None:
    """Compare where the strict reader takes the text; what it refuses the quick one must not know either."""
    data = text.encode("utf-8", "surrogateescape")
    try:
        read_index(data, [])
    except (RepositoryError, YamlError):
        assert scan_index(data) is None
        return
    compare(data)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("where", ["last", "first", "alone"])
def test_odd_lines(line: str, where: str) -> None:
    small = ["    name: web\n", "    version: 1.2.0\n"]
    key = line.partition(":")[0] + ":"
    rest = [one for one in small if not one.startswith(key)]
    if where == "last":
        entry = build([*rest, line])
    elif where == "first":
        entry = build([line, *rest])
    else:
        entry = build([line])
    compare_or_refuse(index_of(ENTRY, entry, ENTRY.replace("1.2.0", "0.1.0")))


@pytest.mark.parametrize("line", ["    tags:\n", "      tags:\n", "   tags:\n", "    - a\n", "  - a\n", "   \n"])
def test_odd_lines_below_a_chart(line: str) -> None:
    compare_or_refuse(index_of(line, ENTRY))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES + FIELDS), min_size=1, max_size=8), st.sampled_from(["  web:\n", "  web: []\n"]))
def test_any_lines(picked: list[str], key: str) -> None:
    text = ["    name: web\n", *picked, "    version: 1.2.0\n"]
    compare_or_refuse(index_of(build(text), ENTRY, key=key))


FOLDED = 'apiVersion: v2, name: web, version: 0.1.0, urls: [web-0.1.0.tgz], appVersion: "1", description: a b'


def test_entries_in_braces_are_recognised_without_the_strict_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pychart.repo.parse.parse_entry", lambda text: pytest.fail(f"{text!r}"))
    more = 'urls: [a.tgz, "b c.tgz"], version: 1.0.0-rc.1+x, name: web, keywords: [a, b c], deprecated: true'
    scan = scan_index(index_of(f"  - {{{FOLDED}}}\n", f"  - {{{more}}}\n").encode())
    assert scan is not None
    assert [row.version for row in scan.charts["web"]] == ["0.1.0", "1.0.0-rc.1+x"]
    assert scan.charts["web"][1].keywords == "a b c"


@settings(max_examples=500, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["name", "version", "urls", "description", "keywords", "digest", "created", "type", "tags", "x"]
            ),
            st.text(alphabet=st.sampled_from("ab1.- :\"'[],{}+_/~yn"), max_size=6)
            | st.sampled_from(["web", "1.0.0", "[a, b]", "[1, true]", "~", "yes", "1.5", "- a", "[]", '"1"', "-", "."]),
        ),
        max_size=4,
    )
)
@example([("name", "web")])
@example([("description", "-")])
@example([("description", "a - b")])
@example([("description", '""')])
@example([("urls", '["", .]')])
@example([("keywords", "[true]")])
def test_any_entry_in_braces(picked: list[tuple[str, str]]) -> None:
    pairs = ", ".join(f"{key}: {text}" for key, text in picked)
    compare_or_refuse(index_of(f"  - {{{pairs}}}\n"))
    compare_or_refuse(index_of(f"  - {{{FOLDED}, {pairs}}}\n", f"  - {{{FOLDED}}}\n"))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.- :#'\"\\\n\t|>[]{}&*!%@`,?~\u00e9\u2028\x85"), max_size=12))
@example("a\n      b")
def test_any_text_as_a_value(text: str) -> None:
    compare_or_refuse(index_of(ENTRY, f"  - description: {text}\n    name: web\n    version: 1.0.0\n"))


@settings(max_examples=300, deadline=None)
@given(
    st.integers(min_value=0, max_value=len(index_of(ENTRY, ENTRY))),
    st.integers(min_value=0, max_value=40),
    st.text(alphabet=st.sampled_from("ab1.- :#'\"\\\n|>[]{}&*!"), max_size=3),
)
def test_any_damage(place: int, length: int, text: str) -> None:
    whole = index_of(ENTRY, ENTRY.replace("1.2.0", "1.1.0"))
    compare_or_refuse(whole[:place] + text + whole[place + length :])


TEXT = st.text(alphabet=st.characters(codec="utf-8"), max_size=120) | st.text(alphabet="ab c:#'-.\n1", max_size=120)


@settings(max_examples=200, deadline=None)
@given(TEXT, TEXT, st.lists(TEXT, max_size=3), st.dictionaries(TEXT, TEXT, max_size=3))
def test_what_our_writer_writes(description: str, version: str, keywords: list[str], notes: dict[str, str]) -> None:
    entry = {
        "name": "web",
        "version": "1.0.0",
        "apiVersion": "v2",
        "description": description,
        "appVersion": version,
        "keywords": keywords,
        "annotations": notes,
    }
    try:
        text = dump({"apiVersion": "v1", "entries": {"web": [entry]}, "generated": "2024-01-01T00:00:00Z"})
    except YamlError:
        return
    compare_or_refuse(text + "\n")
