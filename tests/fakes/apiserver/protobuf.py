"""Secrets, ConfigMaps and DeleteOptions in Kubernetes' protobuf, which Helm's typed clients speak (generated.proto)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

MAGIC = b"k8s\x00"


def decode(data: bytes) -> dict[str, Any]:
    """Give an object sent as ``application/vnd.kubernetes.protobuf``. Raises ValueError for other kinds."""
    if not data.startswith(MAGIC):
        raise ValueError("no magic number")
    envelope = dict(_fields(data[len(MAGIC) :]))
    type_ = {number: value.decode() for number, value in _fields(envelope[1])}
    kind = type_[2]
    if kind not in _READERS:
        raise ValueError(f"cannot read {kind}")
    return {"apiVersion": type_.get(1, ""), "kind": kind, **_READERS[kind](envelope[2])}


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    place = 0
    while place < len(data):
        tag, place = _varint(data, place)
        if tag & 7 == 2:
            size, place = _varint(data, place)
            yield tag >> 3, data[place : place + size]
            place += size
        elif tag & 7 == 0:
            value, place = _varint(data, place)
            yield tag >> 3, value
        else:
            raise ValueError(f"wire type {tag & 7}")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, place


def _pair(data: bytes) -> tuple[str, bytes]:
    entry = dict(_fields(data))
    return entry.get(1, b"").decode(), entry.get(2, b"")


_METADATA = {1: "name", 2: "generateName", 3: "namespace", 5: "uid", 6: "resourceVersion"}
_MAPS = {11: "labels", 12: "annotations"}


def _metadata(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, value in _fields(data):
        if number in _METADATA and value:
            found[_METADATA[number]] = value.decode()
        elif number in _MAPS:
            key, text = _pair(value)
            found.setdefault(_MAPS[number], {})[key] = text.decode()
    return found


def _secret(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {"metadata": {}}
    for number, value in _fields(data):
        if number == 1:
            found["metadata"] = _metadata(value)
        elif number == 2:
            key, content = _pair(value)
            found.setdefault("data", {})[key] = base64.b64encode(content).decode()
        elif number == 3:
            found["type"] = value.decode()
    return found


def _config_map(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = {"metadata": {}}
    for number, value in _fields(data):
        if number == 1:
            found["metadata"] = _metadata(value)
        elif number == 2:
            key, content = _pair(value)
            found.setdefault("data", {})[key] = content.decode()
    return found


def _delete_options(data: bytes) -> dict[str, Any]:
    found = dict(_fields(data))
    return {"propagationPolicy": found[4].decode()} if 4 in found else {}


_READERS = {"Secret": _secret, "ConfigMap": _config_map, "DeleteOptions": _delete_options}


TYPE = "application/vnd.kubernetes.protobuf"
WRITTEN = ("Secret", "ConfigMap")


def encode(one: dict[str, Any]) -> bytes:
    """Give a Secret or ConfigMap as the server answers it."""
    return wrap(one["apiVersion"], one["kind"], encode_item(one))


def encode_list(kind: str, version: str, items: list[bytes]) -> bytes:
    """Give a list of what encode_item gave."""
    return wrap("v1", f"{kind}List", _bytes(1, _text(2, version)) + b"".join(_bytes(2, item) for item in items))


def encode_item(one: dict[str, Any]) -> bytes:
    """Give a Secret or ConfigMap as it stands in a list."""
    is_secret = one["kind"] == "Secret"
    found = [_bytes(1, _write_metadata(one["metadata"]))]
    for key, value in (one.get("data") or {}).items():
        content = base64.b64decode(value) if is_secret else value.encode()
        found.append(_bytes(2, _text(1, key) + _bytes(2, content)))
    return b"".join([*found, _text(3, one.get("type", "")) if is_secret else b""])


def wrap(api_version: str, kind: str, raw: bytes) -> bytes:
    """Give the envelope (runtime.Unknown) around an object."""
    return MAGIC + _bytes(1, _text(1, api_version) + _text(2, kind)) + _bytes(2, raw)


def _write_metadata(metadata: dict[str, Any]) -> bytes:
    found = [_text(number, metadata.get(name, "")) for number, name in _METADATA.items()]
    found.append(_bytes(8, _write_time(metadata["creationTimestamp"])))
    for number, name in _MAPS.items():
        found += [_bytes(number, _text(1, key) + _text(2, text)) for key, text in (metadata.get(name) or {}).items()]
    found += [_bytes(17, _write_entry(entry)) for entry in metadata.get("managedFields") or ()]
    return b"".join(found)


def _write_entry(entry: dict[str, Any]) -> bytes:
    names = {1: "manager", 2: "operation", 3: "apiVersion", 6: "fieldsType", 8: "subresource"}
    found = [_text(number, entry.get(name, "")) for number, name in names.items()]
    found.append(_bytes(4, _write_time(entry["time"])))
    found.append(_bytes(7, _bytes(1, json.dumps(entry["fieldsV1"]).encode())))
    return b"".join(found)


def _write_time(moment: str) -> bytes:
    return b"\x08" + _number(int(datetime.fromisoformat(moment).timestamp()))


def _text(number: int, text: str) -> bytes:
    return _bytes(number, text.encode()) if text else b""


def _bytes(number: int, data: bytes) -> bytes:
    return _number(number << 3 | 2) + _number(len(data)) + data


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*found, value))
