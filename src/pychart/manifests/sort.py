"""From rendered files to sorted hooks and manifests."""

from __future__ import annotations

from pychart.errors import ManifestError, YamlError
from pychart.gostd.strings import SPACES
from pychart.manifests.hooks import HOOK, read_hook
from pychart.manifests.model import Hook, Manifest
from pychart.manifests.order import sort_by_kind
from pychart.manifests.split import split_documents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Head = tuple[str, str, str, dict[str, str] | None]
    """apiVersion, kind, metadata.name and metadata.annotations of a document."""

    HeadReader = Callable[[str], Head]
    """Reads a document's head, refusing what is not YAML: yamlio.read_head, or a cache before it."""


def sort_manifests(files: Mapping[str, str], read_head: HeadReader) -> tuple[list[Hook], list[Manifest]]:
    """Split, check and order all rendered files (Helm: SortManifests).

    ``files`` maps template paths to rendered text. Returns the hooks and the manifests, each by kind in install
    order, then by path, then as they stood in the file. Raises ManifestError for a document that is not YAML.
    """
    hooks: list[Hook] = []
    manifests: list[Manifest] = []
    for path in sorted(files):
        text = files[path]
        if path.rpartition("/")[2].startswith("_") or not text.strip(SPACES):
            continue
        for document in split_documents(text):
            api_version, kind, name, annotations = _require_head(path, document, read_head)
            if annotations and HOOK in annotations:
                hook = read_hook(path, document, kind, name, annotations)
                if hook:
                    hooks.append(hook)
            else:
                manifests.append(Manifest(path, document, kind, api_version, name))
    return sort_by_kind(hooks), sort_by_kind(manifests)


def _require_head(path: str, document: str, read_head: HeadReader) -> Head:
    try:
        return read_head(document)
    except YamlError as error:
        raise ManifestError(f"YAML parse error on {path}: {error}") from error
