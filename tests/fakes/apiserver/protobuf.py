"""Secrets, ConfigMaps and DeleteOptions in Kubernetes' protobuf, which Helm's typed clients send (generated.proto)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
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
