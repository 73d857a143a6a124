"""Streams for post-renderers; what is expected was recorded from Helm with a plugin that is `cat`."""

from __future__ import annotations

# ruff: noqa: E501, W291 - texts are as they are
import pytest

from pychart.errors import ManifestError, PluginError
from pychart.manifests.annotate import ANNOTATION, post_render

# fmt: off
RECORDED: dict[str, tuple[str, str]] = {
    "comments before the document": (
        r"""
# license

# more

apiVersion: v1
kind: A1
""",
        r"""
# license

# more

apiVersion: v1
kind: A1
""",
    ),
    "comments everywhere": (
        r"""
# license

apiVersion: v1
# before kind

kind: A2
# after kind

metadata:
  # first in map
  name: x
  # after name

  labels:
    a: b
    # foot in labels

    c: d
  # dedented
  # two
  x: y

# top foot

spec:
  - a   # line a
  # before b
  - b

  # before c
  - c
  # last in seq
data: # line on key
  a: |  # on literal
    text
  # after literal
  b: x
""",
        r"""
# license

apiVersion: v1
# before kind

kind: A2
# after kind

metadata:
  # first in map
  name: x
  # after name

  labels:
    a: b
    # foot in labels

    c: d
  # dedented
  # two
  x: y
# top foot
spec:
- a # line a
# before b
- b
# before c
- c
# last in seq

data: # line on key
  a: | # on literal
    text
  # after literal
  b: x
""",
    ),
    "comments in lists": (
        r"""
apiVersion: v1
kind: A3
spec:
  containers:
    - name: a
      # comment in item
      image: b
      args:
        - "x"
        # - "y"
      env:
      - name: q
        value: "1"

    # second container
    - name: b
""",
        r"""
apiVersion: v1
kind: A3
spec:
  containers:
  - name: a
    # comment in item
    image: b
    args:
    - "x"
    # - "y"

    env:
    - name: q
      value: "1"
  # second container
  - name: b
""",
    ),
    "trailing comments": (
        r"""
apiVersion: v1
kind: A4
metadata:
  name: x
  # trailing in metadata
spec:
  a: 1


# end
""",
        r"""
apiVersion: v1
kind: A4
metadata:
  name: x
  # trailing in metadata
spec:
  a: 1

# end
""",
    ),
    "comments beside keys": (
        r"""
apiVersion: v1
kind: A5
metadata:
spec: # c1
  # c2
  a: b
""",
        r"""
apiVersion: v1
kind: A5
spec: # c1
  # c2
  a: b
""",
    ),
    "flow style": (
        r"""
apiVersion: v1
kind: A6
metadata: {name: x} # flow line
spec: [a, b,
   c]
""",
        r"""
apiVersion: v1
kind: A6
metadata: {name: x} # flow line
spec: [a, b, c]
""",
    ),
    "nulls": (
        r"""
apiVersion: v1
kind: A7
metadata:
  name: x
  annotations:
spec:
  a:

    b: c
  # - commented
  # - list
  d: e
""",
        r"""
apiVersion: v1
kind: A7
metadata:
  name: x
spec:
  a:
    b: c
  # - commented
  # - list
  d: e
""",
    ),
    "lists and lines": (
        r"""
apiVersion: v1
kind: A8
metadata:
  name: x
  annotations: {}
spec:
- - a
  - b
- c:
  - d
-
  e: f
- {}
-
- "multi
  line"
- plain
  multi

  para
- 'single

  para'
""",
        r"""
apiVersion: v1
kind: A8
metadata:
  name: x
spec:
- - a
  - b
- c:
  - d
- e: f
- {}
-
- "multi line"
- |-
  plain multi
  para
- 'single

  para'
""",
    ),
    "scalars": (
        r"""
apiVersion: v1
kind: A9
metadata:
  name: x
data:
  lit: |2
      lead
     less
  lit2: |

    a

    b
  fold: >
    a
    b

    c
     d
    e
  foldk: >+
    a

  tr: "trail "
  lt: |
    trail 
    x
  uni: "日本 \u2028 \x07 / /"
  q: "a\
    b"
  dq: "x: y # z"
  bool: "true"
  n: 'null'
  emp: ""
  emp2: ''
  tab: "a	b"
  !!str t: !!str 5
  long key that is more than one hundred twenty eight characters xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: v
  "quoted key": 'v'
  crlf: "a\r\nb"
  <<: {z: 1}
  nul: null
  oct: 0o7
""",
        r"""
apiVersion: v1
kind: A9
metadata:
  name: x
data:
  lit: |2
      lead
     less
  lit2: |2

    a

    b
  fold: >
    a b

    c


     d
    e

  foldk: >+
    a



  tr: "trail "
  lt: "trail \nx\n"
  uni: "日本 \L \a / /"
  q: "ab"
  dq: "x: y # z"
  bool: "true"
  n: 'null'
  emp: ""
  emp2: ''
  tab: "a\tb"
  !!str t: !!str 5
  ? long key that is more than one hundred twenty eight characters xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
  : v
  "quoted key": 'v'
  crlf: "a\r\nb"
  !!merge <<: {z: 1}
  nul: null
  oct: 0o7
""",
    ),
    "feet of deeper entries": (
        r"""
kind: A
rules:
  - groups: [a]
    verbs: ["get"]

  # one

  # two
  - groups: [b]
    verbs: ["list"]
# far out
  - groups: [c]
""",
        r"""
kind: A
rules:
- groups: [a]
  verbs: ["get"]
# two
- groups: [b]
  # one

  verbs: ["list"]
  # far out
- groups: [c]
""",
    ),
}
"""Rendered files and what Helm makes of them; the first line break of each text is not part of it."""
# fmt: on


