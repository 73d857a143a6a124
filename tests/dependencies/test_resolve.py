from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pychart.chart.metadata import Dependency
from pychart.dependencies.resolve import resolve_dependencies
from pychart.errors import ChartError, RepositoryError


class Source:
    """Versions by repository and chart; a ``!`` behind one says that the index has no URL for it."""

    def __init__(self, versions: dict[str, dict[str, list[str]]] | None = None) -> None:
        self.versions = versions or {}
        self.asked: list[str] = []

    def local_version(self, path: str) -> str:
        return Path(path, "version").read_text()

    def index_versions(self, repository: str, name: str) -> Sequence[str] | None:
        self.asked.append(repository)
        if repository not in self.versions:
            raise RepositoryError("open index.yaml: no such file or directory")
        found = self.versions[repository].get(name)
        return found and [version.rstrip("!") for version in found]

    def has_url(self, repository: str, name: str, place: int) -> bool:
        return not self.versions[repository][name][place].endswith("!")

    def tags(self, repository: str, name: str) -> Sequence[str]:
        self.asked.append(f"{repository}/{name}")
        return self.versions[repository][name]


INDEX = {"stable": {"db": ["3.0.0-rc.1", "2.1.0!", "2.0.0", "1.10.0", "bad", "1.2.0"], "none": []}}
REGISTRY = {"oci://r/c": {"db": ["1.3.0", "1.2.0+b"]}}


def resolve(source: Source, *needed: Dependency, chart: str = ".") -> list[Dependency]:
    return resolve_dependencies(needed, {one.name: "stable" for one in needed}, chart, source)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", None), ("*", "2.0.0"), ("^1", "1.10.0"), (">0-0", "3.0.0-rc.1"), ("1.2.0", "1.2.0"), ("~1.2.0", "1.2.0")],
)
def test_the_newest_version_that_will_do(asked: str, found: str | None) -> None:
    needed = Dependency("db", asked, "https://x", condition="db.on", alias="base")
    if found is None:
        with pytest.raises(ChartError, match=r'^dependency "db" has an invalid version/constraint format: improper'):
            resolve(Source(INDEX), needed)
    else:
        assert resolve(Source(INDEX), needed) == [Dependency("db", found, "https://x")]


# Recorded from `helm dependency update` (v4.3.1).
@pytest.mark.parametrize(
    ("needed", "message"),
    [
        (
            [Dependency("db", "9.x", "https://x"), Dependency("none", "1", "https://x")],
            'can\'t get a valid version for 2 subchart(s): "db" (repository "https://x", version "9.x"), "none"'
            ' (repository "https://x", version "1"). Make sure a matching chart version exists in the repo, or change'
            " the version constraint in Chart.yaml",
        ),
        ([Dependency("nope", "1", "https://x")], "nope chart not found in repo https://x"),
        (
            [Dependency("db", "bad", "https://x")],
            'dependency "db" has an invalid version/constraint format: improper constraint: "bad"',
        ),
        ([Dependency("absent", "1.x")], "directory charts/absent not found"),
    ],
)
def test_refusals(needed: list[Dependency], message: str) -> None:
    with pytest.raises((ChartError, RepositoryError)) as caught:
        resolve(Source(INDEX), *needed)
    assert str(caught.value) == message


def test_an_index_that_is_missing() -> None:
    with pytest.raises(RepositoryError) as caught:
        resolve(Source(), Dependency("db", "1.x", "https://x"))
    assert str(caught.value) == (
        "no cached repository for stable found. (try 'helm repo update'): open index.yaml: no such file or directory"
    )


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db/version").write_text("1.4.0")
    (tmp_path / "app/charts/inside").mkdir(parents=True)
    chart = str(tmp_path / "app")
    near = Dependency("db", "1.x", "file://../db")
    assert resolve(Source(), near, Dependency("inside", "2.x"), chart=chart) == [
        Dependency("db", "1.4.0", "file://../db"),
        Dependency("inside", "2.x", ""),
    ]
    with pytest.raises(RepositoryError, match=r"^can't get a valid version for 1 subchart\(s\): \"db\" \(repository"):
        resolve(Source(), near._replace(version="2.x"), chart=chart)


def test_registries_are_asked_for_ranges_alone() -> None:
    source = Source(REGISTRY)
    needed = Dependency("db", "1.0.0", "oci://r/c")
    assert resolve(source, needed) == [needed]
    assert source.asked == []
    assert [one.version for one in resolve(source, needed._replace(version="^1"))] == ["1.3.0"]
    assert [one.version for one in resolve(source, needed._replace(version="<1.3"))] == ["1.2.0+b"]
    # The range stays, and is refused when the chart is fetched, as by Helm.
    assert [one.version for one in resolve(source, needed._replace(version="^2"))] == ["^2"]
