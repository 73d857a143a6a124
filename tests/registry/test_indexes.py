"""A tag that names an index of manifests: the chart is found among them, or the error says that there is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from pychart.errors import FetchError
from pychart.registry.artifact import INDEX, MANIFEST
from pychart.registry.client import compute_digest
from pychart.registry.pull import pull_chart
from pychart.registry.push import push_chart
from pychart.settings import Settings
from pychart.transport.access import Access
from tests.reference import requires_reference, run_helm
from tests.registry.fake import FakeRegistry, fake_registry
from tests.registry.real import requires_registry, run_registry
from tests.scenarios.server import pack

ARCHIVE = pack({"web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n"})
OTHER = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": None, "layers": []}).encode()


def make_index(*manifests: bytes) -> bytes:
    listed = [{"mediaType": MANIFEST, "digest": compute_digest(one), "size": len(one)} for one in manifests]
    return json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": listed}).encode()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"HOME": str(tmp_path), "PATH": ""})


@pytest.fixture
def registry(settings: Settings) -> Iterator[FakeRegistry]:
    with fake_registry() as made:
        push(made.host, settings)
        yield made


def push(host: str, settings: Settings) -> None:
    from pychart.chart.load import load_archive

    chart = (load_archive(ARCHIVE, "web").metadata, ARCHIVE, None)
    push_chart(f"{host}/x/web:1.0.0", chart, "2026-01-01T00:00:00Z", Access(), settings, plain_http=True)


def pull(registry: FakeRegistry, settings: Settings) -> bytes:
    return pull_chart(f"oci://{registry.host}/x/web", "1.0.0", Access(), settings, plain_http=True).data


def test_the_chart_is_found_among_others(registry: FakeRegistry, settings: Settings) -> None:
    chart = registry.manifests["1.0.0"]
    registry.manifests[compute_digest(OTHER)] = OTHER
    registry.manifests["1.0.0"] = make_index(b"{that is not there}", OTHER, chart)
    assert pull(registry, settings) == ARCHIVE


INDEXES = {
    "of nothing": lambda chart: make_index(),
    "of others": lambda chart: make_index(OTHER),
    "of what is not there": lambda chart: make_index(b"{}"),
    "of more than are looked at": lambda chart: make_index(*[OTHER] * 30, chart),
}


@pytest.mark.parametrize("name", INDEXES)
def test_an_index_without_a_chart(name: str, registry: FakeRegistry, settings: Settings) -> None:
    registry.manifests[compute_digest(OTHER)] = OTHER
    registry.manifests["1.0.0"] = INDEXES[name](registry.manifests["1.0.0"])
    registry.asked.clear()
    with pytest.raises(FetchError, match="minimum number of descriptors"):
        pull(registry, settings)
    assert len(registry.asked) <= 21


def test_a_manifest_that_is_not_what_the_index_says(registry: FakeRegistry, settings: Settings) -> None:
    chart = registry.manifests["1.0.0"]
    registry.manifests["1.0.0"] = make_index(chart)
    registry.manifests[compute_digest(chart)] = chart + b" "
    with pytest.raises(FetchError, match="mismatched content"):
        pull(registry, settings)


@pytest.mark.reference
@requires_reference
@requires_registry
def test_both_pull_the_same_through_an_index(tmp_path: Path, settings: Settings) -> None:
    with run_registry(tmp_path / "registry") as host:
        push(host, settings)
        url = f"http://{host}/v2/x/web/manifests"
        chart = requests.get(f"{url}/1.0.0", headers={"Accept": MANIFEST}, timeout=10).content
        index = make_index(chart)
        put = requests.put(f"{url}/2.0.0", data=index, headers={"Content-Type": INDEX}, timeout=10)
        assert put.status_code == 201
        (tmp_path / "out").mkdir()
        reference = f"oci://{host}/x/web:2.0.0"
        theirs = run_helm("pull", reference, "--plain-http", home=tmp_path, cwd=tmp_path / "out")
        assert theirs.returncode == 0, theirs.stderr
        (made,) = (tmp_path / "out").iterdir()
        own = pull_chart(reference, "", Access(), settings, plain_http=True)
        assert own.data == made.read_bytes()
        assert own.summary.encode() in theirs.stdout + theirs.stderr
        assert own.digest == compute_digest(index)
