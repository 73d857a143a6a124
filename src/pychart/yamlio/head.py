"""The head of a manifest: what Helm reads of a rendered document before it sorts it.

Origin: SimpleHead of Helm's pkg/release/v1/util, decoded by sigs.k8s.io/yaml: names of fields match in any case,
scalars become text, and the first field of the wrong type is told in encoding/json's words.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio.quickhead import find_head
from pychart.yamlio.reader import read_document
from pychart.yamlio.scalars import go_text
from pychart.yamlio.typed import refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_ROOT_TYPE = "util.SimpleHead"
_METADATA_TYPE = 'struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }'
_ANNOTATIONS_TYPE = "map[string]string"

Head = tuple[str, str, str, dict[str, str] | None]


def read_head(text: str | bytes) -> Head:
    """Give (apiVersion, kind, metadata.name, metadata.annotations) of a text's first document.

    What is absent is "" or None. The whole document is parsed, so every fault in it is found: raises YamlError in
    Helm's words.
    """
    if type(text) is str and (quick := find_head(text)) is not None:
        scanner = _Scanner()
        scanner.scan({"apiVersion": quick[0], "kind": quick[1], "metadata": quick[2]})
        if scanner.fault is None:
            return scanner.api_version, scanner.kind, scanner.name, scanner.annotations
    value, infinities = read_document(text)
    scanner = _Scanner()
    if type(value) is dict:
        scanner.scan(value)
    elif value is not None:
        scanner.fault = refuse(value, _ROOT_TYPE)
    if infinities and len(infinities) != scanner.infinities:
        raise YamlError(f"error converting YAML to JSON: json: unsupported value: {infinities[0]}")
    if scanner.fault is not None:
        raise scanner.fault
    return scanner.api_version, scanner.kind, scanner.name, scanner.annotations


class _Scanner:
    """Decodes the fields in the order of their sorted names, as JSON brings them; keeps the first fault."""

    def __init__(self) -> None:
        self.api_version = self.kind = self.name = ""
        self.annotations: dict[str, str] | None = None
        self.fault: YamlError | None = None
        self.infinities = 0

    def scan(self, root: dict[str, Any]) -> None:
        for key in _matching(root, ("apiversion", "kind", "metadata")):
            value, field = root[key], key.lower()
            if field == "metadata":
                self._scan_metadata(value, f".{key}")
            elif field == "kind":
                self.kind = self._text(value, f".{key}", self.kind)
            else:
                self.api_version = self._text(value, f".{key}", self.api_version)

    def _scan_metadata(self, metadata: Any, path: str) -> None:
        if metadata is None:
            self.name, self.annotations = "", None
        elif type(metadata) is not dict:
            self._refuse(metadata, _METADATA_TYPE, path)
        else:
            for key in _matching(metadata, ("annotations", "name")):
                if key.lower() == "name":
                    self.name = self._text(metadata[key], f"{path}.{key}", self.name)
                else:
                    self._scan_annotations(metadata[key], f"{path}.{key}")

    def _scan_annotations(self, annotations: Any, path: str) -> None:
        if annotations is None:
            self.annotations = None
        elif type(annotations) is not dict:
            self._refuse(annotations, _ANNOTATIONS_TYPE, path)
        else:
            self.annotations = self.annotations or {}
            for key in sorted(annotations):
                step = key.replace("~", "~0").replace("/", "~1")
                self.annotations[key] = self._text(annotations[key], f"{path}.{step}", "")

    def _text(self, value: Any, path: str, before: str) -> str:
        if value is None:
            return before
        text = go_text(value)
        if type(text) is str:
            self.infinities += type(value) is float and value - value != 0.0
            return text
        self._refuse(value, "string", path)
        return before

    def _refuse(self, value: Any, go_type: str, path: str) -> None:
        if self.fault is None:
            self.fault = refuse(value, go_type, path)


def _matching(mapping: dict[str, Any], fields: tuple[str, ...]) -> list[str]:
    return sorted(key for key in mapping if key.lower() in fields)
