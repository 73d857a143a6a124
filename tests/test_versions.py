"""Versions and constraints. The expectations were recorded from Helm 4.3.1's semver and semverCompare."""

from __future__ import annotations

import random

import pytest
import semver as reference

from pychart.errors import ArgumentError, FunctionError
from pychart.versions import (
    Constraint,
    InvalidConstraint,
    InvalidVersion,
    Version,
    is_compatible,
    parse_version,
)


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("1.2.3", "1.2.3"),
        ("v1.2", "1.2.0"),
        ("1", "1.0.0"),
        ("01.02.03", "1.2.3"),
        ("1.2.3-rc.1+build.5", "1.2.3-rc.1+build.5"),
        ("1-a", "1.0.0-a"),
        ("1.2.3+a-b", "1.2.3+a-b"),
        ("18446744073709551615.0.0", "18446744073709551615.0.0"),
    ],
)
def test_parse_loose(text: str, normalised: str) -> None:
    version = parse_version(text)
    assert str(version) == normalised
    assert version.original == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "invalid semantic version"),
        ("v", "invalid semantic version"),
        ("1.2.3.4", "invalid semantic version"),
        ("1.2.3-", "invalid semantic version"),
        ("1..2", "invalid semantic version"),
        ("V1", "invalid semantic version"),
        ("1.2.3\n", "invalid semantic version"),
        ("１.2", "invalid semantic version"),
        ("1.2.3-é", "invalid semantic version"),
        ("1.2.3-01", "version segment starts with 0"),
        (
            "1.99999999999999999999.0",
            'error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
        ),
        ("1.2.3-" + "a" * 251, "version string is too long (max 256 bytes)"),
    ],
)
def test_parse_loose_refuses(text: str, message: str) -> None:
    with pytest.raises(InvalidVersion) as caught:
        parse_version(text)
    assert str(caught.value) == message


def test_longest_version_is_read() -> None:
    assert parse_version("1.2.3-" + "a" * 250).prerelease == "a" * 250


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "version string empty"),
        ("1.2", "invalid semantic version"),
        ("v1.2.3", "invalid characters in version"),
        ("01.2.3", "version segment starts with 0"),
        ("1.2.3-a..b", "invalid prerelease string"),
        ("1.2.3-01", "version segment starts with 0"),
        ("1.2.3+é", "invalid metadata string"),
        ("1..3", 'strconv.ParseUint: parsing "": invalid syntax'),
    ],
)
def test_parse_strict_refuses(text: str, message: str) -> None:
    with pytest.raises(InvalidVersion) as caught:
        parse_version(text, strict=True)
    assert str(caught.value) == message


def test_parse_strict() -> None:
    version = parse_version("1.2.3-rc.1+b", strict=True)
    assert (version.major, version.minor, version.patch) == (1, 2, 3)
    assert (version.prerelease, version.metadata) == ("rc.1", "b")


def test_precedence_order() -> None:
    order = ["0.0.0-a", "1.0.0-1", "1.0.0-2", "1.0.0-11", "1.0.0-a", "1.0.0-a.1", "1.0.0-b", "1.0.0", "1.0.1"]
    shuffled = [parse_version(text) for text in order]
    random.Random(7).shuffle(shuffled)
    assert [str(version) for version in sorted(shuffled)] == order


def test_metadata_does_not_count() -> None:
    assert parse_version("1.2.3+a") == parse_version("1.2.3+b")
    assert len({parse_version("1.2.3+a"), parse_version("v1.2.3")}) == 1


def test_precedence_agrees_with_the_semver_library() -> None:
    rng = random.Random(1)

    def any_version() -> str:
        core = ".".join(str(rng.randint(0, 2)) for _ in range(3))
        parts = [rng.choice(["0", "1", "10", "a", "b", "a1", "-", "rc"]) for _ in range(rng.randint(0, 3))]
        return core + ("-" + ".".join(parts) if parts else "")

    for _ in range(500):
        one, other = any_version(), any_version()
        expected = reference.Version.parse(one).compare(other)
        assert parse_version(one, strict=True).compare(parse_version(other)) == expected, (one, other)


def test_numbers_beyond_64_bits_count_as_text() -> None:
    low, high = parse_version("1.0.0-99999999999999999999"), parse_version("1.0.0-a")
    assert low < high
    assert parse_version("1.0.0-18446744073709551615") < low


