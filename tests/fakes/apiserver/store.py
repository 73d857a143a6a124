"""The objects, their versions and the events of watches."""

from __future__ import annotations

import copy
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from tests.fakes.apiserver.errors import already_exists, conflict, not_found
from tests.fakes.apiserver.kinds import Kind

Key = tuple[str, str]
Object = dict[str, Any]
Encoder = Callable[[Object], bytes]


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """All objects by resource, then by namespace and name. Every change gets a number, which watches follow."""

    def __init__(self) -> None:
        self.lock = threading.Condition(threading.RLock())
        self.version = 100
        self.objects: dict[Key, dict[Key, Object]] = {}
        self.events: list[tuple[int, Key, str, Object]] = []
        self._encoded: dict[tuple[Key, Key, Encoder], tuple[str, bytes]] = {}

    def get(self, kind: Kind, namespace: str, name: str) -> Object:
        with self.lock:
            found = self.find(kind, namespace, name)
            if found is None:
                raise not_found(kind.qualified, name)
            return copy.deepcopy(found)

    def find(self, kind: Kind, namespace: str, name: str) -> Object | None:
        return self.objects.get((kind.group, kind.resource), {}).get((namespace if kind.namespaced else "", name))

    def rows(self, kind: Kind, namespace: str = "") -> list[Object]:
        with self.lock:
            known = self.objects.get((kind.group, kind.resource), {})
            wanted = [
                known[key] for key in sorted(known) if not namespace or not kind.namespaced or key[0] == namespace
            ]
            return copy.deepcopy(wanted)

    def encode(self, kind: Kind, namespace: str, wants: Callable[[Object], bool], encoder: Encoder) -> list[bytes]:
        """Give rows as ``encoder`` writes them; what has not changed is not written anew."""
        with self.lock:
            known = self.objects.get((kind.group, kind.resource), {})
            found = []
            for key in sorted(known):
                one = known[key]
                if (namespace and kind.namespaced and key[0] != namespace) or not wants(one):
                    continue
                place, version = ((kind.group, kind.resource), key, encoder), one["metadata"]["resourceVersion"]
                if self._encoded.get(place, ("",))[0] != version:
                    self._encoded[place] = version, encoder(one)
                found.append(self._encoded[place][1])
            return found

    def create(self, kind: Kind, new: Object) -> Object:
        with self.lock:
            metadata = new["metadata"]
            if self.find(kind, metadata.get("namespace", ""), metadata["name"]) is not None:
                raise already_exists(kind.qualified, metadata["name"])
            metadata["uid"] = str(uuid.uuid4())
            metadata["creationTimestamp"] = now()
            if "spec" in new:
                metadata["generation"] = 1
            return self._put(kind, new, "ADDED")

    def replace(self, kind: Kind, new: Object) -> Object:
        """Write a new state; the resourceVersion it names, if any, must be the current one."""
        with self.lock:
            metadata = new["metadata"]
            old = self.find(kind, metadata.get("namespace", ""), metadata["name"])
            if old is None:
                raise not_found(kind.qualified, metadata["name"])
            wanted = metadata.get("resourceVersion")
            if wanted and wanted != old["metadata"]["resourceVersion"]:
                raise conflict(kind.qualified, metadata["name"])
            for name in ("uid", "creationTimestamp", "generation", "resourceVersion"):
                if name in old["metadata"]:
                    metadata[name] = old["metadata"][name]
            if _content(new) == _content(old):
                return copy.deepcopy(old)
            if "spec" in new and new["spec"] != old.get("spec"):
                metadata["generation"] = old["metadata"].get("generation", 1) + 1
            return self._put(kind, new, "MODIFIED")

    def delete(self, kind: Kind, namespace: str, name: str) -> Object:
        """Remove an object, or only mark it where finalizers hold it."""
        with self.lock:
            old = self.get(kind, namespace, name)
            if old["metadata"].get("finalizers"):
                old["metadata"].setdefault("deletionTimestamp", now())
                return self._put(kind, old, "MODIFIED")
            return self.remove(kind, namespace, name)

    def remove(self, kind: Kind, namespace: str, name: str) -> Object:
        with self.lock:
            old = self.objects[kind.group, kind.resource].pop((namespace if kind.namespaced else "", name))
            self._note(kind, "DELETED", old)
            return old

    def owned_by(self, uid: str) -> list[Object]:
        with self.lock:
            return [
                copy.deepcopy(one)
                for rows in self.objects.values()
                for one in rows.values()
                if any(owner["uid"] == uid for owner in one["metadata"].get("ownerReferences", ()))
            ]

    def follow(self, kind: Kind, since: int, deadline: float, clock: Any) -> Iterator[tuple[str, Object] | None]:
        """Yield the events of a kind from a version on, and None now and then, until the deadline."""
        wanted = (kind.group, kind.resource)
        place = 0
        while clock() < deadline:
            with self.lock:
                fresh = [e for e in self.events[place:] if e[0] > since and e[1] == wanted]
                place = len(self.events)
                if not fresh:
                    self.lock.wait(0.1)
            for _, _, type_, one in fresh:
                yield type_, one
            if not fresh:
                yield None

    def _put(self, kind: Kind, new: Object, event: str) -> Object:
        self.version += 1
        new["metadata"]["resourceVersion"] = str(self.version)
        key = (new["metadata"].get("namespace", "") if kind.namespaced else "", new["metadata"]["name"])
        self.objects.setdefault((kind.group, kind.resource), {})[key] = copy.deepcopy(new)
        self._note(kind, event, new)
        return new

    def _note(self, kind: Kind, event: str, one: Object) -> None:
        if event == "DELETED":
            self.version += 1
        self.events.append((self.version, (kind.group, kind.resource), event, copy.deepcopy(one)))
        self.lock.notify_all()


def _content(one: Object) -> Object:
    """Give an object without what changes when nothing was changed."""
    shown = copy.deepcopy(one)
    for name in ("resourceVersion", "generation"):
        shown["metadata"].pop(name, None)
    for entry in shown["metadata"].get("managedFields") or ():
        entry.pop("time", None)
    return shown
