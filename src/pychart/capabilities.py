"""What templates are told about the cluster and the tool: ``.Capabilities`` (Helm: common/capabilities.go).

Without a cluster these are Helm 4.3.1's own defaults, so that a chart renders as it does there.
"""

from __future__ import annotations

from pychart.errors import UsageError
from pychart.gostd.types import StringList, Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any


_API_VERSIONS = """
v1
admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1
internal.apiserver.k8s.io/v1alpha1
apps/v1 apps/v1beta1 apps/v1beta2
authentication.k8s.io/v1 authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1
authorization.k8s.io/v1 authorization.k8s.io/v1beta1
autoscaling/v1 autoscaling/v2
batch/v1 batch/v1beta1
certificates.k8s.io/v1 certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1
coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1
discovery.k8s.io/v1 discovery.k8s.io/v1beta1
events.k8s.io/v1 events.k8s.io/v1beta1
extensions/v1beta1
flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta1
flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3
lifecycle.k8s.io/v1alpha1
networking.k8s.io/v1 networking.k8s.io/v1beta1
node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1
policy/v1 policy/v1beta1
rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1
resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3
scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1
storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1
storagemigration.k8s.io/v1 storagemigration.k8s.io/v1beta1
apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1
"""

_UINT64_MAX = 2**64 - 1


class VersionSet(StringList):
    """Go's common.VersionSet: a list of ``group/version`` or ``group/version/Kind`` with the method Has."""

    __slots__ = ()
    go_type = "common.VersionSet"
    go_methods = ("Has",)

    def m_Has(self, version: str) -> bool:  # noqa: N802
        """Tell whether the cluster knows an API version."""
        return version in self


class KubeVersion(Struct):
    """The cluster's version: as it was given, and in numbers for comparisons."""

    __slots__ = ("Major", "Minor", "Version", "normalized")
    go_type = "common.KubeVersion"
    go_fields = ("Version", "Major", "Minor")
    go_layout = (
        ("Version", "Version"),
        ("normalizedVersion", "normalized"),
        ("Major", "Major"),
        ("Minor", "Minor"),
    )
    go_string_on_pointer = True
    go_methods = ("GitVersion", "String")

    def __init__(self, version: str, normalized: str, major: str, minor: str) -> None:
        self.Version = version
        self.normalized = normalized
        self.Major = major
        self.Minor = minor

    def m_GitVersion(self) -> str:  # noqa: N802
        """Give the version as it was given."""
        return self.Version

    def m_String(self) -> str:  # noqa: N802
        """Give the version that constraints are checked against."""
        return self.normalized or self.Version

    def go_string(self) -> str:
        """Print as the version that constraints are checked against."""
        return self.m_String()


class HelmVersion(Struct):
    """Go's version.BuildInfo: charts may ask which Helm renders them, so it answers as the reference does."""

    __slots__ = ("GitCommit", "GitTreeState", "GoVersion", "KubeClientVersion", "Version")
    go_type = "version.BuildInfo"
    go_fields = ("Version", "GitCommit", "GitTreeState", "GoVersion", "KubeClientVersion")

    def __init__(self) -> None:
        self.Version = "v4.3.1"
        self.GitCommit = "c0d08d0d6d9424d4a14febb5e8a3e51b0dd00dff"
        self.GitTreeState = "clean"
        self.GoVersion = "go1.27.2"
        self.KubeClientVersion = "v1.37"

    def json_value(self) -> Any:
        """Give the fields under their JSON names; empty ones are left out, all but the last."""
        fields = {
            "version": self.Version,
            "git_commit": self.GitCommit,
            "git_tree_state": self.GitTreeState,
            "go_version": self.GoVersion,
        }
        return {name: text for name, text in fields.items() if text} | {"kube_client_version": self.KubeClientVersion}


class Capabilities(Struct):
    """Go's *common.Capabilities, the object behind ``.Capabilities``."""

    __slots__ = ("HelmVersion", "KubeVersion", "_versions")
    go_type = "*common.Capabilities"
    go_kind = "ptr"
    go_fields = ("KubeVersion", "APIVersions", "HelmVersion")
    go_methods = ("Copy",)

    def __init__(
        self,
        kube_version: KubeVersion | None = None,
        api_versions: Iterable[str] | Callable[[], Iterable[str]] | None = None,
        helm_version: HelmVersion | None = None,
    ) -> None:
        self.KubeVersion = kube_version or KubeVersion("v1.37.0", "v1.37.0", "1", "37")
        self._versions = _API_VERSIONS.split() if api_versions is None else api_versions
        self.HelmVersion = helm_version or HelmVersion()

    @property
    def APIVersions(self) -> VersionSet:  # noqa: N802
        """The API versions of the cluster; what is to be asked for them is asked when a template looks at them."""
        found = self._versions
        if not isinstance(found, VersionSet):
            found = self._versions = VersionSet(found() if callable(found) else found)
        return found

    def with_api_versions(self, versions: Iterable[str]) -> Capabilities:
        """Give the same capabilities with more API versions (the flag --api-versions)."""
        return Capabilities(self.KubeVersion, [*self.APIVersions, *versions], self.HelmVersion)

    def with_kube_version(self, text: str) -> Capabilities:
        """Give the same capabilities with another cluster version (the flag --kube-version).

        Raises UsageError if the text is not a version.
        """
        return Capabilities(parse_kube_version(text), self._versions, self.HelmVersion)

    def m_Copy(self) -> Capabilities:  # noqa: N802
        """Give a copy."""
        return Capabilities(self.KubeVersion, self._versions, self.HelmVersion)


def parse_kube_version(text: str) -> KubeVersion:
    """Read a cluster version: at least ``1.2``, an optional ``v`` before it, anything behind the numbers.

    Raises UsageError with the text of Kubernetes' ParseGeneric (apimachinery, util/version).
    """
    try:
        numbers = _parse_generic(text)
    except ValueError as error:
        raise UsageError(f"invalid kube version '{text}': {error}") from None
    version = text if text.startswith("v") else f"v{text}"
    normalized = "v" + ".".join(str(number) for number in numbers)
    return KubeVersion(version, normalized, str(numbers[0]), str(numbers[1]))


def _parse_generic(text: str) -> list[int]:
    parts = _leading_numbers(text)
    if not parts:
        raise ValueError(f"could not parse {_quote(text)} as version")
    if len(parts) < 2:
        raise ValueError(f"illegal version string {_quote(text)}")
    numbers = []
    for index, part in enumerate(parts):
        number = int(part)
        if index == 0 and len(part) > 1 and part.startswith("0"):
            raise ValueError(f"illegal zero-prefixed version component {_quote(part)} in {_quote(text)}")
        if number > _UINT64_MAX:
            reason = f"strconv.ParseUint: parsing {_quote(part)}: value out of range"
            raise ValueError(f"illegal non-numeric version component {_quote(part)} in {_quote(text)}: {reason}")
        numbers.append(number)
    return numbers


def _leading_numbers(text: str) -> list[str]:
    """Give the dotted numbers a text begins with, after blanks and one ``v``."""
    rest = text.lstrip(" \t\n\f\r").removeprefix("v")
    if "\n" in rest:
        return []
    end = next((i for i, c in enumerate(rest) if c not in "0123456789."), len(rest))
    parts = []
    for part in rest[:end].split("."):
        if not part:
            break
        parts.append(part)
    return parts


def _quote(text: str) -> str:
    from pychart.gostd.strconv import quote

    return quote(text)