@pytest.mark.parametrize(
    ("constraint", "version", "expected"),
    [
        ("1.2.3", "1.2.3", True),
        ("1.2", "1.2.9", True),
        ("=1.2", "1.3.0", False),
        ("!=1.x", "1.5.0", False),
        ("!=1.2.x", "1.3.0", True),
        (">1.16", "1.16.5", False),
        (">11", "11.1.0", False),
        (">=1.2-0", "1.2.3-rc.1", True),
        (">=1.2", "1.2.3-rc.1", False),
        ("=>1.2.3", "1.2.3", True),
        ("=<1.2", "1.2.9", True),
        ("<=1.2.3", "1.2.4", False),
        ("~1.2.3", "1.2.9", True),
        ("~1.2.3", "1.3.0", False),
        ("~1", "1.9.0", True),
        ("~>2.0", "2.1.0", False),
        ("^1.2.3", "1.9.0", True),
        ("^0.2.3", "0.3.0", False),
        ("^0.0.3", "0.0.4", False),
        ("^0.0", "0.0.9", True),
        ("^0", "0.9.0", True),
        ("*", "4.5.6", True),
        ("*", "4.5.6-a", False),
        ("*-0", "4.5.6-a", True),
        ("x", "0.0.0", True),
        ("1.2 - 1.4.5", "1.4.5", True),
        ("1.2 - 1.4.5", "1.4.6", False),
        (">=1.2, <2 || ^3.1", "3.2.0", True),
        (">=1.2 <2 || ^3.1", "3.0.0", False),
        ("~0.0.0", "7.8.9", True),
        ("v1.2.3", "v1.2.3", True),
        ("<1.20-0", "1.37.0", False),
        (">1 - 2", "1.2.3", None),
    ],
)
def test_check(constraint: str, version: str, expected: bool | None) -> None:
    if expected is None:
        with pytest.raises(InvalidConstraint):
            Constraint.parse(constraint)
    else:
        assert Constraint.parse(constraint).check(parse_version(version)) is expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'improper constraint: ""'),
        ("abc", 'improper constraint: "abc"'),
        ("1,", 'improper constraint: "1,"'),
        ("1,,2", 'improper constraint: "1,,2"'),
        ("> =1", 'improper constraint: "> =1"'),
        (">1<2", 'improper constraint: ">1<2"'),
        ("1.2.3.4", 'improper constraint: "1.2.3.4"'),
        ("1 || ", 'improper constraint: " "'),
        ("1.2.3.4 - 5", 'improper constraint: "1.>= 2.3.4, <= 5 "'),
        ("é", 'improper constraint: "é"'),
        ("1|2", "constraint parser error"),
        ("1.2.3-01", "constraint parser error"),
        ("12x", "constraint parser error"),
        ("1" + " " * 512, "constraint string is too long (max 512 bytes)"),
        ("||".join(["1"] * 33), "too many constraint groups (max 32)"),
    ],
)
def test_parse_constraint_refuses(text: str, message: str) -> None:
    with pytest.raises(InvalidConstraint) as caught:
        Constraint.parse(text)
    assert str(caught.value) == message


def test_is_compatible() -> None:
    assert is_compatible(">=1.20", "v1.37.0")
    assert not is_compatible("<1.20", "v1.37.0")
    assert not is_compatible("abc", "v1.37.0")
    assert not is_compatible("*", "abc")


def test_template_methods() -> None:
    version = parse_version("v1.2.3-a+b")
    assert (version.m_Major(), version.m_Minor(), version.m_Patch()) == (1, 2, 3)
    assert (version.m_Prerelease(), version.m_Metadata(), version.m_Original()) == ("a", "b", "v1.2.3-a+b")
    assert version.m_Compare(parse_version("1.2.3")) == -1
    assert version.m_LessThan(parse_version("1.2.3"))
    assert version.m_Equal(parse_version("1.2.3-a"))
    assert not version.m_Equal(None)
    assert version.json_value() == version.go_string() == "1.2.3-a+b"
    assert set(Version.go_methods) == {name[2:] for name in dir(Version) if name.startswith("m_")}


def test_increments_are_values_that_keep_the_prefix() -> None:
    version = parse_version("v1.2.3-a")
    assert [str(version.m_IncMajor()), str(version.m_IncMinor()), str(version.m_IncPatch())] == [
        "2.0.0",
        "1.3.0",
        "1.2.3",
    ]
    assert version.m_IncMajor().original == "v2.0.0"
    assert version.m_IncMajor().go_type == "semver.Version"
    assert str(version.m_SetPrerelease("b.1")) == "1.2.3-b.1"
    assert str(version.m_SetMetadata("x")) == "1.2.3-a+x"


def test_method_faults() -> None:
    version = parse_version("18446744073709551615.0.0")
    with pytest.raises(FunctionError, match="major version increment would overflow uint64"):
        version.m_IncMajor()
    with pytest.raises(FunctionError, match="invalid prerelease string"):
        version.m_SetPrerelease("a_b")
    with pytest.raises(FunctionError, match="nil pointer dereference"):
        version.m_Compare(None)
    with pytest.raises(ArgumentError):
        version.m_Compare(version.m_IncMinor())
