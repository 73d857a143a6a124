"""What `list` shows of records that lack something."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import HELM, requires_reference
from tests.release.twins import Side

RECORDS: dict[str, dict[str, Any]] = {
    "no time": {"info": {"status": "deployed", "last_deployed": ""}},
    "the zero time": {"info": {"status": "deployed", "last_deployed": "0001-01-01T00:00:00Z"}},
    "half a character": {"info": {"status": "deployed", "last_deployed": "2024-01-02T03:04:05Z"}, "half": "\ud800"},
}


def _add(api: ApiServer, change: dict[str, object]) -> None:
    chart = {"metadata": {"name": "web", "version": "1.0.0", "appVersion": str(change.pop("half", "1"))}}
    record = {"name": "rel", "chart": chart, "version": 1, "namespace": "default", **change}
    data = base64.b64encode(base64.b64encode(gzip.compress(json.dumps(record).encode()))).decode()
    labels = {"name": "rel", "owner": "helm", "status": "deployed", "version": "1"}
    secret = {
        "metadata": {"name": "sh.helm.release.v1.rel.v1", "labels": labels},
        "type": "helm.sh/release.v1",
        "data": {"release": data},
    }
    api.create(api.kind("", "secrets"), secret, manager="test", namespace="default")


@pytest.mark.reference
@requires_reference
@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("line", ["list", "list -o json", "status rel", "get all rel", "history rel -o yaml"])
def test_shows_what_the_reference_shows(name: str, line: str, tmp_path: Path) -> None:
    assert HELM.exists()
    with ApiServer() as api:
        _add(api, dict(RECORDS[name]))
        side = Side(tmp_path, api)
        helm, pychart = (side.run(program, line) for program in ("helm", "pychart"))
    assert pychart == helm
    assert pychart.status == 0
