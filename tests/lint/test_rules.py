"""Every rule has its file, its manual page in the docs, and a place in the order."""

from __future__ import annotations

from pathlib import Path

import pytest

import pychart.lint.rules
from pychart.lint.finding import RANKS
from pychart.lint.rules import RULES, describe_rule
from tests.reference import ROOT

PAGE = (ROOT / "docs/lint.md").read_text()


def test_every_file_is_a_rule() -> None:
    folder = Path(pychart.lint.rules.__file__).parent
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py") if path.stem != "__init__"}
    assert files == set(RULES)
    assert len(RULES) == len(set(RULES))


@pytest.mark.parametrize("name", RULES)
def test_rule_is_documented(name: str) -> None:
    severity, purpose, manual = describe_rule(name)
    assert severity in RANKS
    assert purpose.endswith(".")
    assert "\n\nFix: " in manual
    assert "\n\nOrigin: " in manual
    assert f"\n## {name}\n\n{manual}\n" in PAGE
