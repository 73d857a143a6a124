"""The documents of a rendered file as lint reads them: one after the other, JSON or YAML, only four fields.

The stream is read as Kubernetes reads one: a text that begins with ``{`` is taken for JSON objects in a row, and for
YAML as soon as that fails; YAML is cut at lines of ``---``.
Origin: Helm (k8sYamlStruct); k8s.io/apimachinery, util/yaml (YAMLOrJSONDecoder).
"""

from __future__ import annotations

from pychart.chart.decode import Place, decode_fields, decode_string, require_string
from pychart.errors import FunctionError, YamlError
from pychart.gostd.strings import SPACES
from pychart.records import NamedTuple
from pychart.yamlio import iter_stream
from pychart.yamlio.reader import read_document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.chart.decode import Decoder, Fields


_LOOK_AHEAD = 4096
_TYPE = "rules.k8sYamlStruct"
_METADATA_TYPE = "rules.k8sYamlMetadata"


class Document(NamedTuple):
    """A Kubernetes object; what is absent is empty. ``line`` is where it begins in the rendered file, from 1."""

    api_version: str
    kind: str
    name: str
    text: str
    line: int


def read_documents(text: str) -> Iterator[Document]:
    """Yield the objects of a rendered file; empty documents are left out.

    Raises YamlError at the first that cannot be read, its ``line`` counted in the file.
    """
    if text[:_LOOK_AHEAD].lstrip(SPACES).startswith("{"):
        yield from _read_json(text)
    else:
        yield from _read_yaml(text, 1)


def _read_yaml(text: str, line: int) -> Iterator[Document]:
    data = text.encode("utf-8", "surrogateescape")
    for piece in _pieces(data, line):
        try:
            value, infinities = read_document(piece)
            fields = _decode(value, _YAML_FIELDS) if type(value) is dict or not infinities else {}
            if len(infinities) != sum(found in ("+Inf", "-Inf", "NaN") for found in fields.values()):
                raise YamlError(f"error converting YAML to JSON: json: unsupported value: {infinities[0]}")
        except YamlError as problem:
            problem.line = (problem.line or 1) + line - 1
            raise
        if value is not None:
            yield _make(fields, piece.decode("utf-8", "surrogateescape"), line)
        line += piece.count(b"\n") + 1


def _pieces(data: bytes, line: int) -> Iterator[bytes]:
    pieces = iter_stream(data)
    while True:
        try:
            piece = next(pieces)
        except StopIteration:
            return
        except YamlError as problem:
            problem.line = line
            raise
        line += piece.count(b"\n") + 1
        yield piece


def _read_json(text: str) -> Iterator[Document]:
    """Yield JSON objects as long as there are any; fewer than two of them may be followed by YAML."""
    from pychart.gostd.jsontext import parse_first

    place = count = 0
    fault: FunctionError | YamlError
    while text[place:].strip(" \t\r\n"):
        rest = text[place:]
        begin = len(rest) - len(rest.lstrip(" \t\r\n"))
        line = text.count("\n", 0, place + begin) + 1
        try:
            value, size = parse_first(rest)
            fields = _decode(value, _JSON_FIELDS)
        except (FunctionError, YamlError) as problem:
            if count > 1:
                raise _word(problem, line) from None
            fault = problem
            break
        place += size
        count += 1
        if value is not None:
            yield _make(fields, rest[begin:size], line)
    else:
        return
    try:
        rest, line = _skip_line_end(text, place)
        yield from _read_yaml(rest, line)
    except YamlError:
        raise _word(fault, line, len(text[:place].encode("utf-8", "surrogateescape"))) from None


def _skip_line_end(text: str, place: int) -> tuple[str, int]:
    """Give what comes after the spaces at a place, at most one line end among them, and its line."""
    while place < len(text) and text[place] in SPACES:
        place += 1
        if text[place - 1] == "\n":
            break
    return text[place:], text.count("\n", 0, place) + 1


def _word(problem: Exception, line: int, before: int | None = None) -> YamlError:
    """Word a fault in JSON as Kubernetes does; ``before`` counts the bytes before the object, None leaves it out."""
    text = str(problem).removeprefix("error unmarshaling JSON: while decoding JSON: ")
    if text == "unexpected end of JSON input":
        text = "unexpected EOF"
    offset = getattr(problem, "offset", None)
    if offset is not None and before is not None:
        text = f"json: offset {before + offset}: {text}"
    return YamlError(text, line, 1)


def _decode(value: Any, fields: Fields) -> dict[str, str]:
    found = decode_fields(value, Place(), fields, _TYPE)
    metadata: dict[str, str] = found.pop("metadata", {})
    return {**found, **metadata}


def _make(fields: dict[str, str], text: str, line: int) -> Document:
    return Document(fields.get("api_version", ""), fields.get("kind", ""), fields.get("name", ""), text, line)


def _fields(text: Decoder) -> Fields:
    def decode_metadata(value: Any, place: Place) -> dict[str, Any]:
        names = {"Namespace": ("namespace", text), "Name": ("name", text)}
        return decode_fields(value, place, names, _METADATA_TYPE)

    return {"apiVersion": ("api_version", text), "Kind": ("kind", text), "Metadata": ("metadata", decode_metadata)}


_YAML_FIELDS = _fields(decode_string)
_JSON_FIELDS = _fields(require_string)
