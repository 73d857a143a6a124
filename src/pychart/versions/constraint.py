"""Constraints on versions: ``>=1.2, <2 || ^3.1``, ``1.2 - 1.4``, ``~1.2``, ``1.x``, ``*``.

Origin: Masterminds/semver v3 (NewConstraint, Check), as Helm uses it for dependencies, ``kubeVersion``,
``--version`` and ``semverCompare``. A prerelease only meets a group of ANDs that itself names a prerelease.
"""

from __future__ import annotations

from pychart.versions.version import InvalidVersion, Version, parse_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_MAX_LENGTH = 512
_MAX_GROUPS = 32
_SPACE = " \t\n\f\r"
_OPERATOR = frozenset("=!<>~^")
_NUMBERS = frozenset("0123456789|xX*")
_IDENTIFIER = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")
_WILDCARDS = frozenset(("x", "X", "*"))
_EXTRA = r"(?:-(?:[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?(?:\+(?:[0-9A-Za-z\-]+(?:\.[0-9A-Za-z\-]+)*))?"
_VERSION = r"v?[0-9|xX*]+(?:\.[0-9|xX*]+)?(?:\.[0-9|xX*]+)?" + _EXTRA
_HYPHEN_RANGE = rf"\s*({_VERSION})\s+-\s+({_VERSION})\s*"


class InvalidConstraint(ValueError):  # noqa: N818
    """A text that is not a constraint; str() is Masterminds' text, such as ``improper constraint: "abc"``."""


class Constraint:
    """A parsed constraint: groups joined by ``||``, each a list of comparisons that must all hold."""

    __slots__ = ("_groups", "text")

    def __init__(self, text: str, groups: list[_Group]) -> None:
        self.text = text
        self._groups = groups

    @classmethod
    def parse(cls, text: str) -> Constraint:
        """Read a constraint.

        Raises InvalidConstraint with the text of Masterminds' NewConstraint.
        """
        if len(text) > _MAX_LENGTH:
            raise InvalidConstraint(f"constraint string is too long (max {_MAX_LENGTH} bytes)")
        groups = _rewrite_ranges(text).split("||")
        if len(groups) > _MAX_GROUPS:
            raise InvalidConstraint(f"too many constraint groups (max {_MAX_GROUPS})")
        return cls(text, [_parse_group(group) for group in groups])

    def check(self, version: Version) -> bool:
        """Tell whether the version meets the constraint."""
        return any(group.check(version) for group in self._groups)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Constraint({self.text!r})"


def is_compatible(constraint: str, version: str) -> bool:
    """Tell whether a version meets a constraint; no where one of the two cannot be read.

    Origin: Helm (IsCompatibleRange), for ``kubeVersion`` and the versions of dependencies.
    """
    try:
        return Constraint.parse(constraint).check(parse_version(version))
    except (InvalidConstraint, InvalidVersion):
        return False


class _Comparison:
    """One operator and its version, which may leave numbers open (``1.2``, ``1.x``)."""

    __slots__ = ("dirty", "minor_open", "operator", "patch_open", "version")

    def __init__(self, operator: str, version: Version, open_from: int) -> None:
        self.operator = operator
        self.version = version
        self.dirty = open_from < 3
        self.minor_open = open_from == 1
        self.patch_open = open_from == 2


class _Group:
    """Comparisons joined by AND."""

    __slots__ = ("comparisons", "has_prerelease")

    def __init__(self, comparisons: list[_Comparison]) -> None:
        self.comparisons = comparisons
        self.has_prerelease = any(comparison.version.prerelease for comparison in comparisons)

    def check(self, version: Version) -> bool:
        if version.prerelease and not self.has_prerelease:
            return False
        return all(_CHECKS[one.operator](version, one) for one in self.comparisons)


def _rewrite_ranges(text: str) -> str:
    """Turn each ``A - B`` into ``>= A, <= B``, wherever it stands in the text."""
    if "-" not in text or not any(f"-{space}" in text for space in _SPACE):
        return text
    from pychart.gostd.regexp import compile_pattern

    rewritten = text
    for groups in compile_pattern(_HYPHEN_RANGE).find_all_groups(text):
        whole, low, high = groups[0] or "", groups[1] or "", groups[2] or ""
        rewritten = rewritten.replace(whole, f">= {low}, <= {high} ", 1)
    return rewritten


def _parse_group(text: str) -> _Group:
    comparisons = []
    position = _skip_space(text, 0)
    while True:
        comparison, position = _read_comparison(text, position)
        comparisons.append(comparison)
        after = _skip_space(text, position)
        if after == len(text):
            break
        if text[after] == ",":
            after = _skip_space(text, after + 1)
        elif after == position:
            raise _improper(text)
        position = after
    return _Group([_close(*comparison) for comparison in comparisons])


def _improper(text: str) -> InvalidConstraint:
    from pychart.gostd.strconv import quote

    return InvalidConstraint(f"improper constraint: {quote(text)}")


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in _SPACE:
        position += 1
    return position


