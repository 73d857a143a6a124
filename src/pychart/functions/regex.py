"""Regular expressions in templates (sprig): RE2 syntax, so matching takes linear time.

Every function comes twice in sprig: the ``must`` form names the fault of a bad pattern, the other form does
so after ``regexp: Compile(...)``, except regexMatch, which then says no.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.gostd import regexp
from pychart.gostd.types import NilList, StringList

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def regex_match(pattern: str, text: str) -> bool:
    """Tell whether the pattern matches anywhere in the text; a bad pattern matches nothing. Origin: sprig."""
    try:
        return regexp.compile_pattern(pattern).match(text)
    except regexp.RegexpError:
        return False


def must_regex_match(pattern: str, text: str) -> bool:
    """Tell whether the pattern matches anywhere in the text. Fails on a bad pattern. Origin: sprig."""
    return _compile(pattern).match(text)


def regex_find_all(pattern: str, text: str, limit: int) -> list[Any]:
    """Give the matches, at most ``limit`` of them, all where it is negative. Fails on a bad pattern.

    Origin: sprig; Go's FindAllString.
    """
    return _found(_must_compile(pattern).find_all(text, limit))


def must_regex_find_all(pattern: str, text: str, limit: int) -> list[Any]:
    """Give the matches, at most ``limit`` of them, all where it is negative. Fails on a bad pattern.

    Origin: sprig; Go's FindAllString.
    """
    return _found(_compile(pattern).find_all(text, limit))


def regex_find(pattern: str, text: str) -> str:
    """Give the leftmost match, or an empty string. Fails on a bad pattern. Origin: sprig; Go's FindString."""
    return _must_compile(pattern).find(text)


def must_regex_find(pattern: str, text: str) -> str:
    """Give the leftmost match, or an empty string. Fails on a bad pattern. Origin: sprig; Go's FindString."""
    return _compile(pattern).find(text)


def regex_replace_all(pattern: str, text: str, replacement: str) -> str:
    """Replace every match; ``$1`` and ``${name}`` in the replacement stand for groups.

    A name without braces takes all letters, digits and underscores that follow: ``$1W`` is the group "1W",
    which is empty; write ``${1}W``. Fails on a bad pattern. Origin: sprig; Go's ReplaceAllString.
    """
    return _must_compile(pattern).replace(text, replacement)


def must_regex_replace_all(pattern: str, text: str, replacement: str) -> str:
    """Replace every match, as regexReplaceAll. Fails on a bad pattern. Origin: sprig."""
    return _compile(pattern).replace(text, replacement)


def regex_replace_all_literal(pattern: str, text: str, replacement: str) -> str:
    """Replace every match by the replacement as it stands, dollar signs included. Fails on a bad pattern.

    Origin: sprig; Go's ReplaceAllLiteralString.
    """
    return _must_compile(pattern).replace_literal(text, replacement)


def must_regex_replace_all_literal(pattern: str, text: str, replacement: str) -> str:
    """Replace every match by the replacement as it stands. Fails on a bad pattern.

    Origin: sprig; Go's ReplaceAllLiteralString.
    """
    return _compile(pattern).replace_literal(text, replacement)


def regex_split(pattern: str, text: str, limit: int) -> list[Any]:
    """Cut the text at the matches into at most ``limit`` parts, all where it is negative, none where it is 0.

    Fails on a bad pattern. Origin: sprig; Go's Regexp.Split.
    """
    return _parts(_must_compile(pattern).split(text, limit), limit)


def must_regex_split(pattern: str, text: str, limit: int) -> list[Any]:
    """Cut the text at the matches, as regexSplit. Fails on a bad pattern. Origin: sprig."""
    return _parts(_compile(pattern).split(text, limit), limit)


def regex_quote_meta(text: str) -> str:
    """Give a pattern that matches exactly the text. Origin: sprig; Go's QuoteMeta."""
    return regexp.quote_meta(text)


def _compile(pattern: str) -> regexp.Pattern:
    try:
        return regexp.compile_pattern(pattern)
    except regexp.RegexpError as error:
        raise FunctionError(str(error)) from None


def _must_compile(pattern: str) -> regexp.Pattern:
    try:
        return regexp.must_compile(pattern)
    except regexp.RegexpError as error:
        raise FunctionError(str(error)) from None


def _found(matches: list[str]) -> list[Any]:
    """Give matches as Go's []string, which is nil where there are none."""
    return StringList(matches) if matches else NilList()


def _parts(parts: list[str], limit: int) -> list[Any]:
    """Give parts as Go's []string, which is nil where none were asked for."""
    return NilList() if limit == 0 else StringList(parts)
