"""Chart.lock and requirements.lock: written as Helm writes them, with Helm's digest (internal/resolver, HashReq)."""

from __future__ import annotations

import os

from pychart.chart.metadata import dependency_record, ordered_json
from pychart.errors import ChartError
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from pychart.chart.metadata import Dependency


def lock_digest(dependencies: Sequence[Dependency], locked: Sequence[Mapping[str, Any] | None]) -> str:
    """Give the digest that tells whether a lock belongs to a chart's dependencies.

    ``locked`` are the lock's entries as JSON writes them. Aliases of repositories count as their URLs.
    """
    return _digest([_records(dependencies), list(locked)])


def helm2_digest(dependencies: Sequence[Dependency]) -> str:
    """Give the digest of requirements.lock as Helm 2 made it: of the requirements alone, with aliases as they are."""
    return _digest({"dependencies": _records(dependencies)})


def lock_yaml(locked: Sequence[Dependency], digest: str, generated: str) -> str:
    """Give the text of a lock file; ``generated`` is a time as Go writes it."""
    from pychart.yamlio import dump

    return dump({"dependencies": _records(locked), "digest": digest, "generated": generated}) + "\n"


def find_lock(chart_path: str, api_version: str) -> str:
    """Name a chart's lock file: charts of apiVersion v1 have requirements.lock.

    Raises ChartError where it is a symbolic link, which could lead anywhere (CVE-2025-53547).
    """
    name = "requirements.lock" if api_version == "v1" else "Chart.lock"
    path = os.path.join(chart_path, name)
    if os.path.islink(path):
        raise ChartError(f"the {name} file is a symlink to {quote(os.readlink(path))}")
    return path


def _records(dependencies: Sequence[Dependency]) -> list[dict[str, Any] | None]:
    return [dependency_record(one) for one in dependencies]


def _digest(value: Any) -> str:
    import hashlib

    return f"sha256:{hashlib.sha256(ordered_json(value).encode('utf-8', 'surrogateescape')).hexdigest()}"
