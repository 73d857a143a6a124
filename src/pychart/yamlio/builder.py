"""One document's value, built from the parser's events by goyaml.v2's rules.

Nothing here calls itself, and depth is counted while the events come, so hostile text cannot crash it.
"""

from __future__ import annotations

from pychart.errors import YamlError
from pychart.yamlio.aliases import Tape
from pychart.yamlio.dialect import Source
from pychart.yamlio.events import MAX_DEPTH, PREFIX, error_class, import_events
from pychart.yamlio.rawkeys import BadKey, RawKey, find_bad_key, go_syntax
from pychart.yamlio.scalars import DecodeError, key_text, read_tagged, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from pychart.yamlio.aliases import Frames


CONVERT = "error converting YAML to JSON: "
_CACHE_LIMIT = 50_000
_CACHE_LENGTH = 64

# What plain scalars mean, as values and as keys: charts repeat the same few thousand.
_values: dict[str, Any] = {}
_exact_values: dict[str, Any] = {}
_keys: dict[str, Any] = {}


class _Marker:
    __slots__ = ()


_NO_KEY: Any = _Marker()
_MERGE: Any = _Marker()


class Builder:
    """Builds one document's value from its events."""

    def __init__(self, exact: bool = False, strict: bool = False, raw: bool = False) -> None:
        self._exact = exact or raw
        self._strict = strict
        self._raw = raw
        self._forget()

    _tape: Tape

    def read(self, text: str | bytes) -> Any:
        """Read the first document of a text; None where there is none. Raises YamlError."""
        source = Source(text)
        while True:
            try:
                value = self._read_source(source)
                break
            except error_class() as error:
                if not source.repair(error):
                    raise source.explain(error) from None
                self._forget()
        if self._has_bad_key and not self._raw:
            # Go's words spell values out with the types they had before JSON, which takes a second reading.
            Builder(raw=True).read(text)
        self._check(value)
        return value

    def _forget(self) -> None:
        """Be as new: the text is read again."""
        self.infinities: list[str] = []
        self._duplicates: list[str] = []
        self._deep: list[Any] = []
        self._has_bad_key = False
        self._has_infinities = False

    def _read_source(self, source: Source) -> Any:
        get_event = source.open()
        tape = self._tape = Tape(get_event)
        get_event()
        if type(get_event()) is import_events().StreamEndEvent:
            return None
        try:
            value = self._build(get_event, tape)
        except DecodeError as error:
            tape.drain()
            if not error.args:
                return Builder(raw=True).read(source.text)
            raise YamlError(f"{CONVERT}{error}") from None
        get_event()
        return value

    def _check(self, value: Any) -> None:
        """Raise what sigs.k8s.io/yaml finds only after goyaml is done: in what is left when all keys are read."""
        if self._duplicates:
            raise YamlError(f"{PREFIX}unmarshal errors:\n  " + "\n  ".join(self._duplicates))
        if self._has_bad_key and (complaint := find_bad_key(value)):
            raise YamlError(f"{CONVERT}{complaint}")
        if self._has_infinities:
            self.infinities = _list_infinities(value)
        if any(self._deep):
            raise YamlError(f"{CONVERT}exceeded max depth")
        if self._deep and not self.infinities:
            raise YamlError("error unmarshaling JSON: while decoding JSON: exceeded max depth")

    def _build(self, get: Callable[[], Any], tape: Tape) -> Any:  # noqa: C901 - one loop over events; splitting it costs a call per event
        """Take the events of one node, to its end, and give its value."""
        events = import_events()
        scalar, map_start, list_start = events.ScalarEvent, events.MappingStartEvent, events.SequenceStartEvent
        map_end, list_end = events.MappingEndEvent, events.SequenceEndEvent
        keys = {} if self._raw else _keys
        values = _exact_values if self._exact else _values
        strict = self._strict
        stack: Frames = []
        box: Any = None
        key: Any = None
        while True:
            event = get()
            kind = type(event)
            if kind is scalar:
                text = event.value
                if event.anchor is not None:
                    get = tape.note_scalar(event, stack, box)
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
                if key is _MERGE and kind is list_start:
                    tape.uncount()
                if event.anchor is not None:
                    get = tape.note_start(event, stack, box)
                stack.append((box, key, event))
                box, key = ({}, _NO_KEY) if kind is map_start else ([], None)
                if len(stack) > MAX_DEPTH:
                    self._check_depth(event, stack, box)
                continue
            elif kind is map_end or kind is list_end:
                value = box
                box, key, event = stack.pop()
                if tape.has_open:
                    tape.note_end(len(stack))
            else:
                tape.enter_alias(event, key is _MERGE)
                get = tape.replay
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
        if len(text) < _CACHE_LENGTH:
            values = _exact_values if self._exact else _values
            if len(values) > _CACHE_LIMIT:
                values.clear()
            values[text] = value
        return value

    def _keep(self, value: Any) -> Any:
        if type(value) is float and value - value != 0.0:
            self._has_infinities = True
        if type(value) is int and not self._exact:
            return float(value)
        return value

    def _read_key(self, text: str) -> Any:
        if text == "<<":
            self._tape.uncount()
            return _MERGE
        key = self._make_key(resolve(text))
        if len(text) < _CACHE_LENGTH and type(key) is str and not self._raw:
            if len(_keys) > _CACHE_LIMIT:
                _keys.clear()
            _keys[text] = key
        return key

    def _read_tagged_key(self, event: Any) -> Any:
        if event.value == "<<" and (event.implicit[0] or event.tag == "tag:yaml.org,2002:merge"):
            self._tape.uncount()
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
            self._has_bad_key = True
        elif key is _NO_KEY:
            raise DecodeError(f"yaml: invalid map key: {go_syntax(value)}")
        else:
            box[RawKey(key.value)] = value
            self._has_bad_key = True

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

    def _check_depth(self, event: Any, stack: Frames, box: Any) -> None:
        """Refuse nesting that goyaml's scanner refuses; remember what its JSON encoder or decoder will refuse."""
        if bool(event.flow_style) and sum(1 for *_, other in stack if other.flow_style) > MAX_DEPTH:
            raise _too_deep(event)
        if not event.flow_style and _count_indents(stack) > MAX_DEPTH:
            raise _too_deep(event)
        if len(stack) > 2 * MAX_DEPTH:
            raise DecodeError("yaml: document contains excessive aliasing")
        self._deep.append(box)


def _list_infinities(value: Any) -> list[str]:
    """Name the numbers of a tree that JSON cannot hold, in the order in which Go writes them."""
    found: list[str] = []
    pending = [value]
    while pending:
        item = pending.pop()
        if type(item) is dict:
            pending += [item[key] for key in sorted(item, reverse=True)]
        elif type(item) is list:
            pending += reversed(item)
        elif type(item) is float and item - item != 0.0:
            found.append("NaN" if item != item else "+Inf" if item > 0 else "-Inf")
    return found


def _too_deep(event: Any) -> YamlError:
    line, column = event.start_mark.line, event.start_mark.column
    where = f"line {line + 1}: " if line else ""
    return YamlError(f"{PREFIX}{where}exceeded max depth of {MAX_DEPTH}", line + 1, column + 1)


def _count_indents(stack: Frames) -> int:
    """Count the block containers that stand further right than the one around them."""
    count, column = 0, -1
    for *_, event in stack:
        if not event.flow_style and event.start_mark.column > column:
            count += 1
            column = event.start_mark.column
    return count
