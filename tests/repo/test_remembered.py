"""A name means what it meant, as long as nothing that it depends on has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pychart.repo.remembered import recall_digest, remember_digest
from pychart.settings import Settings

ANSWER = "0123" * 16


@pytest.fixture
def known(settings: Settings) -> Settings:
    for path in (settings.repository_config, f"{settings.repository_cache}/stable-index.yaml"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("x\n")
    remember_digest("stable/web", "1.x", settings, ANSWER)
    return settings


def test_gives_what_was_found(known: Settings) -> None:
    assert recall_digest("stable/web", "1.x", known) == ANSWER


def test_another_question_has_another_answer(known: Settings) -> None:
    assert recall_digest("stable/web", "", known) == ""
    assert recall_digest("stable/db", "1.x", known) == ""
    assert recall_digest("other/web", "1.x", known) == ""
    assert recall_digest("stable/web", "1.x", known._replace(repository_config=f"{known.home}/other.yaml")) == ""


@pytest.mark.parametrize("what", ["config", "index"])
def test_a_changed_file_ends_it(what: str, known: Settings) -> None:
    path = known.repository_config if what == "config" else f"{known.repository_cache}/stable-index.yaml"
    Path(path).write_text("yy\n")
    assert recall_digest("stable/web", "1.x", known) == ""
    os.unlink(path)
    assert recall_digest("stable/web", "1.x", known) == ""


def test_nothing_is_kept_without_a_cache(settings: Settings) -> None:
    without = settings._replace(use_cache=False)
    remember_digest("stable/web", "", without, ANSWER)
    assert recall_digest("stable/web", "", without) == ""
    assert not os.path.exists(settings.pychart_cache)


def test_a_folder_that_others_may_write_to_is_not_believed(known: Settings) -> None:
    os.chmod(f"{known.pychart_cache}/names", 0o777)
    assert recall_digest("stable/web", "1.x", known) == ""


def test_damage_is_no_answer(known: Settings) -> None:
    (path,) = Path(f"{known.pychart_cache}/names").iterdir()
    path.write_bytes(b"\xff\n")
    assert recall_digest("stable/web", "1.x", known) == ""


def test_urls_and_files_are_never_remembered(known: Settings) -> None:
    remember_digest("http://h/web.tgz", "", known, ANSWER)
    assert recall_digest("http://h/web.tgz", "", known) == ""
