"""YAML text read as Helm reads it: YAML to JSON to Go (sigs.k8s.io/yaml over goyaml.v2).

libyaml does the parsing and gives events; everything that goyaml decides on top of them is decided here: what a
scalar means, merge keys, duplicate keys, how deep and how often a document may repeat itself. Nothing here calls
itself, and depth and repetition are counted while the events come, so hostile text neither crashes nor fills memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pychart.errors import YamlError
from pychart.yamlio.events import MAX_DEPTH, PREFIX, explain, import_yaml, open_parser, to_bytes
from pychart.yamlio.rawkeys import BadKey, RawKey, go_syntax
from pychart.yamlio.scalars import DecodeError, key_text, read_tagged, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONVERT = "error converting YAML to JSON: "
_CACHE_LIMIT = 50_000
_EXPANSION_LIMIT = 100 * 2**20

_values: dict[str, Any] = {}
_exact_values: dict[str, Any] = {}
_keys: dict[str, Any] = {}


class _Span(NamedTuple):
    """The events of an anchored node on the tape; ``end`` is None while the node is still open."""

    start: int
    end: int | None
    is_map: bool


class _Alias:
    """An alias on the tape, bound to what it meant where it stood."""

    __slots__ = ("name", "span")

    def __init__(self, name: str, span: _Span) -> None:
        self.name = name
        self.span = span


class _Marker:
    __slots__ = ()


_NO_KEY: Any = _Marker()
_MERGE: Any = _Marker()


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
    """Cut a text at lines that are ``---``, alone or with a comment; empty pieces are dropped.

    Origin: YAMLReader of k8s.io/apimachinery, through which Helm reads values files.
    """
    pieces: list[bytes] = []
    buffer: list[bytes] = []
    for line in to_bytes(text).splitlines(keepends=True):
        if line.startswith(b"---") and buffer:
            rest = line[3:].strip()
            if not rest or rest.startswith(b"#"):
                pieces.append(b"".join(buffer))
                buffer = []
                continue
        buffer.append(line)
    if buffer:
        pieces.append(b"".join(buffer))
    return pieces


def _read(text: str | bytes, exact: bool, strict: bool) -> Any:
    builder = Builder(exact=exact, strict=strict)
    value = builder.read(text)
    if builder.infinities:
        raise YamlError(f"{_CONVERT}json: unsupported value: {builder.infinities[0]}")
    return value


def read_document(text: str | bytes) -> tuple[Any, list[str]]:
    """Read like load_exact(), but leave it to the caller what infinities and NaN mean.

    Gives the value and JSON's names of the numbers that JSON cannot hold. Raises YamlError.
    """
    builder = Builder(exact=True)
    return builder.read(text), builder.infinities


class Builder:
    """Builds one document's value from its events."""

    def __init__(self, exact: bool = False, strict: bool = False, raw: bool = False) -> None:
        self.infinities: list[str] = []
        self._exact = exact or raw
        self._strict = strict
        self._raw = raw
        self._get_event: Callable[[], Any]
        self._anchors: dict[str, _Span] = {}
        self._open: dict[int, tuple[str, int]] = {}
        self._tape: list[Any] = []
        self._sources: list[Iterator[Any]] = []
        self._aliased = 0
        self._expanded = 0
        self._duplicates: list[str] = []
        self._bad_key = ""
        self._deep = False

    def read(self, text: str | bytes) -> Any:
        """Read the first document of a text; None where there is none. Raises YamlError."""
        parser = open_parser(to_bytes(text))
        yaml = import_yaml()
        self._get_event = get_event = parser.get_event
        try:
            get_event()
            if type(get_event()) is yaml.StreamEndEvent:
                return None
            try:
                value = self.build()
            except DecodeError as error:
                while type(get_event()) is not yaml.DocumentEndEvent:
                    pass
                if not error.args:
                    return Builder(raw=True).read(text)
                raise YamlError(f"{_CONVERT}{error}") from None
            get_event()
        except yaml.YAMLError as error:
            raise explain(error) from None
        if self._bad_key and not self._raw:
            return Builder(raw=True).read(text)
        self._check()
        return value

    def _check(self) -> None:
        """Raise what sigs.k8s.io/yaml finds only after goyaml is done."""
        if self._duplicates:
            raise YamlError(f"{PREFIX}unmarshal errors:\n  " + "\n  ".join(self._duplicates))
        if self._bad_key:
            raise YamlError(f"{_CONVERT}{self._bad_key}")
        if self._deep and not self.infinities:
            raise YamlError("error unmarshaling JSON: while decoding JSON: exceeded max depth")

    def build(self) -> Any:  # noqa: C901 - one loop over events; splitting it costs a call per event
        """Take the events of one node, to its end, and give its value."""
        yaml = import_yaml()
        scalar, map_start, list_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        map_end, list_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
        keys = {} if self._raw else _keys
        values = _exact_values if self._exact else _values
        get, strict = self._get_event, self._strict
        stack: list[tuple[Any, Any, Any]] = []
        box: Any = None
        key: Any = None
        while True:
            event = get()
            kind = type(event)
            if kind is scalar:
                text = event.value
                if event.anchor is not None:
                    get = self._note_scalar(event, get)
                if key is _NO_KEY:
                    if event.tag is not None:
                        key = self._read_tagged_key(event)
                    elif event.implicit[0]:
                        key = keys[text] if text in keys else self._read_key(text)
                    else:
                        key = text
                    continue
                if event.tag is not None:
                    value = self._keep(read_tagged(event.tag, text))
                elif event.implicit[0]:
                    value = values[text] if text in values else self._read_value(text)
                else:
                    value = text
            elif kind is map_start or kind is list_start:
                if event.anchor is not None:
                    get = self._note_start(event, len(stack), get)
                stack.append((box, key, event))
                if len(stack) > MAX_DEPTH:
                    self._check_depth(event, stack)
                box, key = ({}, _NO_KEY) if kind is map_start else ([], None)
                continue
            elif kind is map_end or kind is list_end:
                value = box
                box, key, event = stack.pop()
                if self._open:
                    self._note_end(len(stack))
            else:
                self._enter_alias(event, key is _MERGE)
                get = self._get_replayed
                continue
            if key is None:
                if box is None:
                    return value
                box.append(value)
                continue
            if type(key) is str:
                if strict and key in box:
                    self._note_duplicate(event, key)
                box[key] = value
            else:
                self._place_odd(box, key, value)
            key = _NO_KEY

    def _read_value(self, text: str) -> Any:
        value = resolve(text)
        if type(value) is int and not self._exact:
            value = float(value)
        if type(value) is float and value - value != 0.0:
            return self._keep(value)
        if len(text) < 64:
            values = _exact_values if self._exact else _values
            if len(values) > _CACHE_LIMIT:
                values.clear()
            values[text] = value
        return value

    def _keep(self, value: Any) -> Any:
        if type(value) is float and value - value != 0.0:
            self.infinities.append("NaN" if value != value else "+Inf" if value > 0 else "-Inf")
        if type(value) is int and not self._exact:
            return float(value)
        return value

    def _read_key(self, text: str) -> Any:
        key = _MERGE if text == "<<" else self._make_key(resolve(text))
        if len(text) < 64 and type(key) is str and not self._raw:
            if len(_keys) > _CACHE_LIMIT:
                _keys.clear()
            _keys[text] = key
        return key

    def _read_tagged_key(self, event: Any) -> Any:
        if event.value == "<<" and (event.implicit[0] or event.tag == "tag:yaml.org,2002:merge"):
            return _MERGE
        return self._make_key(read_tagged(event.tag, event.value))

    def _make_key(self, value: Any) -> Any:
        if value is None or (type(value) is int and value >= 2**63):
            return BadKey(value)
        if self._raw and type(value) is not str:
            return RawKey(value)
        return key_text(value)

    def _place_odd(self, box: dict[str, Any], key: Any, value: Any) -> None:
        """Deal with a key that is no plain string: a merge, or one that Go refuses."""
        if key is _MERGE:
            self._merge(box, value)
        elif type(key) is RawKey:
            box[key] = value
        elif not self._raw:
            # Go's words spell the value out with the types it has before JSON: they are told by a second reading.
            if key is _NO_KEY:
                raise DecodeError
            self._bad_key = "?"
        elif key is _NO_KEY:
            raise DecodeError(f"yaml: invalid map key: {go_syntax(value)}")
        elif not self._bad_key:
            self._bad_key = f"unsupported map key of type: {key.go_type}, key: {key.text}, value: {go_syntax(value)}"

    def _merge(self, box: dict[str, Any], value: Any) -> None:
        """Take the pairs of a map, or of a list's maps from the last to the first, into the map as it stands."""
        maps = value[::-1] if type(value) is list else [value]
        for pairs in maps:
            if type(pairs) is not dict:
                raise DecodeError("yaml: map merge requires map or sequence of maps as the value")
            box.update(pairs)

    def _note_duplicate(self, event: Any, key: str) -> None:
        from pychart.gostd.strconv import quote

        self._duplicates.append(f"line {event.start_mark.line + 1}: key {quote(key)} already set in map")

    def _check_depth(self, event: Any, stack: list[Any]) -> None:
        same = sum(1 for _, _, other in stack if bool(other.flow_style) is bool(event.flow_style))
        if same > MAX_DEPTH:
            line = event.start_mark.line
            where = f"line {line + 1}: " if line else ""
            raise YamlError(f"{PREFIX}{where}exceeded max depth of {MAX_DEPTH}", line + 1)
        if len(stack) > 2 * MAX_DEPTH:
            raise DecodeError("yaml: document contains excessive aliasing")
        self._deep = True

    def _start_tape(self, event: Any) -> Callable[[], Any]:
        self._tape.append(event)
        return self._get_taped

    def _get_taped(self) -> Any:
        event = self._get_event()
        self._tape.append(event)
        return event

    def _get_replayed(self) -> Any:
        sources = self._sources
        while sources:
            event = next(sources[-1], None)
            if event is not None:
                self._count_alias(event)
                return event
            sources.pop()
        return self._get_taped()

    def _note_scalar(self, event: Any, get: Callable[[], Any]) -> Callable[[], Any]:
        if self._sources:
            return get
        if not self._tape:
            get = self._start_tape(event)
        end = len(self._tape)
        self._anchors[event.anchor] = _Span(end - 1, end, False)
        return get

    def _note_start(self, event: Any, depth: int, get: Callable[[], Any]) -> Callable[[], Any]:
        if self._sources:
            return get
        if not self._tape:
            get = self._start_tape(event)
        start = len(self._tape) - 1
        self._anchors[event.anchor] = _Span(start, None, type(event) is import_yaml().MappingStartEvent)
        self._open[depth] = (event.anchor, start)
        return get

    def _note_end(self, depth: int) -> None:
        name, start = self._open.pop(depth, ("", -1))
        span = self._anchors.get(name)
        if span is not None and span.start == start:
            self._anchors[name] = span._replace(end=len(self._tape))

    def _enter_alias(self, event: Any, merging: bool) -> None:
        if type(event) is _Alias:
            name, span = event.name, event.span
        else:
            name = event.anchor
            if name not in self._anchors:
                raise YamlError(f"{PREFIX}unknown anchor '{name}' referenced", event.start_mark.line + 1)
            span = self._anchors[name]
            self._tape[-1] = _Alias(name, span)
        if span.end is None:
            raise DecodeError(f"yaml: anchor '{name}' value contains itself")
        if merging and not span.is_map:
            raise DecodeError("yaml: map merge requires map or sequence of maps as the value")
        if self._sources:
            self._aliased += 1
        self._sources.append(_replay(self._tape, span.start, span.end))

    def _count_alias(self, event: Any) -> None:
        self._aliased += 1
        decoded = len(self._tape) + self._aliased
        self._expanded += len(getattr(event, "value", None) or "")
        if self._expanded > _EXPANSION_LIMIT or (
            self._aliased > 100 and decoded > 1000 and self._aliased / decoded > _allowed_share(decoded)
        ):
            raise DecodeError("yaml: document contains excessive aliasing")


def _replay(tape: list[Any], start: int, end: int) -> Iterator[Any]:
    for place in range(start, end):
        yield tape[place]


def _allowed_share(decoded: int) -> float:
    """Give the share of a document's nodes that may come from aliases.

    99 % up to 400,000 nodes, falling evenly to 10 % at 4,000,000. Origin: allowedAliasRatio() of goyaml.v2.
    """
    if decoded <= 400_000:
        return 0.99
    if decoded >= 4_000_000:
        return 0.10
    return 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000)
