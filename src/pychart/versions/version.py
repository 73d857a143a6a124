"""One semantic version: parsing, precedence and the methods templates may call on it.

Origin: Masterminds/semver v3, which Helm uses for charts, dependencies, ``semver`` and ``semverCompare``.
The precedence is our own because it has to agree with Masterminds also where a numeric identifier is
longer than 64 bits (it then counts as text), and because it must cost nothing at start-up.
"""

from __future__ import annotations

from pychart.errors import ArgumentError, FunctionError
from pychart.gostd.types import Struct, Uint64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


_MAX_LENGTH = 256
_UINT64_MAX = 2**64 - 1
_IDENTIFIER = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")

_INVALID = "invalid semantic version"
_TOO_LONG = f"version string is too long (max {_MAX_LENGTH} bytes)"
_EMPTY = "version string empty"
_CHARACTERS = "invalid characters in version"
_ZERO = "version segment starts with 0"
_PRERELEASE = "invalid prerelease string"
_METADATA = "invalid metadata string"

PrecedenceKey = tuple[int, int, int, int, tuple[tuple[int, int, str], ...]]


class InvalidVersion(ValueError):  # noqa: N818
    """A text that is not a version; str() is Masterminds' text."""


class Version(Struct):
    """A semantic version that does not change; comparisons follow precedence and ignore build metadata."""

    __slots__ = ("_key", "major", "metadata", "minor", "original", "patch", "prerelease")
    go_type: ClassVar[str] = "*semver.Version"
    go_kind: ClassVar[str] = "ptr"
    go_methods: ClassVar[tuple[str, ...]] = (
        "Compare",
        "Equal",
        "GreaterThan",
        "GreaterThanEqual",
        "IncMajor",
        "IncMinor",
        "IncPatch",
        "LessThan",
        "LessThanEqual",
        "Major",
        "MarshalJSON",
        "MarshalText",
        "Metadata",
        "Minor",
        "Original",
        "Patch",
        "Prerelease",
        "SetMetadata",
        "SetPrerelease",
        "String",
        "Value",
    )

    def __init__(
        self,
        major: int,
        minor: int,
        patch: int,
        prerelease: str = "",
        metadata: str = "",
        original: str | None = None,
    ) -> None:
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.metadata = metadata
        self._key: PrecedenceKey | None = None
        self.original = str(self) if original is None else original

    def __str__(self) -> str:
        text = f"{self.major}.{self.minor}.{self.patch}"
        if self.prerelease:
            text += "-" + self.prerelease
        if self.metadata:
            text += "+" + self.metadata
        return text

    def __repr__(self) -> str:
        return f"Version({self.original!r})"

    @property
    def key(self) -> PrecedenceKey:
        """Give a tuple that sorts as versions do (semver.org, item 11)."""
        if self._key is None:
            identifiers: tuple[tuple[int, int, str], ...] = ()
            if self.prerelease:
                identifiers = tuple(_identifier_key(part) for part in self.prerelease.split("."))
            self._key = (self.major, self.minor, self.patch, 0 if identifiers else 1, identifiers)
        return self._key

    def compare(self, other: Version) -> int:
        """Give -1, 0 or 1: whether this version is lower than, equal to or higher than the other."""
        mine, theirs = self.key, other.key
        return (mine > theirs) - (mine < theirs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __lt__(self, other: Version) -> bool:
        return self.key < other.key

    def __le__(self, other: Version) -> bool:
        return self.key <= other.key

    def __gt__(self, other: Version) -> bool:
        return self.key > other.key

    def __ge__(self, other: Version) -> bool:
        return self.key >= other.key

    def go_string(self) -> str:
        """Give the normalised version, as String() does."""
        return str(self)

    def json_value(self) -> Any:
        """Give the normalised version: MarshalJSON makes it a string."""
        return str(self)

    # What templates call. Python code uses the attributes above.

    def m_Major(self) -> Uint64:  # noqa: N802
        """Give the first number."""
        return Uint64(self.major)

    def m_Minor(self) -> Uint64:  # noqa: N802
        """Give the second number."""
        return Uint64(self.minor)

    def m_Patch(self) -> Uint64:  # noqa: N802
        """Give the third number."""
        return Uint64(self.patch)

    def m_Prerelease(self) -> str:  # noqa: N802
        """Give what follows the dash, or an empty string."""
        return self.prerelease

    def m_Metadata(self) -> str:  # noqa: N802
        """Give what follows the plus sign, or an empty string."""
        return self.metadata

    def m_Original(self) -> str:  # noqa: N802
        """Give the text that was parsed, a leading ``v`` included."""
        return self.original

    def m_String(self) -> str:  # noqa: N802
        """Give the normalised text: three numbers, no leading ``v``."""
        return str(self)

    def m_Value(self) -> str:  # noqa: N802
        """Give the normalised text, as for a database."""
        return str(self)

    def m_MarshalText(self) -> bytes:  # noqa: N802
        """Give the normalised text as bytes."""
        return str(self).encode()

    def m_MarshalJSON(self) -> bytes:  # noqa: N802
        """Give the normalised text as a JSON string, in bytes."""
        return f'"{self}"'.encode()

    def m_Compare(self, other: Any) -> int:  # noqa: N802
        """Give -1, 0 or 1, as :meth:`compare`."""
        return self.compare(_require_pointer(other))

    def m_Equal(self, other: Any) -> bool:  # noqa: N802
        """Tell whether both have the same precedence; nil equals nothing."""
        return other is not None and self.key == _require_pointer(other).key

    def m_LessThan(self, other: Any) -> bool:  # noqa: N802
        """Tell whether this version is lower."""
        return self.key < _require_pointer(other).key

    def m_LessThanEqual(self, other: Any) -> bool:  # noqa: N802
        """Tell whether this version is lower or equal."""
        return self.key <= _require_pointer(other).key

    def m_GreaterThan(self, other: Any) -> bool:  # noqa: N802
        """Tell whether this version is higher."""
        return self.key > _require_pointer(other).key

    def m_GreaterThanEqual(self, other: Any) -> bool:  # noqa: N802
        """Tell whether this version is higher or equal."""
        return self.key >= _require_pointer(other).key

    def m_IncMajor(self) -> VersionCopy:  # noqa: N802
        """Give the next major version, without prerelease and metadata."""
        return self._copy(_increase(self.major, "major"), 0, 0)

    def m_IncMinor(self) -> VersionCopy:  # noqa: N802
        """Give the next minor version, without prerelease and metadata."""
        return self._copy(self.major, _increase(self.minor, "minor"), 0)

    def m_IncPatch(self) -> VersionCopy:  # noqa: N802
        """Give the next patch version; of a prerelease that is the release itself."""
        patch = self.patch if self.prerelease else _increase(self.patch, "patch")
        return self._copy(self.major, self.minor, patch)

    def m_SetPrerelease(self, prerelease: Any) -> VersionCopy:  # noqa: N802
        """Give a copy with this prerelease, which stands without its dash."""
        text = _require_text(prerelease)
        _check_or_fail(_check_prerelease, text)
        return self._copy(self.major, self.minor, self.patch, text, self.metadata)

    def m_SetMetadata(self, metadata: Any) -> VersionCopy:  # noqa: N802
        """Give a copy with this build metadata, which stands without its plus sign."""
        text = _require_text(metadata)
        _check_or_fail(_check_metadata, text)
        return self._copy(self.major, self.minor, self.patch, self.prerelease, text)

    def _copy(self, major: int, minor: int, patch: int, prerelease: str = "", metadata: str = "") -> VersionCopy:
        changed = VersionCopy(major, minor, patch, prerelease, metadata)
        if self.original.startswith("v"):
            changed.original = "v" + changed.original
        return changed


class VersionCopy(Version):
    """What IncMajor and its like give: in Go a value, not a pointer, so it has fewer methods."""

    __slots__ = ()
    go_type: ClassVar[str] = "semver.Version"
    go_kind: ClassVar[str] = "struct"
    go_methods: ClassVar[tuple[str, ...]] = (
        "IncMajor",
        "IncMinor",
        "IncPatch",
        "Major",
        "MarshalJSON",
        "MarshalText",
        "Metadata",
        "Minor",
        "Patch",
        "Prerelease",
        "SetMetadata",
        "SetPrerelease",
        "String",
        "Value",
    )


def parse_version(text: str, strict: bool = False) -> Version:
    """Read a version, by default as Helm does nearly everywhere: loosely.

    Loose: a leading ``v``, one or two numbers and leading zeros are fine (``v1``, ``1.2``, ``01.2.3``).
    Strict: exactly what semver.org asks for.
    Raises InvalidVersion with the text of Masterminds' NewVersion or StrictNewVersion.
    """
    if len(text) > _MAX_LENGTH:
        raise InvalidVersion(_TOO_LONG)
    if strict:
        return _parse_strict(text)
    core, plus, metadata = text.partition("+")
    core, dash, prerelease = core.partition("-")
    if (plus and not _is_identifiers(metadata)) or (dash and not _is_identifiers(prerelease)):
        raise InvalidVersion(_INVALID)
    numbers = core.removeprefix("v").split(".")
    if len(numbers) > 3 or not all(_is_number(number) for number in numbers):
        raise InvalidVersion(_INVALID)
    parsed = [_parse_segment(number, "error parsing version segment: ") for number in numbers]
    if prerelease:
        _check_prerelease(prerelease)
    major, minor, patch = [*parsed, 0, 0][:3]
    return Version(major, minor, patch, prerelease, metadata, text)


def _parse_strict(text: str) -> Version:
    import semver

    try:
        found = semver.Version.parse(text)
    except ValueError:
        raise InvalidVersion(_explain_strict(text)) from None
    for number in (found.major, found.minor, found.patch):
        _parse_segment(str(number), "")
    return Version(found.major, found.minor, found.patch, found.prerelease or "", found.build or "", text)


def _explain_strict(text: str) -> str:
    """Say what is wrong with a version that is not semver.org's, in Masterminds' words."""
    if not text:
        return _EMPTY
    parts = text.split(".", 2)
    if len(parts) != 3:
        return _INVALID
    parts[2], plus, metadata = parts[2].partition("+")
    if plus and not _is_identifiers(metadata):
        return _METADATA
    parts[2], dash, prerelease = parts[2].partition("-")
    try:
        if dash:
            _check_prerelease(prerelease)
        for part in parts:
            if part and not _is_number(part):
                return _CHARACTERS
            if len(part) > 1 and part[0] == "0":
                return _ZERO
            _parse_segment(part, "")
    except InvalidVersion as error:
        return str(error)
    return _INVALID


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_identifiers(text: str) -> bool:
    return all(part and _IDENTIFIER.issuperset(part) for part in text.split("."))


def _parse_segment(text: str, prefix: str) -> int:
    if not text:
        raise InvalidVersion(f'{prefix}strconv.ParseUint: parsing "": invalid syntax')
    number = _parse_uint64(text)
    if number is None:
        raise InvalidVersion(f'{prefix}strconv.ParseUint: parsing "{text}": value out of range')
    return number


def _parse_uint64(digits: str) -> int | None:
    significant = digits.lstrip("0") or "0"
    if len(significant) > 20:  # before int(), which refuses thousands of digits
        return None
    number = int(significant)
    return number if number <= _UINT64_MAX else None


def _check_prerelease(text: str) -> None:
    for part in text.split("."):
        if not part or not _IDENTIFIER.issuperset(part):
            raise InvalidVersion(_PRERELEASE)
        if len(part) > 1 and part[0] == "0" and _is_number(part):
            raise InvalidVersion(_ZERO)


def _check_metadata(text: str) -> None:
    if not _is_identifiers(text):
        raise InvalidVersion(_METADATA)


def _identifier_key(identifier: str) -> tuple[int, int, str]:
    number = _parse_uint64(identifier) if _is_number(identifier) else None
    return (1, 0, identifier) if number is None else (0, number, "")


def _increase(number: int, what: str) -> int:
    if number == _UINT64_MAX:
        raise FunctionError(f"{what} version increment would overflow uint64")
    return number + 1


def _check_or_fail(check: Any, text: str) -> None:
    try:
        if text:
            check(text)
    except InvalidVersion as error:
        raise FunctionError(str(error)) from None


def _require_pointer(value: Any) -> Version:
    if value is None:
        raise FunctionError("runtime error: invalid memory address or nil pointer dereference")
    if not isinstance(value, Version) or isinstance(value, VersionCopy):
        raise ArgumentError(0, "*semver.Version", value)
    return value


def _require_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ArgumentError(0, "string", value)
    return value
