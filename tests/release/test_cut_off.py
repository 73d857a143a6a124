"""The API server goes away at each request of a command: what follows explains, goes on, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fakes.apiserver import ApiServer
from tests.reference import requires_reference
from tests.release.forked import Snapshot, restore, run, take
from tests.release.twins import Side, mask_object, write_chart

LINES = {
    "install": "install rel web",
    "upgrade": "upgrade rel web --set text=b,extra=false",
    "rollback": "rollback rel 1",
    "uninstall": "uninstall rel",
}
BEFORE = {"install": 0, "upgrade": 1, "rollback": 2, "uninstall": 3}
"""How many of the lines above have run before."""


@pytest.fixture(scope="module")
def side(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Side]:
    folder = tmp_path_factory.mktemp("cut")
    with ApiServer(delay=0.0) as api:
        chart = write_chart(folder / "web")
        for name in ("kept", "hook"):
            (chart / f"templates/{name}.yaml").unlink()
        yield Side(folder, api)


@pytest.fixture(scope="module")
def steps(side: Side) -> list[tuple[Snapshot, list[str]]]:
    """The cluster before each line and after the last, and what each line asks."""
    found = []
    for line in LINES.values():
        before = take(side.api)
        side.api.requests.clear()
        assert run(side, line).status == 0, line
        found.append((before, list(side.api.requests)))
    return [*found, (take(side.api), [])]


def objects_of(side: Side, kept: Snapshot) -> dict[str, Any]:
    """What a release is made of in the cluster, without its records."""
    return {
        f"{resource}/{name}": mask_object(one, side)
        for (_, resource), rows in kept.objects.items()
        for (_, name), one in rows.items()
        if resource in ("configmaps", "secrets", "deployments") and not name.startswith("sh.helm.")
    }


def states(side: Side) -> list[str]:
    names = [name for name in side.api.names("secrets") if name.startswith("sh.helm.")]
    versions = sorted(int(name.rpartition("v")[2]) for name in names)
    return [str(side.record("rel", version)["info"]["status"]) for version in versions]


def recover(side: Side, name: str, told: str) -> None:
    """Do what a person does who comes back: what the error said, or the same again and what is said then."""
    if "--recover" not in told:
        answer = run(side, LINES[name])
        assert "Traceback" not in answer.stderr
        if answer.status == 0 or (name == "uninstall" and "not found" in answer.stderr):
            return
        told = answer.stderr
        assert "is pending" in told, told
        assert "--recover" in told, told
    answer = run(side, f"{LINES[name]} --recover")
    # What could not be said to be kept may have been kept all the same.
    assert answer.status == 0 or (name == "install" and states(side) == ["deployed"])


@pytest.mark.parametrize("is_done", [False, True], ids=["before it is done", "after it is done"])
@pytest.mark.parametrize("name", LINES)
def test_each_request_may_be_the_last(
    name: str, is_done: bool, side: Side, steps: list[tuple[Snapshot, list[str]]]
) -> None:
    place = BEFORE[name]
    before, asked = steps[place]
    wanted = objects_of(side, steps[place + 1][0])
    assert len(asked) > 5
    for number in range(len(asked)):
        if is_done and asked[number].startswith("GET"):
            continue
        restore(side.api, before)
        if is_done:
            side.api.fail(".", drop=True, skip=number, after=True)
        side.api.fail(".", drop=True, skip=number, times=-1)
        broken = run(side, LINES[name])
        assert "Traceback" not in broken.stderr, number
        side.api.faults.clear()
        if broken.status != 0:
            assert "\nError: " in f"\n{broken.stderr}", number
            recover(side, name, broken.stderr)
        assert objects_of(side, take(side.api)) == wanted, number
        found = states(side)
        assert found.count("deployed") == (name != "uninstall"), (number, found)
        assert name == "uninstall" or not found[-1].startswith("pending"), (number, found)


@pytest.mark.reference
@requires_reference
def test_helm_reads_what_is_left(side: Side, steps: list[tuple[Snapshot, list[str]]]) -> None:
    before, asked = steps[1]
    for number in range(0, len(asked), 3):
        restore(side.api, before)
        side.api.fail(".", drop=True, skip=number, times=-1)
        assert run(side, LINES["upgrade"]).status == 1
        side.api.faults.clear()
        assert side.run("helm", "history rel").status == 0
        assert side.run("helm", "rollback rel 1").status == 0
        assert states(side).count("deployed") == 1
