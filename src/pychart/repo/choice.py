"""Which of a chart's versions is meant: exactly the one that is asked for, or the newest that will do."""

from __future__ import annotations

from pychart import logs
from pychart.errors import RepositoryError
from pychart.repo.model import parse_loosely

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def choose_version(name: str, versions: Sequence[str] | None, version: str = "") -> int:
    """Give the place of the version that is meant by ``version``: the same text first, then the newest that meets it.

    ``versions`` are a chart's, newest first, None where there is no such chart; "" asks for the newest that is no
    pre-release. Raises RepositoryError in Helm's words (pkg/repo/v1, index.go, Get).
    """
    from pychart.versions import Constraint, InvalidConstraint

    if versions is None:
        raise RepositoryError("no chart name found")
    if not versions:
        raise RepositoryError("no chart version found")
    try:
        constraint = Constraint.parse(version or "*")
    except InvalidConstraint as problem:
        raise RepositoryError(str(problem)) from None
    if version and version in versions:
        return versions.index(version)
    for place, candidate in enumerate(versions):
        parsed = parse_loosely(candidate)
        if parsed is not None and constraint.check(parsed):
            _tell_choice(name, version, candidate)
            return place
    raise RepositoryError(f"no chart version found for {name}-{version}")


def _tell_choice(name: str, wanted: str, found: str) -> None:
    if not wanted:
        return
    if _is_range(wanted):
        logs.debug("selected version matching constraint", chart=name, constraint=wanted, selected=found)
    else:
        logs.warn(
            "unable to find exact version requested; falling back to closest available version",
            chart=name,
            requested=wanted,
            selected=found,
        )


def _is_range(version: str) -> bool:
    if any(sign in version for sign in ("^", "~", "<", ">", "=", "!", "*", "||", " - ")):
        return True
    core = version.replace("+", "-").partition("-")[0]
    return "x" in core.lower()
