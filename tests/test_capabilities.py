"""The facts about cluster and tool, recorded from Helm 4.3.1."""

from __future__ import annotations

import pytest

from pychart.capabilities import Capabilities, parse_kube_version
from pychart.errors import UsageError

READ = [
    ("1.2", ("v1.2", "v1.2", "1", "2")),
    ("v1.24.3-eks", ("v1.24.3-eks", "v1.24.3", "1", "24")),
    ("1.02.3", ("v1.02.3", "v1.2.3", "1", "2")),
    ("1.2.3.04", ("v1.2.3.04", "v1.2.3.4", "1", "2")),
    (" 1.2.3", ("v 1.2.3", "v1.2.3", "1", "2")),
    (" v1.2", ("v v1.2", "v1.2", "1", "2")),
    ("1.2.x", ("v1.2.x", "v1.2", "1", "2")),
    ("1.2.", ("v1.2.", "v1.2", "1", "2")),
    ("v1.29+", ("v1.29+", "v1.29", "1", "29")),
    ("0.0", ("v0.0", "v0.0", "0", "0")),
    ("99999999999.2", ("v99999999999.2", "v99999999999.2", "99999999999", "2")),
]

REFUSED = [
    ("abc", 'could not parse "abc" as version'),
    ("", 'could not parse "" as version'),
    ("V1.2.3", 'could not parse "V1.2.3" as version'),
    ("v 1.2", 'could not parse "v 1.2" as version'),
    ("-1.2", 'could not parse "-1.2" as version'),
    ("1", 'illegal version string "1"'),
    ("01", 'illegal version string "01"'),
    ("1..2", 'illegal version string "1..2"'),
    ("v01.2.3", 'illegal zero-prefixed version component "01" in "v01.2.3"'),
    (
        "1.2.18446744073709551616",
        'illegal non-numeric version component "18446744073709551616" in "1.2.18446744073709551616": '
        'strconv.ParseUint: parsing "18446744073709551616": value out of range',
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_parse_kube_version(text: str, expected: tuple[str, ...]) -> None:
    version = parse_kube_version(text)
    assert (version.m_GitVersion(), version.m_String(), version.Major, version.Minor) == expected
    assert version.go_string() == expected[1]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_refuse_kube_version(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_kube_version(text)
    assert str(caught.value) == f"invalid kube version '{text}': {message}"


def test_defaults() -> None:
    capabilities = Capabilities()
    assert capabilities.KubeVersion.json_value() == {"Version": "v1.37.0", "Major": "1", "Minor": "37"}
    assert len(capabilities.APIVersions) == 57
    assert capabilities.APIVersions.m_Has("apps/v1")
    assert not capabilities.APIVersions.m_Has("apps/v3")
    assert capabilities.HelmVersion.json_value() == {
        "version": "v4.3.1",
        "git_commit": "c0d08d0d6d9424d4a14febb5e8a3e51b0dd00dff",
        "git_tree_state": "clean",
        "go_version": "go1.27.2",
        "kube_client_version": "v1.37",
    }


def test_changes_leave_the_original() -> None:
    plain = Capabilities()
    changed = plain.with_kube_version("1.24.3-eks").with_api_versions(["foo/v1"])
    assert changed.APIVersions[-1] == "foo/v1"
    assert (changed.KubeVersion.Version, plain.KubeVersion.Version) == ("v1.24.3-eks", "v1.37.0")
    assert len(plain.APIVersions) == 57