@pytest.mark.parametrize("name", RECORDED)
def test_documents_come_back_as_kyaml_writes_them(name: str) -> None:
    text, expected = RECORDED[name]
    found = post_render({"c/templates/a.yaml": text[1:]}, lambda stream: stream)
    assert found == {"c/templates/a.yaml": found["c/templates/a.yaml"]}
    assert found["c/templates/a.yaml"].rstrip("\n") == expected[1:].rstrip("\n")


FILES = {
    "c/templates/b.yaml": "apiVersion: v1\nkind: B\n---\n# two\nkind: B2\nmetadata: {name: x}\n",
    "c/templates/a.yaml": "kind: A\nmetadata:\n    name: a\n    annotations:\n",
    "c/templates/_helpers.tpl": "text",
    "c/templates/empty.yaml": "\n \n",
    "c/templates/json.yaml": '{"kind": "J", "metadata": {"name": "j"}}',
    "c/templates/list.yaml": "kind: List\nitems:\n- kind: L1\n- kind: L2\n",
}
STREAM = f"""\
kind: A
metadata:
  name: a
  annotations:
    {ANNOTATION}: 'c/templates/a.yaml'
---
apiVersion: v1
kind: B
metadata:
  annotations:
    {ANNOTATION}: 'c/templates/b.yaml'
---
# two
kind: B2
metadata: {{name: x, annotations: {{{ANNOTATION}: 'c/templates/b.yaml'}}}}
---
{{"kind": "J", "metadata": {{"name": "j", annotations: {{{ANNOTATION}: 'c/templates/json.yaml'}}}}}}
---
kind: L1
metadata:
  annotations:
    {ANNOTATION}: 'c/templates/list.yaml'
---
kind: L2
metadata:
  annotations:
    {ANNOTATION}: 'c/templates/list.yaml'
"""


def test_the_stream_says_which_file_each_document_is_from() -> None:
    streams: list[bytes] = []

    def run(stream: bytes) -> bytes:
        streams.append(stream)
        return stream

    found = post_render(FILES, run)
    assert streams[0].decode() == STREAM
    assert found == {
        "c/templates/a.yaml": "kind: A\nmetadata:\n  name: a\n",
        "c/templates/b.yaml": "apiVersion: v1\nkind: B\n---\n# two\nkind: B2\nmetadata: {name: x}\n",
        "c/templates/json.yaml": '{"kind": "J", "metadata": {"name": "j"}}\n',
        "c/templates/list.yaml": "kind: L1\n---\nkind: L2\n",
    }


def test_new_documents_get_names() -> None:
    found = post_render({"c/a.yaml": "kind: A"}, lambda stream: stream + b"---\nkind: New\n")
    assert found == {"c/a.yaml": "kind: A\n", "generated-by-postrender-1.yaml": "kind: New\n"}


def fail(stream: bytes) -> bytes:
    raise PluginError("it broke")


def test_refusals_say_what_failed() -> None:
    with pytest.raises(ManifestError, match=r"^error while running post render on files: it broke$"):
        post_render({"a": "kind: A"}, fail)
    with pytest.raises(ManifestError, match=r"^error merging manifests: parsing a: MalformedYAMLError: yaml: "):
        post_render({"a": "kind: [A"}, fail)
    with pytest.raises(ManifestError, match=r"^error while parsing post rendered output: error parsing YAML: "):
        post_render({"a": "kind: A"}, lambda stream: b"kind: [A")
    with pytest.raises(ManifestError, match=r"^error merging manifests: "):
        post_render({"a": "- kind: A"}, fail)
