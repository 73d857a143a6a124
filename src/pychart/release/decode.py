"""Records read back: base64, gzip, JSON, and every field of the type that it must have (Helm: pkg/storage/driver).

Whoever may write Secrets in a namespace may write records. One that is none, or wants all memory, is refused in one
line; Go's decoder refuses the same types.
"""

from __future__ import annotations

import re

from pychart.errors import ReleaseError
from pychart.gostd.strconv import quote
from pychart.release.model import HookRun, Info, Release, ReleaseHook

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeVar

    T = TypeVar("T")

MAX_BYTES = 64 * 1024 * 1024
"""How large a record may become when it is decompressed; hostile ones would fill the memory."""
MAX_VALUES = 2_000_000
"""How many maps, lists and their items a record may hold, counted by their signs: each takes memory of its own."""
_MOMENT = re.compile(
    r"\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31|02-29)"
    r"T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_NO_TIME = "0001-01-01T00:00:00Z"
"""Go's zero time, which Helm takes for none."""
GZIP = b"\x1f\x8b\x08"


def decode_release(data: str) -> Release:
    """Read a record, Helm's or our own. Raises ReleaseError for what is none, and for one that is too large."""
    from json import loads

    try:
        content = unpack(data)
        _require_few(content)
        return read_record(_require("the record", mend_texts(loads(content)), dict))
    except (ValueError, TypeError, ArithmeticError, RecursionError) as problem:
        raise ReleaseError(f"the record of the release cannot be read: {problem}") from None


def strip_layer(data: str) -> str:
    """Give what a Secret's data is, which the API has in base64 once more. Raises ReleaseError."""
    from binascii import a2b_base64

    try:
        return a2b_base64(data).decode("ascii")
    except ValueError as problem:
        raise ReleaseError(f"the record is no base64: {problem}") from None


def unpack(data: str) -> bytes:
    """Give the JSON of a record. Raises ReleaseError, ValueError for what is no base64."""
    import zlib
    from binascii import a2b_base64

    content = a2b_base64(data)
    if not content.startswith(GZIP):
        return content
    try:
        found = zlib.decompressobj(31).decompress(content, MAX_BYTES)
    except zlib.error as problem:
        raise ReleaseError(f"the record of the release is damaged: {problem}") from None
    if len(found) >= MAX_BYTES:
        raise ReleaseError(f"the record of the release is larger than {MAX_BYTES} bytes")
    return found


def mend_texts(value: Any) -> Any:
    """Give JSON with U+FFFD for each half of a character in its texts, as Go reads it."""
    if isinstance(value, str):
        return value if value.isascii() else _mend(value)
    if isinstance(value, dict):
        return {mend_texts(key): mend_texts(one) for key, one in value.items()}
    return [mend_texts(one) for one in value] if isinstance(value, list) else value


def _mend(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def read_record(record: Mapping[str, Any]) -> Release:
    """Read the JSON of a release. Raises TypeError for fields that are of another type than Helm writes."""
    hooks = [_read_hook(_require("a hook", hook, dict)) for hook in _take(record, "hooks", list, [])]
    config = record.get("config")
    return Release(
        name=_take(record, "name", str, ""),
        namespace=_take(record, "namespace", str, ""),
        version=_take(record, "version", int, 0),
        info=read_info(_take(record, "info", dict, {})),
        chart=_check_chart(_take(record, "chart", dict, {})),
        config=None if config is None else _require("config", config, dict),
        manifest=_take(record, "manifest", str, ""),
        hooks=tuple(hooks),
        apply_method=_take(record, "apply_method", str, ""),
    )


def read_info(info: Mapping[str, Any]) -> Info:
    """Read the info of a release. Raises TypeError."""
    return Info(
        first_deployed=_take_moment(info, "first_deployed"),
        last_deployed=_take_moment(info, "last_deployed"),
        deleted=_take_moment(info, "deleted"),
        description=_take(info, "description", str, ""),
        status=_take(info, "status", str, "") or "unknown",
        rollback_revision=_take(info, "rollback_revision", int, 0),
        notes=_take(info, "notes", str, ""),
    )


def check_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """Give what a record says of Chart.yaml. Raises TypeError for fields of another type than Helm writes."""
    for name in ("name", "version", "appVersion"):
        _take(metadata, name, str, "")
    for key, value in _take(metadata, "annotations", dict, {}).items():
        _require(key, value, str)
    for one in _take(metadata, "dependencies", list, []):
        _take(_require("a dependency", one, dict), "name", str, "")
    return metadata


def _check_chart(chart: dict[str, Any]) -> dict[str, Any]:
    check_metadata(_take(chart, "metadata", dict, {}))
    _take(chart, "values", dict, {})
    for part in ("templates", "files"):
        for one in _take(chart, part, list, []):
            file = _require("a file", one, dict)
            _take(file, "name", str, "")
            _take(file, "data", str, "")
    return chart


def _read_hook(record: Mapping[str, Any]) -> ReleaseHook:
    run = _take(record, "last_run", dict, {})
    return ReleaseHook(
        name=_take(record, "name", str, ""),
        kind=_take(record, "kind", str, ""),
        path=_take(record, "path", str, ""),
        manifest=_take(record, "manifest", str, ""),
        events=_take_words(record, "events"),
        last_run=HookRun(
            _take_moment(run, "started_at"), _take_moment(run, "completed_at"), _take(run, "phase", str, "")
        ),
        weight=_take(record, "weight", int, 0),
        delete_policies=_take_words(record, "delete_policies"),
        output_log_policies=_take_words(record, "output_log_policies"),
    )


def _take_words(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple([_require(name, word, str) for word in _take(record, name, list, [])])


def _take(record: Mapping[str, Any], name: str, kind: type[T], empty: T) -> T:
    value = record.get(name)
    return empty if value is None else _require(name, value, kind)


def _take_moment(record: Mapping[str, Any], name: str) -> str:
    """Give a time, empty for none; what Go would not read as RFC 3339 is none."""
    moment = _take(record, name, str, "")
    if moment == _NO_TIME:
        return ""
    if moment and not (_MOMENT.fullmatch(moment) and (moment[5:10] != "02-29" or _is_leap(int(moment[:4])))):
        raise TypeError(f"{name} is {quote(moment)}, no time")
    return moment


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _require(name: str, value: Any, kind: type[T]) -> T:
    if type(value) is kind:
        return value
    raise TypeError(f"{name} is {type(value).__name__}, not {kind.__name__}")


def _require_few(content: bytes) -> None:
    if sum(content.count(sign) for sign in (b"[", b"{", b",")) > MAX_VALUES:
        raise ReleaseError(f"the record of the release holds more than {MAX_VALUES} values")
