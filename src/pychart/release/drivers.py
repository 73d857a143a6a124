"""Where records are kept: Secrets or ConfigMaps of a cluster (Helm: pkg/storage/driver); memory.py has another place.

A driver keeps and gives records by key; it knows labels, and nothing of revisions.
"""

from __future__ import annotations

import time

from pychart import logs
from pychart.errors import ClusterError, PychartError, ReleaseError, StatusError
from pychart.gostd.strconv import quote
from pychart.kube.answers import list_items, require_item
from pychart.kube.labels import write_labels
from pychart.records import NamedTuple
from pychart.release.decode import decode_release, strip_layer
from pychart.release.encode import encode_release
from pychart.release.peek import peek_release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Protocol

    from pychart.kube.client import Client
    from pychart.release.model import Release

    class Driver(Protocol):
        """What keeps records."""

        def create(self, key: str, release: Release) -> None:
            """Keep a new record. Raises ReleaseError where there is one of this key already."""

        def update(self, key: str, release: Release) -> None:
            """Keep a record in place of the one there is."""

        def get(self, key: str) -> Release:
            """Give a record. Raises ReleaseError where there is none."""

        def query(self, labels: Mapping[str, str]) -> list[Release]:
            """Give all records that have the labels."""

        def peek(self) -> list[Entry]:
            """Give all records, to be read when it is known which of them are wanted."""

        def delete(self, key: str) -> None:
            """Remove a record."""


SYSTEM_LABELS = ("name", "owner", "status", "version", "createdAt", "modifiedAt")
"""Labels that are the driver's own; users may not set them."""
MAX_RECORD = 1024 * 1024
"""Bytes that a Secret or ConfigMap holds (core/v1, MaxSecretSize)."""
CONFLICT_TRIES = 4
"""How often a record is written that somebody else writes at the same moment."""
_PAUSE = 0.05
_KEY = "sh.helm.release.v1."
NOT_FOUND = "release: not found"
EXISTS = "release: already exists"


def open_driver(name: str, client: Client, namespace: str) -> Driver:
    """Give the driver that HELM_DRIVER names, a Secret's where it names none. Raises ReleaseError for unknown ones.

    ``namespace`` empty means all namespaces.
    """
    if name in ("", "secret", "secrets"):
        return ClusterDriver(client, namespace, "secrets")
    if name in ("configmap", "configmaps"):
        return ClusterDriver(client, namespace, "configmaps")
    if name == "memory":
        from pychart.release.memory import MemoryDriver

        return MemoryDriver()
    if name == "sql":
        raise ReleaseError("the driver sql is not one of pychart's: use secret, configmap or memory")
    raise ReleaseError(f"unknown driver {quote(name)}")


class Entry(NamedTuple):
    """A record that is not read yet: whose it is, the cluster's labels, and what reads it.

    ``read`` gives name, info and the metadata of the chart alone; None for a record that cannot be read.
    """

    name: str
    namespace: str
    version: int
    labels: Mapping[str, str]
    read: Callable[[], Release | None]


class NotFoundError(ReleaseError):
    """There is no record of this key, or none with these labels."""

    def __init__(self, text: str = NOT_FOUND) -> None:
        super().__init__(text)


class ExistsError(ReleaseError):
    """There is a record of this key already: somebody else makes the same revision."""

    def __init__(self) -> None:
        super().__init__(EXISTS)


