"""YAML text read as Helm reads it: YAML to JSON to Go (sigs.k8s.io/yaml over goyaml.v2)."""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio.builder import CONVERT, Builder
from pychart.yamlio.events import to_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def load(text: str | bytes) -> Any:
    """Read the first document of a text as Helm does; an empty text is None.

    Numbers are floats, keys are strings, the last of several equal keys counts. Raises YamlError in Helm's words.
    Origin: sigs.k8s.io/yaml, Unmarshal into interface{}.
    """
    return _read(text, exact=False, strict=False)


def load_exact(text: str | bytes) -> Any:
    """Read like load(), but leave YAML's integers Python ints.

    For targets that are structs: where Go wants a string, an integer and a float are written differently
    (scalars.go_text). Raises YamlError.
    """
    return _read(text, exact=True, strict=False)


def load_strict(text: str | bytes) -> Any:
    """Read like load() and refuse a key that stands twice in one map (UnmarshalStrict: index.yaml)."""
    return _read(text, exact=False, strict=True)


def load_all(text: str | bytes) -> list[Any]:
    """Read every document of a values file, cut as Kubernetes' YAMLReader cuts it; raises YamlError."""
    return [load(piece) for piece in split_stream(text)]


def split_stream(text: str | bytes) -> list[bytes]:
    """Cut a text at lines that are ``---``, alone or with a comment; every piece ends with a line break.

    Raises YamlError for a line that begins with ``---`` and goes on otherwise.
    Origin: YAMLReader of k8s.io/apimachinery, through which Helm reads values files.
    """
    return list(iter_stream(text))


def iter_stream(text: str | bytes) -> Iterator[bytes]:
    """Cut like split_stream(), piece by piece, so that what stands before a bad line is given before the error."""
    data = to_bytes(text).replace(b"\r\n", b"\n")
    if not data:
        return
    if not data.endswith(b"\n"):
        data += b"\n"
    if b"\n---" not in b"\n" + data:
        yield data
        return
    buffer: list[bytes] = []
    for line in data[:-1].split(b"\n"):
        if line.startswith(b"---"):
            rest = line[3:].strip()
            if rest and not rest.startswith(b"#"):
                raise YamlError(f"invalid Yaml document separator: {rest.decode('utf-8', 'surrogateescape')}")
            if buffer:
                yield b"\n".join([*buffer, b""])
                buffer = []
                continue
        buffer.append(line)
    if buffer:
        yield b"\n".join([*buffer, b""])


def _read(text: str | bytes, exact: bool, strict: bool) -> Any:
    builder = Builder(exact=exact, strict=strict)
    value = builder.read(text)
    if builder.infinities:
        raise YamlError(f"{CONVERT}json: unsupported value: {builder.infinities[0]}")
    return value


def read_document(text: str | bytes) -> tuple[Any, list[str]]:
    """Read like load_exact(), but leave it to the caller what infinities and NaN mean.

    Gives the value and JSON's names of the numbers that JSON cannot hold. Raises YamlError.
    """
    builder = Builder(exact=True)
    return builder.read(text), builder.infinities
