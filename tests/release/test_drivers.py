"""Records in Secrets, ConfigMaps and memory: the same releases come back, found by key and by labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pychart.errors import ReleaseError
from pychart.kube.client import Client
from pychart.kube.config import ClusterFlags
from pychart.release.decode import decode_release
from pychart.release.drivers import ExistsError, NotFoundError, open_driver
from pychart.release.encode import encode_release
from pychart.release.model import HookRun, Info, Release, ReleaseHook
from pychart.settings import Settings
from tests.fakes.apiserver import ApiServer

if TYPE_CHECKING:
    from pychart.release.drivers import Driver

HOOK = ReleaseHook(
    "h", "Job", "web/templates/h.yaml", "kind: Job\n", ("pre-install",), HookRun("", "", "Succeeded"), -5
)
INFO = Info("2026-01-01T00:00:00Z", "2026-01-02T00:00:00.5Z", "", "Install complete", "deployed", 0, "Notes <&> é\n")
CHART = {"metadata": {"name": "web", "version": "1.0.0"}, "templates": [{"name": "templates/a", "data": "YQ=="}]}
RELEASE = Release("rel", "default", 1, INFO, CHART, {"a": [1, 2.5, None]}, "kind: A\n", (HOOK,), {"team": "red"}, "ssa")
KEY = "sh.helm.release.v1.rel.v1"


@pytest.fixture(params=["secret", "configmap", "memory"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    with ApiServer() as api:
        client = Client(Settings.from_environment({"HOME": "/nobody"}), ClusterFlags(apiserver=api.url))
        yield open_driver(request.param, client, "default")


def test_a_record_tells_all_of_a_release() -> None:
    assert decode_release(encode_release(RELEASE))._replace(labels=RELEASE.labels) == RELEASE


def test_what_is_kept_comes_back(driver: Driver) -> None:
    driver.create(KEY, RELEASE)
    assert driver.get(KEY) == RELEASE


def test_what_is_written_anew_comes_back(driver: Driver) -> None:
    driver.create(KEY, RELEASE)
    driver.update(KEY, RELEASE.with_status("superseded", "Upgraded"))
    found = driver.get(KEY)
    assert (found.status, found.info.description, found.labels) == ("superseded", "Upgraded", {"team": "red"})


def test_a_key_is_taken_once(driver: Driver) -> None:
    driver.create(KEY, RELEASE)
    with pytest.raises(ExistsError):
        driver.create(KEY, RELEASE)


def test_what_is_removed_is_gone(driver: Driver) -> None:
    driver.create(KEY, RELEASE)
    driver.delete(KEY)
    for look in (driver.get, driver.delete):
        with pytest.raises(NotFoundError):
            look(KEY)


def test_records_are_found_by_labels(driver: Driver) -> None:
    driver.create(KEY, RELEASE.with_status("superseded"))
    driver.create("sh.helm.release.v1.rel.v2", RELEASE._replace(version=2))
    driver.create("sh.helm.release.v1.other.v1", RELEASE._replace(name="other"))
    found = driver.query({"name": "rel", "owner": "helm"})
    assert sorted(one.version for one in found) == [1, 2]
    assert [one.version for one in driver.query({"name": "rel", "owner": "helm", "status": "deployed"})] == [2]
    with pytest.raises(NotFoundError):
        driver.query({"name": "absent", "owner": "helm"})


def test_entries_are_read_when_they_are_wanted(driver: Driver) -> None:
    driver.create(KEY, RELEASE)
    (entry,) = driver.peek()
    assert (entry.name, entry.namespace, entry.version, entry.labels["team"]) == ("rel", "default", 1, "red")
    found = entry.read()
    assert found is not None
    assert (found.status, found.metadata["version"], found.info.notes) == ("deployed", "1.0.0", INFO.notes)


@pytest.mark.parametrize("name", ["sql", "paper"])
def test_a_driver_that_there_is_none_of(name: str) -> None:
    client = Client(Settings.from_environment({"HOME": "/nobody"}), ClusterFlags())
    with pytest.raises(ReleaseError, match=name):
        open_driver(name, client, "default")
