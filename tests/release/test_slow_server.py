"""A server that answers slowly, or falls silent while objects are waited for: --timeout ends it, and a record tells."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.apiserver import ApiServer
from tests.release.forked import run
from tests.release.twins import Answer, Side, write_chart


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    with ApiServer(delay=0.05) as api:
        write_chart(tmp_path / "web")
        yield Side(tmp_path, api)


def timed(side: Side, line: str) -> tuple[Answer, float]:
    begun = time.monotonic()
    return run(side, line), time.monotonic() - begun


def test_slow_at_every_request_before_anything_is_written(side: Side) -> None:
    side.api.fail(".", hang=1.2, times=-1)
    answer, seconds = timed(side, "install rel web --no-hooks --timeout 2s")
    assert answer.status == 1
    assert "context deadline exceeded" in answer.stderr
    assert seconds < 5
    assert side.api.names("secrets") == []


@pytest.mark.parametrize("line", ["install rel web", "upgrade rel web --set text=b"])
def test_slow_at_every_object(side: Side, line: str) -> None:
    if line.startswith("upgrade"):
        assert run(side, "install rel web --no-hooks").status == 0
    side.api.fail("(GET|PATCH) .*/(rel-|deployments/)", hang=1.2, times=-1)
    answer, seconds = timed(side, f"{line} --no-hooks --timeout 2s")
    assert answer.status == 1
    assert "context deadline exceeded" in answer.stderr
    assert seconds < 6


def test_slow_only_while_objects_are_written(side: Side) -> None:
    side.api.fail("PATCH .*/(rel-|deployments/)", hang=1.2, times=-1)
    answer, seconds = timed(side, "install rel web --no-hooks --timeout 2s")
    assert answer.status == 1
    assert seconds < 6
    assert side.record("rel", 1)["info"]["status"] == "failed"


def test_what_fails_slowly_is_undone(side: Side) -> None:
    assert run(side, "install rel web --no-hooks").status == 0
    side.api.fail("PATCH .*/(rel-|deployments/)", hang=1.5, times=4)
    answer, seconds = timed(side, "upgrade rel web --no-hooks --set text=b --timeout 2s --rollback-on-failure")
    assert "has been rolled back due to rollback-on-failure being set" in answer.stderr
    assert seconds < 15
    states = [side.record("rel", version)["info"]["status"] for version in (1, 2, 3)]
    assert states == ["superseded", "failed", "deployed"]


@pytest.mark.parametrize("strategy", ["watcher", "legacy"])
def test_silent_while_objects_are_waited_for(side: Side, strategy: str) -> None:
    fault = side.api.fail("GET .*/(deployments|services)", hang=20, drop=True, times=-1, skip=1)
    answer, seconds = timed(side, f"install rel web --no-hooks --timeout 3s --wait={strategy}")
    assert fault.skip == 0
    assert answer.status == 1
    assert "context deadline exceeded" in answer.stderr
    assert seconds < 8
    assert side.record("rel", 1)["info"]["status"] == "failed"


def test_silent_while_a_hook_runs(side: Side) -> None:
    side.api.fail("GET .*/jobs", hang=20, drop=True, times=-1)
    for strategy in ("hookOnly", "legacy"):
        answer, seconds = timed(side, f"install {strategy.lower()} web --timeout 3s --wait={strategy}")
        assert answer.status == 1
        assert seconds < 8


def test_many_prompt_answers_take_the_time_that_they_take(side: Side) -> None:
    side.api.fail(".", hang=0.15, times=-1)
    answer, seconds = timed(side, "install rel web --no-hooks --timeout 1s")
    assert answer.status == 0
    assert seconds > 1.5