class ClusterDriver:
    """Keeps records as Secrets (type helm.sh/release.v1) or ConfigMaps of the release's namespace."""

    def __init__(self, client: Client, namespace: str, resource: str) -> None:
        self._client = client
        self._namespace = namespace
        self._resource = resource

    def create(self, key: str, release: Release) -> None:
        """Keep a new record. Raises ExistsError, ClusterError, ReleaseError for one that is too large."""
        body = self._make(key, release, "createdAt")
        try:
            self._client.request("POST", self._path(release.namespace), body=body, repeat=False)
        except StatusError as error:
            if error.reason == "AlreadyExists":
                raise ExistsError from None
            if error.code < 500 or not self._has_landed(key, release, body):
                raise _word("create: failed to create", error) from error
        except ClusterError as error:
            if not self._has_landed(key, release, body):
                raise _word("create: failed to create", error) from error

    def update(self, key: str, release: Release) -> None:
        """Write a record anew. Raises ClusterError."""
        body = self._make(key, release, "modifiedAt")
        for attempt in range(CONFLICT_TRIES):
            try:
                self._client.request("PUT", self._path(release.namespace, key), body=body)
            except ClusterError as error:
                if isinstance(error, StatusError) and error.code == 409 and attempt + 1 < CONFLICT_TRIES:
                    # What is written does not depend on what is there: it is right the next time, too.
                    time.sleep(_PAUSE * 2**attempt)
                    continue
                raise _word("update: failed to update", error) from error
            return

    def get(self, key: str) -> Release:
        """Give a record. Raises NotFoundError, ClusterError."""
        try:
            found = require_item(self._client.request("GET", self._path(self._namespace, key)))
        except StatusError as error:
            if error.code == 404:
                raise NotFoundError from None
            raise _word(f"get: failed to get {quote(key)}", error) from error
        try:
            release = self._open(found)
        except PychartError as error:
            raise ReleaseError(f"get: failed to decode data {quote(key)}: {error}") from None
        labels = found["metadata"].get("labels") or {}
        return release._replace(labels={k: v for k, v in labels.items() if k not in SYSTEM_LABELS})

    def query(self, labels: Mapping[str, str]) -> list[Release]:
        """Give all records with the labels. Raises NotFoundError where there is none."""
        items = self._list(labels, "query: failed to query with labels")
        if not items:
            raise NotFoundError
        found = map(self._decode, items)
        return [release for release in found if release is not None]

    def peek(self) -> list[Entry]:
        """Give all records by what their labels say; those whose labels do not agree with their name are read now."""
        found = []
        for item in self._list({}, "list: failed to list"):
            entry = self._make_entry(item)
            if item["metadata"]["name"] != f"{_KEY}{entry.name}.v{entry.version}":
                release = self._decode(item)
                if release is None:
                    continue
                entry = entry._replace(name=release.name, version=release.version)
            found.append(entry)
        return found

    def delete(self, key: str) -> None:
        """Remove a record. Raises NotFoundError, ClusterError."""
        try:
            self._client.request("DELETE", self._path(self._namespace, key))
        except StatusError as error:
            if error.code == 404:
                raise NotFoundError from None
            raise

    def _list(self, labels: Mapping[str, str], failed: str) -> list[dict[str, Any]]:
        selector = write_labels({**labels, "owner": "helm"})
        try:
            answer = self._client.request("GET", self._path(self._namespace), query={"labelSelector": selector})
        except ClusterError as error:
            raise _word(failed, error) from error
        return list_items(answer)

    def _decode(self, item: dict[str, Any]) -> Release | None:
        """Read a record in full; None where it cannot be read."""
        try:
            release = self._open(item)
        except ReleaseError as error:
            _tell_of_damage(item, error)
            return None
        return release._replace(labels=item["metadata"].get("labels") or {})

    def _open(self, item: dict[str, Any]) -> Release:
        release = decode_release(self._read(item))
        _require_own(release, item)
        return release

    def _make_entry(self, item: dict[str, Any]) -> Entry:
        metadata = item["metadata"]
        labels = metadata.get("labels") or {}
        namespace = metadata.get("namespace", "")
        word = labels.get("version", "")
        version = int(word) if word.isdecimal() else 0

        def read() -> Release | None:
            try:
                data = self._find_data(item)
                release = peek_release(data, namespace, version, layers=1 if self._is_plain else 2)
                _require_own(release, item)
            except ReleaseError as error:
                _tell_of_damage(item, error)
                return None
            return release._replace(labels=labels)

        return Entry(labels.get("name", ""), namespace, version, labels, read)

    def _path(self, namespace: str, key: str = "") -> str:
        where = f"/api/v1/namespaces/{namespace}/{self._resource}" if namespace else f"/api/v1/{self._resource}"
        return f"{where}/{key}" if key else where

    def _make(self, key: str, release: Release, stamp: str) -> dict[str, Any]:
        from binascii import b2a_base64

        record = encode_release(release)
        _require_small(record, release)
        labels = {
            **release.labels,
            stamp: str(int(time.time())),
            "name": release.name,
            "owner": "helm",
            "status": release.status,
            "version": str(release.version),
        }
        body: dict[str, Any] = {"apiVersion": "v1", "kind": "ConfigMap" if self._is_plain else "Secret"}
        body["metadata"] = {"name": key, "namespace": release.namespace, "labels": dict(sorted(labels.items()))}
        if self._is_plain:
            return {**body, "data": {"release": record}}
        data = b2a_base64(record.encode(), newline=False).decode()
        return {**body, "data": {"release": data}, "type": "helm.sh/release.v1"}

    @property
    def _is_plain(self) -> bool:
        return self._resource == "configmaps"

    def _read(self, item: dict[str, Any]) -> str:
        data = self._find_data(item)
        return data if self._is_plain else strip_layer(data)

    def _find_data(self, item: dict[str, Any]) -> str:
        data = (item.get("data") or {}).get("release")
        if not isinstance(data, str):
            raise ReleaseError("the record holds no release")
        return data

    def _has_landed(self, key: str, release: Release, body: dict[str, Any]) -> bool:
        """Tell whether a record is there after an answer that left it open, ours and not somebody else's.

        Where it is not, it is written once more.
        """
        try:
            found = self._client.request("GET", self._path(release.namespace, key))
        except StatusError as error:
            if error.code != 404:
                return False
        except ClusterError:
            return False
        else:
            return bool(found.get("data") == body["data"])
        try:
            self._client.request("POST", self._path(release.namespace), body=body, repeat=False)
        except ClusterError:
            return False
        return True


