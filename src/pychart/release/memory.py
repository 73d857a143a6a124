"""Records that are gone when the process ends (Helm: pkg/storage/driver, memory.go)."""

from __future__ import annotations

from pychart.release.drivers import Entry, ExistsError, NotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from pychart.release.model import Release


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

    def peek(self) -> list[Entry]:
        """Give all records."""
        return [
            Entry(one.name, one.namespace, one.version, one.labels, lambda one=one: one)  # type: ignore[misc]
            for one in self._records.values()
        ]

    def delete(self, key: str) -> None:
        """Remove a record. Raises NotFoundError."""
        if self._records.pop(key, None) is None:
            raise NotFoundError


def _has(release: Release, labels: Mapping[str, str]) -> bool:
    own = {**release.labels, "name": release.name, "owner": "helm", "status": release.status}
    return all(own.get(key) == value for key, value in labels.items())
