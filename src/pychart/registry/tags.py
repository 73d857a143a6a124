"""From tags to versions: which tag a version or a range means (Helm: pkg/registry, tag.go and client.go)."""

from __future__ import annotations

from pychart.errors import RepositoryError
from pychart.versions import Constraint, InvalidConstraint, InvalidVersion, parse_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pychart.versions import Version


def sort_versions(tags: Iterable[str]) -> list[str]:
    """Give the tags that are versions, the highest first; ``_`` in a tag stands for ``+``. Others are left out."""
    found: list[Version] = []
    for tag in tags:
        try:
            found.append(parse_version(tag.replace("_", "+"), strict=True))
        except InvalidVersion:
            continue
    return [str(version) for version in sorted(found, key=lambda one: one.key, reverse=True)]


def choose_version(versions: Sequence[str], wanted: str) -> str:
    """Choose from versions, the highest first: that one, or the first of a range; "" is any that is no pre-release.

    Raises RepositoryError in Helm's words.
    """
    if wanted in versions:
        return wanted
    try:
        accepted = Constraint.parse(wanted or "*")
    except InvalidConstraint as problem:
        raise RepositoryError(str(problem)) from None
    for version in versions:
        if accepted.check(parse_version(version)):
            return version
    raise RepositoryError(f"could not locate a version matching provided version string {wanted}")


def is_version(text: str) -> bool:
    """Tell whether a text is a version, read loosely; then no tags are asked for."""
    try:
        parse_version(text)
    except InvalidVersion:
        return False
    return True