def _require_own(release: Release, item: dict[str, Any]) -> None:
    """Refuse a record that speaks of another release than the one it is kept for: work on it would reach elsewhere."""
    metadata = item["metadata"]
    where = metadata.get("namespace", "")
    key = f"{_KEY}{release.name}.v{release.version}"
    if (key != metadata["name"] and metadata["name"].startswith(_KEY)) or (release.namespace or where) != where:
        told = f"revision {release.version} of {quote(release.name)} in namespace {quote(release.namespace)}"
        raise ReleaseError(f"it says that it is {told}")


def _tell_of_damage(item: dict[str, Any], error: ReleaseError) -> None:
    metadata = item["metadata"]
    logs.warn("failed to decode release", key=metadata["name"], namespace=metadata.get("namespace", ""), error=error)


def _word(prefix: str, error: ClusterError) -> ClusterError:
    if isinstance(error, StatusError):
        return StatusError(error.code, error.reason, f"{prefix}: {error}")
    return ClusterError(f"{prefix}: {error}")


def _require_small(record: str, release: Release) -> None:
    """Refuse a record that no Secret holds, before anything is made, and say what makes it so large."""
    if len(record) <= MAX_RECORD:
        return
    chart = release.chart
    sizes = [
        (len(file.get("data") or "") * 3 // 4, str(file.get("name")))
        for part in ("files", "templates")
        for file in chart.get(part) or ()
    ]
    sizes += [(len(release.manifest), "the rendered manifests")]
    largest = ", ".join(f"{name} ({size} bytes)" for size, name in sorted(sizes, reverse=True)[:3])
    raise ReleaseError(
        f"the record of release {quote(release.name)} would take {len(record)} bytes, and a Secret holds {MAX_RECORD};"
        f" the largest parts are {largest}. Files that are not needed can be left out by .helmignore"
    )
