"""Semantic versions and the constraints on them, as Masterminds/semver v3 reads them for Helm."""

from __future__ import annotations

from pychart.versions.constraint import Constraint, InvalidConstraint, is_compatible
from pychart.versions.version import InvalidVersion, Version, parse_version

__all__ = ["Constraint", "InvalidConstraint", "InvalidVersion", "Version", "is_compatible", "parse_version"]
