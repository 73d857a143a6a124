"""Rendered files as one stream for a post-renderer, and its answer as files again (Helm: pkg/action, action.go).

An annotation tells each document's file. Both ways the text is written anew as kyaml writes it: comments and styles
stay, indentation and blank lines become kyaml's.
"""

from __future__ import annotations

from pychart.errors import ManifestError, PychartError, YamlError
from pychart.gostd.strings import SPACES
from pychart.manifests.split import split_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pychart.yamlio.commented import Document, Node

    Filter = Callable[[bytes], bytes]

ANNOTATION = "postrenderer.helm.sh/postrender-filename"


def post_render(files: Mapping[str, str], run: Filter) -> dict[str, str]:
    """Send all rendered files through a post-renderer.

    ``run`` gets the stream of documents and gives what becomes of it. Returns texts by the files that documents are
    annotated with; one without annotation gets a name of its own. Raises ManifestError with Helm's text.
    """
    try:
        merged = _merge(files)
    except PychartError as error:
        raise ManifestError(f"error merging manifests: {error}") from error
    try:
        answer = run(merged.encode("utf-8", "surrogateescape"))
    except PychartError as error:
        raise ManifestError(f"error while running post render on files: {error}") from error
    try:
        return _split(answer.decode("utf-8", "surrogateescape"))
    except PychartError as error:
        raise ManifestError(f"error while parsing post rendered output: {error}") from error


def _merge(files: Mapping[str, str]) -> str:
    from pychart.yamlio.rewrite import write_commented

    documents = []
    for path in sorted(files):
        text = files[path]
        if path.rpartition("/")[2].startswith("_") or not text.strip(SPACES):
            continue
        for piece in split_documents(text):
            for document in _parse(piece, f"parsing {path}: "):
                _set_annotation(document.root, path)
                documents.append(write_commented(document))
    return "---\n".join(documents)


def _split(text: str) -> dict[str, str]:
    from pychart.yamlio.rewrite import write_commented

    pieces = split_documents(text)
    found: dict[str, list[str]] = {}
    number = 0
    for piece in pieces:
        for document in _parse(piece, "error parsing YAML: ", unwrap=len(pieces) == 1):
            path = _take_annotation(document.root) or f"generated-by-postrender-{number}.yaml"
            found.setdefault(path, []).append(write_commented(document))
            number += 1
    return {path: "---\n".join(documents) for path, documents in found.items()}


def _parse(text: str, prefix: str, *, unwrap: bool = True) -> list[Document]:
    """Parse a document; a List gives what is in it."""
    from pychart.yamlio.commented import Document, parse_commented

    try:
        document = parse_commented(text)
    except YamlError as error:
        reason = str(error).removeprefix("error converting YAML to JSON: ")
        raise ManifestError(f"{prefix}MalformedYAMLError: {reason}") from None
    if document is None:
        return []
    if document.root.kind != "map":
        raise ManifestError(f"{prefix}a document is not a map")
    kind = document.root.find("kind")
    items = document.root.find("items")
    if unwrap and kind and kind.value.text in ("List", "ResourceList") and items and items.value.kind == "list":
        return [Document(entry.value) for entry in items.value.entries]
    return [document]


def _set_annotation(root: Node, path: str) -> None:
    from pychart.yamlio.commented import Entry, Node

    annotations = _open_map(_open_map(root, "metadata"), "annotations")
    value = Node("scalar", text=path, style="'")
    known = annotations.find(ANNOTATION)
    if known:
        known.value = value
    else:
        annotations.entries.append(Entry(Node("scalar", text=ANNOTATION), value))


def _open_map(parent: Node, name: str) -> Node:
    """Give the map under a key, made where there is none; an empty one is written as a block from now on."""
    from pychart.yamlio.commented import Entry, Node

    entry = parent.find(name)
    if entry is not None and entry.value.is_null() and name == "metadata":
        # kyaml drops an empty metadata and appends its own.
        parent.entries.remove(entry)
        entry = None
    if entry is None:
        entry = Entry(Node("scalar", text=name), Node("map", flow=parent.flow))
        parent.entries.append(entry)
    elif entry.value.is_null() or not entry.value.entries:
        entry.value = Node("map", flow=parent.flow)
    if entry.value.kind != "map":
        raise ManifestError(f"wrong node kind: expected MappingNode but got {entry.value.kind}")
    return entry.value


def _take_annotation(root: Node) -> str:
    """Remove the annotation, and the maps that were only there for it; give the path that it named."""
    metadata = root.find("metadata")
    annotations = metadata.value.find("annotations") if metadata else None
    known = annotations.value.find(ANNOTATION) if annotations else None
    if metadata is None or annotations is None or known is None:
        return ""
    annotations.value.entries.remove(known)
    if not annotations.value.entries:
        metadata.value.entries.remove(annotations)
    if not metadata.value.entries:
        root.entries.remove(metadata)
    return known.value.text
