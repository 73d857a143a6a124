"""required, fail, lookup and getHostByName."""

from __future__ import annotations

from typing import Any

import pytest

from pychart.errors import FailCall
from pychart.functions.helm import fail, get_host_by_name, lookup, required


@pytest.mark.parametrize("value", [0, False, [], {}, 0.0, "x", " "])
def test_required_passes(value: Any) -> None:
    assert required("need it", value) is value


@pytest.mark.parametrize("value", [None, ""])
def test_required_fails(value: Any) -> None:
    with pytest.raises(FailCall, match=r"^need it$"):
        required("need it", value)


def test_fail() -> None:
    with pytest.raises(FailCall, match=r"^no way$"):
        fail("no way")


def test_nothing_is_looked_up() -> None:
    assert lookup("v1", "Pod", "default", "x") == {}
    assert get_host_by_name("localhost") == ""