def _skip(text: str, position: int, allowed: frozenset[str]) -> int:
    while position < len(text) and text[position] in allowed:
        position += 1
    return position


def _read_comparison(text: str, start: int) -> tuple[tuple[str, list[str], str, str], int]:
    """Read operator, numbers, prerelease and metadata from ``start``; also give where they end."""
    position = _skip(text, start, _OPERATOR)
    operator = text[start:position]
    if operator not in _CHECKS:
        raise _improper(text)
    position = _skip_space(text, position)
    if text[position : position + 1] == "v":
        position += 1
    numbers: list[str] = []
    while len(numbers) < 3:
        begin = position + 1 if numbers else position
        if numbers and text[position : position + 1] != ".":
            break
        end = _skip(text, begin, _NUMBERS)
        if end == begin:
            if not numbers:
                raise _improper(text)
            break
        numbers.append(text[begin:end])
        position = end
    prerelease, position = _read_identifiers(text, position, "-")
    metadata, position = _read_identifiers(text, position, "+")
    return (operator, numbers, prerelease, metadata), position


def _read_identifiers(text: str, start: int, sign: str) -> tuple[str, int]:
    """Read a sign and dotted identifiers; give the sign with them, or nothing where they are missing."""
    if text[start : start + 1] != sign:
        return "", start
    position = _skip(text, start + 1, _IDENTIFIER)
    if position == start + 1:
        return "", start
    while text[position : position + 1] == ".":
        end = _skip(text, position + 1, _IDENTIFIER)
        if end == position + 1:
            break
        position = end
    return text[start:position], position


def _close(operator: str, numbers: list[str], prerelease: str, metadata: str) -> _Comparison:
    """Fill open numbers with zeros and note where the openness begins (0: everything)."""
    open_from = next((index for index, number in enumerate(numbers) if number in _WILDCARDS), len(numbers))
    if open_from < 3:
        metadata = ""
    filled = [*numbers[:open_from], "0", "0", "0"][:3]
    try:
        version = parse_version(".".join(filled) + prerelease + metadata)
    except InvalidVersion:
        raise InvalidConstraint("constraint parser error") from None
    return _Comparison(operator, version, open_from)


def _is_equal(version: Version, one: _Comparison) -> bool:
    return _is_tilde(version, one) if one.dirty else version.key == one.version.key


def _is_not_equal(version: Version, one: _Comparison) -> bool:
    wanted = one.version
    if not one.dirty:
        return version.key != wanted.key
    if version.major != wanted.major:
        return True
    if one.minor_open:
        return False
    if version.minor != wanted.minor:
        return True
    if one.patch_open:
        return version.prerelease != wanted.prerelease
    return version.patch != wanted.patch or version.key != wanted.key


def _is_greater(version: Version, one: _Comparison) -> bool:
    wanted = one.version
    if not one.dirty:
        return version.key > wanted.key
    if version.major != wanted.major:
        return version.major > wanted.major
    if one.minor_open:  # >11 asks for 12, not for 11.1
        return False
    if one.patch_open:
        return version.minor > wanted.minor
    return version.key > wanted.key


def _is_less(version: Version, one: _Comparison) -> bool:
    return version.key < one.version.key


def _is_at_least(version: Version, one: _Comparison) -> bool:
    return version.key >= one.version.key


def _is_at_most(version: Version, one: _Comparison) -> bool:
    wanted = one.version
    if not one.dirty:
        return version.key <= wanted.key
    if version.major != wanted.major:
        return version.major < wanted.major
    return one.minor_open or version.minor <= wanted.minor


def _is_tilde(version: Version, one: _Comparison) -> bool:
    wanted = one.version
    if version.key < wanted.key:
        return False
    is_zero = not (wanted.major or wanted.minor or wanted.patch)
    if is_zero and not one.minor_open and not one.patch_open:  # ~0.0.0 and ~* accept everything
        return True
    return version.major == wanted.major and (one.minor_open or version.minor == wanted.minor)


def _is_caret(version: Version, one: _Comparison) -> bool:
    wanted = one.version
    if version.key < wanted.key:
        return False
    if wanted.major > 0 or one.minor_open:
        return version.major == wanted.major
    if version.major > 0:
        return False
    if wanted.minor > 0 or one.patch_open:
        return version.minor == wanted.minor
    return version.minor == 0 and version.patch == wanted.patch


_CHECKS: dict[str, Callable[[Version, _Comparison], bool]] = {
    "": _is_equal,
    "=": _is_equal,
    "!=": _is_not_equal,
    ">": _is_greater,
    "<": _is_less,
    ">=": _is_at_least,
    "=>": _is_at_least,
    "<=": _is_at_most,
    "=<": _is_at_most,
    "~": _is_tilde,
    "~>": _is_tilde,
    "^": _is_caret,
}
