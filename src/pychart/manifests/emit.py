"""Documents as the text that `template` prints or writes to a folder (Helm: pkg/cmd, template.go)."""

from __future__ import annotations

from pychart.errors import ManifestError
from pychart.gostd.strings import SPACES
from pychart.manifests.split import split_documents
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Document(NamedTuple):
    """A text and the file it is said to come from."""

    path: str
    content: str


def emit_document(document: Document) -> str:
    """Give one document with its separator and its ``# Source:`` comment."""
    return f"---\n# Source: {document.path}\n{document.content}\n"


def emit_stream(manifests: Iterable[Document], hooks: Iterable[Document]) -> str:
    """Give the whole output: manifests stripped to one final newline, then the hooks as they are."""
    body = "".join(map(emit_document, manifests)).strip(SPACES)
    return body + "\n" + "".join(map(emit_document, hooks))


def select_documents(stream: str, patterns: Sequence[str]) -> str:
    """Give only the documents whose source matches a pattern of ``--show-only``, pattern after pattern.

    A pattern is matched against the path below the chart's folder with filepath.Match's rules. Raises ManifestError
    when one matches nothing.
    """
    from pychart.gostd.path import match

    sources = [(document, _source(document)) for document in split_documents(stream)]
    chosen = []
    for pattern in patterns:
        matching = [document for document, source in sources if source and _matches(match, pattern, source)]
        if not matching:
            raise ManifestError(f"could not find template {pattern} in chart")
        chosen += matching
    return "".join(f"---\n{document}\n" for document in chosen)


def _matches(match: object, pattern: str, source: str) -> bool:
    try:
        return bool(match(pattern, source))  # type: ignore[operator]
    except ValueError:
        return False


def _source(document: str) -> str:
    """Find what follows ``# Source: CHART/`` at its first place in the document; "" where there is none."""
    start = document.find("# Source: ")
    while start >= 0:
        rest = document[start + len("# Source: ") :]
        slash = rest.find("/")
        path = rest[slash + 1 :].split("\n", 1)[0] if slash > 0 else ""
        if path:
            return path
        start = document.find("# Source: ", start + 1)
    return ""
