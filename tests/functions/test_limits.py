"""The largest results that are allowed, and one more."""

from __future__ import annotations

import pytest

from pychart.errors import FunctionError
from pychart.functions.limits import MAX_LIST, MAX_TEXT, require_list_size, require_text_size


def test_the_limit_itself_is_allowed() -> None:
    require_text_size(MAX_TEXT)
    require_list_size(MAX_LIST)


def test_more_is_refused() -> None:
    with pytest.raises(FunctionError, match=f"would be {MAX_TEXT + 1} bytes long"):
        require_text_size(MAX_TEXT + 1)
    with pytest.raises(FunctionError, match=f"would have {MAX_LIST + 1} elements"):
        require_list_size(MAX_LIST + 1)
