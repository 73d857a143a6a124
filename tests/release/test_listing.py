"""`list` with every flag, on releases in every state: what Helm prints is what pychart prints."""

from __future__ import annotations

import base64
import copy
import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import requires_reference
from tests.release.twins import Side

pytestmark = [pytest.mark.reference, requires_reference]

STATES = ("deployed", "failed", "superseded", "uninstalled", "uninstalling", "pending-install", "pending-upgrade")
ALSO = ("pending-rollback", "unknown")


def record(name: str, version: int, state: str, minute: int, **more: Any) -> dict[str, Any]:
    moment = f"2026-11-{1 + minute // 60:02}T10:{minute % 60:02}:00.{minute + 1:03}Z"
    return {
        "name": name,
        "info": {
            "first_deployed": moment,
            "last_deployed": moment,
            "deleted": "",
            "description": "x",
            "status": state,
            "notes": "n" * 9000 if minute % 7 == 0 else "",
        },
        "chart": {"metadata": {"name": "web", "version": f"1.{minute}.0", "appVersion": f"{minute}"}, "templates": []},
        "manifest": "",
        "version": version,
        "namespace": more.pop("namespace", "default"),
    } | more


def put(api: ApiServer, one: dict[str, Any], labels: dict[str, str] | None = None, data: str = "") -> None:
    packed = data or base64.b64encode(gzip.compress(json.dumps(one, separators=(",", ":")).encode())).decode()
    shown = {
        "name": one["name"], "owner": "helm", "status": one["info"]["status"], "version": str(one["version"]),
        **(labels or {}),
    }  # fmt: skip
    secret = {
        "metadata": {"name": f"sh.helm.release.v1.{one['name']}.v{one['version']}", "labels": shown},
        "type": "helm.sh/release.v1",
        "data": {"release": base64.b64encode(packed.encode()).decode()},
    }
    api.create(api.kind("", "secrets"), secret, manager="helm", namespace=one["namespace"])


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    with ApiServer() as api:
        for number, state in enumerate((*STATES, *ALSO) * 2):
            name = f"{'ab'[number % 2]}-{number:02}"
            put(api, record(name, 1, "superseded", number))
            put(api, record(name, 2, state, 100 - number), {"team": "red" if number % 3 else "blue"})
        # The order of fields, the tenth revision, a name that says nothing, another namespace.
        turned = dict(reversed(record("turned", 1, "deployed", 30).items()))
        put(api, turned)
        for version in (9, 10):
            put(api, record("many", version, "deployed" if version == 10 else "superseded", 40 + version))
        put(api, record("elsewhere", 1, "deployed", 50, namespace="kube-system"))
        whole = record("zoned", 1, "deployed", 55)
        whole["info"]["last_deployed"] = "2026-11-01T12:00:00.5+02:00"
        put(api, whole)
        bare = copy.deepcopy(record("bare", 1, "deployed", 56))
        bare["chart"] = {"metadata": {"name": "web", "version": "1.0.0"}}
        put(api, bare)
        yield Side(tmp_path_factory.mktemp("listing"), api)


LINES = [
    "",
    "-A",
    "-a",
    "--all",
    "--max 3",
    "--max 0",
    "--max 3 --offset 2",
    "--offset 1000",
    "--offset 4 -r",
    "-d",
    "-d -r",
    "-d --max 5",
    "-r",
    *(f"--{state}" for state in ("deployed", "failed", "superseded", "uninstalled", "uninstalling", "pending")),
    "--deployed --failed",
    "--superseded --deployed",
    "--filter a-",
    "--filter ^b-0[1-5]$ --failed",
    "--filter (",
    "-l team=red",
    "-l team!=red",
    "-l team",
    "-l !team",
    "-l name=many,status=deployed",
    "-l version=10",
    "-l team=red --max 2 --offset 1",
    "-q",
    "-q -o json",
    "-q -o yaml",
    "-o json",
    "-o yaml --max 4",
    "-o table --no-headers",
    "-o xml",
    "--time-format 2006-01-02 --max 3",
    "-n kube-system",
    "-n absent",
    "-n absent -o json",
    "-n absent -o yaml",
    "-n absent -q",
    "web",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_prints_what_helm_prints(line: str, side: Side) -> None:
    theirs, ours = [side.run(program, f"list {line}") for program in ("helm", "pychart")]
    assert ours == theirs


def test_a_damaged_revision_is_not_there(side: Side) -> None:
    put(side.api, record("damaged", 1, "deployed", 10))
    put(side.api, record("damaged", 2, "deployed", 11), data="bm9uc2Vuc2U=")
    theirs, ours = [side.run(program, "list --filter damaged") for program in ("helm", "pychart")]
    assert ours.stdout == theirs.stdout
    assert "\t1 " in ours.stdout
