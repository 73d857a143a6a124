from __future__ import annotations

import subprocess
import sys

import pytest

import pychart


def test_public_names_are_sorted_and_complete() -> None:
    assert pychart.__all__ == sorted(pychart.__all__)
    assert set(pychart._HOMES) | {"__version__"} == set(pychart.__all__)


@pytest.mark.parametrize("name", pychart.__all__)
def test_public_name_exists_and_is_documented(name: str) -> None:
    value = getattr(pychart, name)
    assert isinstance(value, str) or value.__doc__


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nope"):
        pychart.nope  # noqa: B018


def test_importing_pychart_imports_nothing_else_of_it() -> None:
    code = "import sys, pychart; print([m for m in sys.modules if m.startswith('pychart.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
