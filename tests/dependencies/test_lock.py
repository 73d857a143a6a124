from __future__ import annotations

from pathlib import Path

import pytest

from pychart.chart.metadata import Dependency, dependency_record
from pychart.dependencies.lock import find_lock, helm2_digest, lock_digest, lock_yaml
from pychart.errors import ChartError

URL = "http://127.0.0.1:8124"
NEEDED = [
    Dependency(
        "db",
        "1.0.0",
        URL,
        condition="x<y",
        tags=("a", "b"),
        enabled=True,
        import_values=("data", {"child": "a", "parent": "b"}),
    )
]
LOCKED = [Dependency("db", "1.0.0", URL)]
RECORDS = [dependency_record(one) for one in LOCKED]


def test_the_digest_is_helm_s() -> None:
    # Recorded from `helm dependency update` (v4.3.1).
    assert lock_digest(NEEDED, RECORDS) == "sha256:017db3253c421464fd8e0da44622a3eb0c09e9e86985cfc7cfe4363e259e14e1"
    local = Dependency("db", "2.x-0")
    assert (
        lock_digest([local], [dependency_record(local)])
        == "sha256:fe2b846e61cd17971ebcc776df5dcf2fc1eed6982e70e93a912573ee9b2702e2"
    )


def test_the_digest_tells_other_dependencies_apart() -> None:
    other = [NEEDED[0]._replace(tags=("b", "a"))]
    assert lock_digest(other, RECORDS) != lock_digest(NEEDED, RECORDS)
    assert lock_digest(NEEDED, []) != lock_digest(NEEDED, RECORDS)
    assert helm2_digest(NEEDED) != helm2_digest(other)


def test_the_text_is_helm_s() -> None:
    assert lock_yaml(LOCKED, "sha256:00", "2026-01-02T03:04:05.123456789Z") == (
        f"dependencies:\n- name: db\n  repository: {URL}\n  version: 1.0.0\ndigest: sha256:00\n"
        'generated: "2026-01-02T03:04:05.123456789Z"\n'
    )
    assert lock_yaml([], "d", "t") == "dependencies: []\ndigest: d\ngenerated: t\n"


def test_a_lock_that_is_a_link_is_refused(tmp_path: Path) -> None:
    assert find_lock(str(tmp_path), "v2") == str(tmp_path / "Chart.lock")
    assert find_lock(str(tmp_path), "v1") == str(tmp_path / "requirements.lock")
    (tmp_path / "Chart.lock").symlink_to("/etc/passwd")
    with pytest.raises(ChartError, match=r'^the Chart\.lock file is a symlink to "/etc/passwd"$'):
        find_lock(str(tmp_path), "v2")
