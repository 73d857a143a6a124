"""The HTTP side: requests to actions on the store, answers, watches, faults."""

from __future__ import annotations

import copy
import random
import ssl
import string
import threading
from http.server import ThreadingHTTPServer
from typing import Any

from tests.fakes.apiserver import defaults, managed, patches
from tests.fakes.apiserver.controllers import Controllers
from tests.fakes.apiserver.errors import ApiError, bad_request, conflict, not_found
from tests.fakes.apiserver.faults import Fault
from tests.fakes.apiserver.kinds import Kind, Kinds
from tests.fakes.apiserver.store import Object, Store, now

HAS_STATUS = {
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "Job",
    "Pod",
    "CustomResourceDefinition",
    "PersistentVolumeClaim",
}
"""Kinds whose status is written through a subresource alone."""


class ApiServer:
    """The server; use it as a context manager.

    ``delay`` is the time in seconds after which controllers act; ``token`` is the bearer token to ask for, if any;
    ``context`` makes it speak TLS; ``aggregated`` lets it answer discovery in that form.
    """

    namespace = "default"

    def __init__(
        self,
        *,
        delay: float = 0.05,
        token: str = "",
        version: str = "v1.37.1",
        context: ssl.SSLContext | None = None,
        aggregated: bool = False,
    ) -> None:
        self.store = Store()
        self.kinds = Kinds()
        self.faults: list[Fault] = []
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.peers: list[str] = []
        self.connections = 0
        self.token = token
        self.aggregated = aggregated
        self.stale: set[str] = set()
        self._scheme = "https" if context else "http"
        self.version = version
        self.logs: dict[tuple[str, str], str] = {}
        from tests.fakes.apiserver.handler import Handler

        server = self

        class BoundHandler(Handler):
            api = server

            def setup(self) -> None:
                server.connections += 1
                super().setup()

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), BoundHandler)
        self._http.daemon_threads = True
        if context:
            # The handshake belongs to the connection's own thread: a client that hangs up must not end the server.
            self._http.socket = context.wrap_socket(self._http.socket, server_side=True, do_handshake_on_connect=False)
        self.controllers = Controllers(self, delay)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        for name in ("default", "kube-system"):
            self.create(self.kind("", "namespaces"), {"metadata": {"name": name}}, manager="kube-apiserver")

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> ApiServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self.controllers.stop()

    def kubeconfig(self, namespace: str = "default") -> dict[str, Any]:
        """Give a kubeconfig that leads here."""
        user = {"token": self.token} if self.token else {}
        return {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "fake",
            "clusters": [{"name": "fake", "cluster": {"server": self.url}}],
            "users": [{"name": "me", "user": user}],
            "contexts": [{"name": "fake", "context": {"cluster": "fake", "user": "me", "namespace": namespace}}],
        }

    def beside(self, name: str) -> str:
        """Give the name of another namespace than the usual one."""
        return name

    def objects(self) -> list[tuple[str, str, Object]]:
        """Give (group, resource, object) of everything that is there, in order."""
        return [
            (group, resource, one)
            for (group, resource), rows in sorted(self.store.objects.items())
            for _, one in sorted(rows.items())
        ]

    def fail(self, pattern: str, **how: Any) -> Fault:
        """Let something go wrong from now on."""
        fault = Fault(pattern, **how)
        self.faults.append(fault)
        return fault

    def kind(self, group: str, resource: str) -> Kind:
        return next(kind for kind in self.kinds.known if (kind.group, kind.resource) == (group, resource))

    def get(self, resource: str, name: str, namespace: str = "default", group: str = "") -> Object:
        """Read an object as a test looks at it."""
        return self.store.get(self.kind(group, resource), namespace, name)

    def names(self, resource: str, namespace: str = "", group: str = "") -> list[str]:
        return [one["metadata"]["name"] for one in self.store.rows(self.kind(group, resource), namespace)]

    def create(self, kind: Kind, new: Object, *, manager: str, namespace: str = "", dry_run: bool = False) -> Object:
        new = copy.deepcopy(new)
        new.setdefault("apiVersion", kind.api_version)
        new.setdefault("kind", kind.kind)
        metadata = new.setdefault("metadata", {})
        self._place(kind, metadata, namespace)
        if metadata.get("generateName") and not metadata.get("name"):
            metadata["name"] = metadata["generateName"] + "".join(random.choices(string.ascii_lowercase, k=5))
        if metadata.get("resourceVersion"):
            raise bad_request("resourceVersion should not be set on objects to be created")
        if kind.kind in HAS_STATUS:
            new.pop("status", None)
        managed.track(None, new, manager, now())
        defaults.fill_in(kind, new)
        if dry_run:
            return new
        made = self.store.create(kind, new)
        self.controllers.notice(kind, made)
        return made

    def _place(self, kind: Kind, metadata: dict[str, Any], namespace: str) -> None:
        if not kind.namespaced:
            return
        if metadata.setdefault("namespace", namespace) != namespace:
            raise bad_request("the namespace of the provided object does not match the namespace sent on the request")
        if self.store.find(self.kind("", "namespaces"), "", namespace) is None:
            raise not_found("namespaces", namespace)

    def replace(self, kind: Kind, new: Object, *, manager: str, dry_run: bool = False) -> Object:
        with self.store.lock:
            old = self.store.get(kind, new["metadata"].get("namespace", ""), new["metadata"]["name"])
            new = copy.deepcopy(new)
            if kind.kind in HAS_STATUS and "status" in old:
                new["status"] = old["status"]
            wanted = new["metadata"].get("resourceVersion")
            if wanted and wanted != old["metadata"]["resourceVersion"]:
                raise conflict(kind.qualified, new["metadata"]["name"])
            for name in ("uid", "creationTimestamp"):
                new["metadata"][name] = old["metadata"][name]
            managed.track(old, new, manager, now())
            return self._write(kind, new, dry_run)

    def patch(
        self, kind: Kind, namespace: str, name: str, type_: str, body: Any, *, manager: str, dry_run: bool = False
    ) -> Object:
        with self.store.lock:
            old = self.store.get(kind, namespace, name)
            if type_ == "application/json-patch+json":
                new = patches.json_patch(old, body)
            elif type_ == "application/merge-patch+json":
                new = patches.merge_patch(old, body)
            elif any(k.kind == kind.kind and k.group == kind.group for k in Kinds().known):
                new = patches.strategic_patch(copy.deepcopy(old), body)
            else:
                raise ApiError(415, "UnsupportedMediaType", "the body of the request was in an unknown format")
            wanted = new["metadata"].get("resourceVersion")
            if wanted != old["metadata"]["resourceVersion"]:
                raise conflict(kind.qualified, name)
            if new["metadata"].get("managedFields") == old["metadata"].get("managedFields"):
                managed.track(old, new, manager, now())
            return self._write(kind, new, dry_run)

    def apply(
        self, kind: Kind, namespace: str, name: str, wanted: Object, *, manager: str, force: bool, dry_run: bool
    ) -> Object:
        with self.store.lock:
            old = self.store.find(kind, namespace, name)
            if wanted.get("apiVersion") != kind.api_version or wanted.get("kind") != kind.kind:
                raise bad_request("the API version in the data does not match the expected API version")
            wanted = copy.deepcopy(wanted)
            wanted.setdefault("metadata", {}).setdefault("name", name)
            self._place(kind, wanted["metadata"], namespace)
            if kind.kind in HAS_STATUS:
                wanted.pop("status", None)
            new = managed.apply(old, wanted, manager, now(), force=force)
            if old is None:
                defaults.fill_in(kind, new)
                if dry_run:
                    return new
                made = self.store.create(kind, new)
                self.controllers.notice(kind, made)
                return made
            return self._write(kind, new, dry_run)

    def _write(self, kind: Kind, new: Object, dry_run: bool) -> Object:
        defaults.fill_in(kind, new)
        if dry_run:
            return new
        before = self.store.version
        made = self.store.replace(kind, new)
        if self.store.version != before:
            self.controllers.notice(kind, made)
        return made

    def write_status(self, kind: Kind, new: Object) -> None:
        with self.store.lock:
            old = self.store.get(kind, new["metadata"].get("namespace", ""), new["metadata"]["name"])
            managed.track(old, new, "kube-controller-manager", now(), "status")
            self.store.replace(kind, new)

    def delete(self, kind: Kind, namespace: str, name: str, policy: str = "Background") -> Object:
        """Delete an object and, unless they are to be orphans, what it owns."""
        with self.store.lock:
            one = self.store.delete(kind, namespace, name)
            for owned in self.store.owned_by(one["metadata"].get("uid", "")):
                if policy == "Orphan":
                    self._orphan(owned)
                else:
                    self.collect(owned)
            if kind.kind == "CustomResourceDefinition":
                self.kinds.remove_definition(one)
            return one

    def collect(self, one: Object) -> None:
        """Delete an object whose owner is gone."""
        group, _, _ = one["apiVersion"].rpartition("/")
        kind = next(k for k in self.kinds.known if (k.group, k.kind) == (group, one["kind"]))
        self.delete(kind, one["metadata"].get("namespace", ""), one["metadata"]["name"])

    def _orphan(self, one: Object) -> None:
        group, _, _ = one["apiVersion"].rpartition("/")
        kind = next(k for k in self.kinds.known if (k.group, k.kind) == (group, one["kind"]))
        one["metadata"].pop("ownerReferences")
        self.store.replace(kind, one)
