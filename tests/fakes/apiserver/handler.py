"""One HTTP request: routing, query parameters, bodies, answers."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.fakes.apiserver import defaults, protobuf
from tests.fakes.apiserver.errors import ApiError, bad_request
from tests.fakes.apiserver.faults import Fault
from tests.fakes.apiserver.kinds import Kind, describe_aggregated, describe_group, describe_openapi, describe_resources
from tests.fakes.apiserver.selectors import matches
from tests.fakes.apiserver.tables import make_table

if TYPE_CHECKING:
    from tests.fakes.apiserver.server import ApiServer


_AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"


class Handler(BaseHTTPRequestHandler):
    """Answers one connection's requests."""

    api: ApiServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self._peer = ""
        self._is_lost = False
        if isinstance(self.request, ssl.SSLSocket):
            try:
                self.request.do_handshake()
            except (OSError, ValueError):
                # The client does not trust us, or does not speak TLS.
                self._is_lost = True
                return
            names = dict(pair for rdn in (self.request.getpeercert() or {}).get("subject", ()) for pair in rdn)  # type: ignore[misc]
            self._peer = str(names.get("organizationalUnitName") or names.get("commonName") or "")

    def handle(self) -> None:
        if not self._is_lost:
            with contextlib.suppress(ConnectionResetError, BrokenPipeError, ssl.SSLError):
                super().handle()

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self._body = self.rfile.read(length)
        line = f"{self.command} {self.path}"
        self.api.requests.append(line)
        self.api.headers.append(dict(self.headers.items()))
        self.api.peers.append(self._peer)
        fault = next((one for one in self.api.faults if one.strikes(line)), None)
        if fault is not None and not self._go_wrong(fault):
            return
        try:
            self._authenticate()
            code, answer = self._route()
        except ApiError as error:
            code, answer = error.code, error.status()
        if fault is not None and fault.after:
            self._finish_wrong(fault)
        elif answer is not None:
            self._send(code, answer)

    def _go_wrong(self, fault: Fault) -> bool:
        """Do what the fault says before the request takes effect; tell whether the request is served after all."""
        if fault.after:
            return True
        time.sleep(fault.hang)
        self._finish_wrong(fault)
        return not (fault.drop or fault.status) and not self.wfile.closed

    def _finish_wrong(self, fault: Fault) -> None:
        if fault.call:
            fault.call()
        if fault.after:
            time.sleep(fault.hang)
        if fault.drop:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        elif fault.stream:
            self._begin_stream()
            self._send_event("ERROR", fault.body())
            self.wfile.write(b"0\r\n\r\n")
        elif fault.status:
            self._send(fault.status, fault.body(), {"Retry-After": str(fault.retry_after)} if fault.retry_after else {})

    def _authenticate(self) -> None:
        if self.api.token and self.headers.get("Authorization") != f"Bearer {self.api.token}":
            raise ApiError(401, "Unauthorized", "Unauthorized")

    def _route(self) -> tuple[int, dict[str, Any] | None]:
        url = urlsplit(self.path)
        self._query = {key: values[-1] for key, values in parse_qs(url.query, keep_blank_values=True).items()}
        parts = [part for part in url.path.split("/") if part]
        about = self._describe(parts)
        if about is not None:
            return 200, about
        if parts[:1] == ["api"] and len(parts) > 2:
            return self._on_objects("", parts[1], parts[2:])
        if parts[:1] == ["apis"] and len(parts) > 3:
            return self._on_objects(parts[1], parts[2], parts[3:])
        raise ApiError(404, "NotFound", "the server could not find the requested resource")

    def _describe(self, parts: list[str]) -> dict[str, Any] | None:
        kinds = self.api.kinds
        match parts:
            case ["version"]:
                major, minor = self.api.version[1:].split(".")[:2]
                return {"major": major, "minor": minor, "gitVersion": self.api.version, "platform": "linux/amd64"}
            case ["api" | "apis"] if self.api.aggregated and "APIGroupDiscoveryList" in self.headers.get("Accept", ""):
                known = [kind for kind in kinds.known if bool(kind.group) is (parts == ["apis"])]
                return describe_aggregated(known, self.api.stale)
            case ["api"]:
                return {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []}
            case ["apis"]:
                groups = [describe_group(name, versions) for name, versions in kinds.groups().items()]
                return {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}
            case ["apis", group] if group in kinds.groups():
                return {"kind": "APIGroup", "apiVersion": "v1", **describe_group(group, kinds.groups()[group])}
            case ["api", version] if kinds.of("", version):
                return describe_resources(kinds.of("", version), version)
            case ["apis", group, version] if kinds.of(group, version):
                return describe_resources(kinds.of(group, version), f"{group}/{version}")
            case ["openapi", "v3"]:
                versions = {kind.api_version: kind for kind in kinds.known}
                urls = {
                    (f"apis/{name}" if kind.group else f"api/{name}"): kind.group for name, kind in versions.items()
                }
                return {"paths": {path: {"serverRelativeURL": f"/openapi/v3/{path}?hash=1"} for path in urls}}
            case ["openapi", "v3", "api", version]:
                return describe_openapi(kinds.of("", version))
            case ["openapi", "v3", "apis", group, version]:
                return describe_openapi(kinds.of(group, version))
        return None

    def _on_objects(self, group: str, version: str, rest: list[str]) -> tuple[int, dict[str, Any] | None]:
        namespace = ""
        if rest[0] == "namespaces" and len(rest) > 2 and rest[2] not in ("status", "finalize"):
            namespace, rest = rest[1], rest[2:]
        kind = self.api.kinds.find(group, version, rest[0])
        if kind is None:
            raise ApiError(404, "NotFound", "the server could not find the requested resource")
        if len(rest) == 1:
            return self._on_collection(kind, namespace)
        if rest[2:] == ["log"]:
            self._send_data(200, "text/plain", self.api.logs.get((namespace, rest[1]), "").encode())
            return 200, None
        return self._on_object(kind, namespace, rest[1])

    def _on_collection(self, kind: Kind, namespace: str) -> tuple[int, dict[str, Any] | None]:
        if self.command == "POST":
            new = self._read_json()
            defaults.check_fields(kind, new, self._query.get("fieldValidation", ""), applied=False)
            return 201, self.api.create(
                kind, new, manager=self._manager(), namespace=namespace, dry_run="dryRun" in self._query
            )
        if self._query.get("watch") in ("1", "true"):
            self._watch(kind, namespace)
            return 200, None
        if self.command == "DELETE":
            for one in [one for one in self.api.store.rows(kind, namespace) if self._wants(one)]:
                self.api.delete(kind, one["metadata"].get("namespace", ""), one["metadata"]["name"])
        if self._wants_table():
            rows = [one for one in self.api.store.rows(kind, namespace) if self._wants(one)]
            return 200, make_table(rows, str(self.api.store.version))
        self._send_list(kind, namespace)
        return 200, None

    def _send_list(self, kind: Kind, namespace: str) -> None:
        version = str(self.api.store.version)
        if self._wants_protobuf(kind.kind):
            rows = self.api.store.encode(kind, namespace, self._wants, protobuf.encode_item)
            self._send_data(200, protobuf.TYPE, protobuf.encode_list(kind.kind, version, rows))
            return
        rows = self.api.store.encode(kind, namespace, self._wants, _encode_json)
        head = json.dumps(
            {"kind": f"{kind.kind}List", "apiVersion": kind.api_version, "metadata": {"resourceVersion": version}}
        )
        self._send_data(200, "application/json", b'%s, "items": [%s]}\n' % (head[:-1].encode(), b",".join(rows)))

    def _on_object(self, kind: Kind, namespace: str, name: str) -> tuple[int, dict[str, Any] | None]:
        if self.command == "GET":
            one = self.api.store.get(kind, namespace, name)
            return 200, make_table([one], one["metadata"]["resourceVersion"]) if self._wants_table() else one
        if self.command == "DELETE":
            options = self._read_json() if self._body else {}
            policy = options.get("propagationPolicy") or self._query.get("propagationPolicy") or "Background"
            return 200, self.api.delete(kind, namespace, name, policy)
        dry_run = "dryRun" in self._query
        if self.command == "PUT":
            new = self._read_json()
            defaults.check_fields(kind, new, self._query.get("fieldValidation", ""), applied=False)
            new.setdefault("metadata", {}).setdefault("namespace", namespace)
            return 200, self.api.replace(kind, new, manager=self._manager(), dry_run=dry_run)
        return self._patch(kind, namespace, name, dry_run)

    def _patch(self, kind: Kind, namespace: str, name: str, dry_run: bool) -> tuple[int, dict[str, Any]]:
        type_ = (self.headers.get("Content-Type") or "").partition(";")[0]
        if type_ not in ("application/apply-patch+yaml", "application/apply-patch"):
            body = self._read_json()
            return 200, self.api.patch(kind, namespace, name, type_, body, manager=self._manager(), dry_run=dry_run)
        wanted = self._read_json()
        if "fieldManager" not in self._query:
            raise ApiError(422, "Invalid", "PatchOptions.meta.k8s.io is invalid: fieldManager: Required value")
        defaults.check_fields(kind, wanted, self._query.get("fieldValidation", ""), applied=True)
        exists = self.api.store.find(kind, namespace, name) is not None
        force = self._query.get("force") == "true"
        made = self.api.apply(kind, namespace, name, wanted, manager=self._manager(), force=force, dry_run=dry_run)
        return 200 if exists else 201, made

    def _watch(self, kind: Kind, namespace: str) -> None:
        since = int(self._query.get("resourceVersion") or 0)
        seconds = min(float(self._query.get("timeoutSeconds") or 600), 600)
        self._begin_stream()
        try:
            since = self._send_first_events(kind, namespace, since)
            for event in self.api.store.follow(kind, since, time.monotonic() + seconds, time.monotonic):
                if event is None:
                    continue
                type_, one = event
                if (not namespace or one["metadata"].get("namespace") == namespace) and self._wants(one):
                    self._send_event(type_, one)
            self.wfile.write(b"0\r\n\r\n")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.flush()

    def _send_first_events(self, kind: Kind, namespace: str, since: int) -> int:
        """Send what is there already where the client asks for it; give the version from which events follow."""
        streamed = self._query.get("sendInitialEvents") == "true"
        if since and not streamed:
            return since
        with self.api.store.lock:
            rows = self.api.store.rows(kind, namespace)
            version = self.api.store.version
        for one in rows:
            if self._wants(one):
                self._send_event("ADDED", one)
        if streamed:
            end = {"resourceVersion": str(version), "annotations": {"k8s.io/initial-events-end": "true"}}
            self._send_event("BOOKMARK", {"kind": kind.kind, "apiVersion": kind.api_version, "metadata": end})
        return version

    def _send_event(self, type_: str, one: dict[str, Any]) -> None:
        data = json.dumps({"type": type_, "object": one}).encode() + b"\n"
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _wants(self, one: dict[str, Any]) -> bool:
        return matches(one, self._query.get("labelSelector", ""), self._query.get("fieldSelector", ""))

    def _wants_table(self) -> bool:
        return "as=Table" in (self.headers.get("Accept") or "")

    def _manager(self) -> str:
        agent = (self.headers.get("User-Agent") or "unknown").partition("/")[0]
        return self._query.get("fieldManager") or agent

    def _read_json(self) -> Any:
        type_ = self.headers.get("Content-Type") or ""
        if len(self._body) > defaults.MAX_OBJECT:
            raise ApiError(413, "RequestEntityTooLarge", f"Request entity too large: limit is {defaults.MAX_OBJECT}")
        try:
            return protobuf.decode(self._body) if "protobuf" in type_ else json.loads(self._body)
        except ValueError as error:
            raise bad_request(f"the object provided is unrecognized: {error}") from None

    def _wants_protobuf(self, kind: str) -> bool:
        return kind in protobuf.WRITTEN and (self.headers.get("Accept") or "").startswith(protobuf.TYPE)

    def _send(self, code: int, answer: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        if self._wants_protobuf(answer.get("kind", "")):
            self._send_data(code, protobuf.TYPE, protobuf.encode(answer), headers)
        else:
            type_ = _AGGREGATED if answer.get("kind") == "APIGroupDiscoveryList" else "application/json"
            self._send_data(code, type_, _encode_json(answer) + b"\n", headers)

    def _send_data(self, code: int, type_: str, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", type_)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _encode_json(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer).encode()
