"""Where records are kept: Secrets, ConfigMaps, or the memory of this process (Helm: pkg/storage/driver).

A driver keeps and gives records by key; it knows labels, and nothing of revisions.
"""

from __future__ import annotations

import time

from pychart import logs
from pychart.errors import ClusterError, PychartError, ReleaseError, StatusError
from pychart.gostd.strconv import quote
from pychart.release.encode import decode_release, encode_release
from pychart.release.peek import peek_release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
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

        def peek(self) -> list[Release]:
            """Give all records, with what `list` shows alone; labels are those of the cluster."""

        def delete(self, key: str) -> None:
            """Remove a record."""


SYSTEM_LABELS = ("name", "owner", "status", "version", "createdAt", "modifiedAt")
"""Labels that are the driver's own; users may not set them."""
MAX_RECORD = 1024 * 1024
"""Bytes that a Secret or ConfigMap holds (core/v1, MaxSecretSize)."""
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
        return MemoryDriver()
    if name == "sql":
        raise ReleaseError("the driver sql is not one of pychart's: use secret, configmap or memory")
    raise ReleaseError(f"unknown driver {quote(name)}")


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
        try:
            self._client.request("PUT", self._path(release.namespace, key), body=body)
        except ClusterError as error:
            raise _word("update: failed to update", error) from error

    def get(self, key: str) -> Release:
        """Give a record. Raises NotFoundError, ClusterError."""
        try:
            found = self._client.request("GET", self._path(self._namespace, key))
        except StatusError as error:
            if error.code == 404:
                raise NotFoundError from None
            raise _word(f"get: failed to get {quote(key)}", error) from error
        try:
            release = decode_release(self._read(found))
        except PychartError as error:
            raise ReleaseError(f"get: failed to decode data {quote(key)}: {error}") from None
        labels = found["metadata"].get("labels") or {}
        return release._replace(labels={k: v for k, v in labels.items() if k not in SYSTEM_LABELS})

    def query(self, labels: Mapping[str, str]) -> list[Release]:
        """Give all records with the labels. Raises NotFoundError where there is none."""
        items = self._list(labels, "query: failed to query with labels")
        if not items:
            raise NotFoundError
        found = []
        for item in items:
            try:
                release = decode_release(self._read(item))
            except ReleaseError as error:
                logs.debug("failed to decode release", key=item["metadata"]["name"], error=error)
                continue
            found.append(release._replace(labels=item["metadata"].get("labels") or {}))
        return found

    def peek(self) -> list[Release]:
        """Give what `list` shows of all records; of revisions that others follow, only what the labels say."""
        items = self._list({}, "list: failed to list")
        newest: dict[tuple[str, str], int] = {}
        for item in items:
            name, version, namespace = _read_labels(item)
            newest[namespace, name] = max(newest.get((namespace, name), 0), version)
        found = []
        for item in items:
            name, version, namespace = _read_labels(item)
            labels = item["metadata"].get("labels") or {}
            try:
                if newest[namespace, name] == version or labels.get("status") == "superseded":
                    release = peek_release(self._read(item), namespace, version)
                    found.append(release._replace(labels=labels))
            except ReleaseError as error:
                logs.debug("list failed to decode release", key=item["metadata"]["name"], error=error)
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
        wanted = {**labels, "owner": "helm"}
        selector = ",".join(f"{key}={wanted[key]}" for key in sorted(wanted))
        try:
            answer = self._client.request("GET", self._path(self._namespace), query={"labelSelector": selector})
        except ClusterError as error:
            raise _word(failed, error) from error
        items: list[dict[str, Any]] = answer.get("items") or []
        return items

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
        from binascii import Error, a2b_base64

        data = (item.get("data") or {}).get("release")
        if not isinstance(data, str):
            raise ReleaseError("the record holds no release")
        if self._is_plain:
            return data
        try:
            return a2b_base64(data).decode("ascii")
        except (Error, ValueError) as problem:
            raise ReleaseError(f"the record is no base64: {problem}") from None

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


class MemoryDriver:
    """Keeps records as long as the process lives (HELM_DRIVER=memory)."""

    def __init__(self) -> None:
        self._records: dict[str, Release] = {}

    def create(self, key: str, release: Release) -> None:
        """Keep a new record. Raises ExistsError."""
        if key in self._records:
            raise ExistsError
        self._records[key] = release

    def update(self, key: str, release: Release) -> None:
        """Write a record anew. Raises NotFoundError."""
        if key not in self._records:
            raise NotFoundError
        self._records[key] = release

    def get(self, key: str) -> Release:
        """Give a record. Raises NotFoundError."""
        if key not in self._records:
            raise NotFoundError
        return self._records[key]

    def query(self, labels: Mapping[str, str]) -> list[Release]:
        """Give all records with the labels. Raises NotFoundError where there is none."""
        found = [one for one in self._records.values() if _has(one, labels)]
        if not found:
            raise NotFoundError
        return found

    def peek(self) -> list[Release]:
        """Give all records."""
        return list(self._records.values())

    def delete(self, key: str) -> None:
        """Remove a record. Raises NotFoundError."""
        if self._records.pop(key, None) is None:
            raise NotFoundError


def _has(release: Release, labels: Mapping[str, str]) -> bool:
    own = {**release.labels, "name": release.name, "owner": "helm", "status": release.status}
    return all(own.get(key) == value for key, value in labels.items())


def _read_labels(item: dict[str, Any]) -> tuple[str, int, str]:
    labels = item["metadata"].get("labels") or {}
    version = labels.get("version", "")
    return labels.get("name", ""), int(version) if version.isdigit() else 0, item["metadata"].get("namespace", "")


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
