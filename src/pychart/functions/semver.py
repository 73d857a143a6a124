"""Versions in templates (sprig): ``semver`` reads one, ``semverCompare`` holds one against a constraint."""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.versions import Constraint, InvalidConstraint, InvalidVersion, Version, parse_version

_CACHE_SIZE = 1024
_answers: dict[tuple[str, str], bool] = {}


def semver(version: str) -> Version:
    """Read a version loosely; the result has .Major, .Minor, .Patch, .Prerelease, .Compare and more.

    Fails with ``invalid semantic version`` and the like. Origin: sprig; Masterminds/semver.
    """
    try:
        return parse_version(version)
    except InvalidVersion as error:
        raise FunctionError(str(error)) from None


def semver_compare(constraint: str, version: str) -> bool:
    """Tell whether the version meets the constraint; a prerelease only if the constraint names one.

    Fails with ``improper constraint: "abc"`` or ``invalid semantic version``. Origin: sprig.
    """
    answer = _answers.get((constraint, version))
    if answer is not None:
        return answer
    try:
        answer = Constraint.parse(constraint).check(parse_version(version))
    except (InvalidConstraint, InvalidVersion) as error:
        raise FunctionError(str(error)) from None
    if len(_answers) >= _CACHE_SIZE:  # charts ask the same few questions again and again
        _answers.clear()
    _answers[constraint, version] = answer
    return answer
