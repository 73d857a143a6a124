"""The revisions of releases: found, added, pruned (Helm: pkg/storage, storage.go)."""

from __future__ import annotations

from pychart import logs
from pychart.errors import ClusterError, PychartError
from pychart.gostd.strconv import quote
from pychart.release.drivers import NotFoundError
from pychart.release.model import DEPLOYED, Release

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.release.drivers import Driver

_TYPE = "sh.helm.release.v1"


class NoDeployedError(NotFoundError):
    """None of the revisions is deployed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{quote(name)} has no deployed releases")


class Storage:
    """The revisions of all releases of a namespace, in a driver's records.

    ``max_history`` bounds the revisions of a release; 0 keeps all.
    """

    def __init__(self, driver: Driver, max_history: int = 0) -> None:
        self.driver = driver
        self.max_history = max_history

    def get(self, name: str, version: int) -> Release:
        """Give a revision. Raises NotFoundError."""
        return self.driver.get(make_key(name, version))

    def find(self, name: str, version: int = 0) -> Release:
        """Give a revision, the last one for 0. Raises NotFoundError."""
        return self.get(name, version) if version > 0 else self.last(name)

    def history(self, name: str) -> list[Release]:
        """Give all revisions, oldest first. Raises NotFoundError where there is none."""
        return sorted(self.driver.query({"name": name, "owner": "helm"}), key=lambda one: one.version)

    def last(self, name: str) -> Release:
        """Give the newest revision. Raises NotFoundError."""
        found = self.history(name)
        if not found:
            raise NotFoundError(f"no revision for release {quote(name)}")
        return found[-1]

    def deployed(self, name: str) -> list[Release]:
        """Give the revisions that are deployed, newest first; usually there is one.

        Raises NoDeployedError where there is none.
        """
        try:
            found = self.driver.query({"name": name, "owner": "helm", "status": DEPLOYED})
        except NotFoundError:
            found = []
        if not found:
            raise NoDeployedError(name)
        return sorted(found, key=lambda one: one.version, reverse=True)

    def create(self, release: Release) -> None:
        """Keep a new revision; the oldest ones make room for it. Raises ExistsError where somebody was faster."""
        if self.max_history > 0:
            self._prune(release.name, self.max_history - 1)
        self.driver.create(make_key(release.name, release.version), release)

    def update(self, release: Release) -> None:
        """Write a revision anew. Raises ClusterError."""
        self.driver.update(make_key(release.name, release.version), release)

    def record(self, release: Release) -> None:
        """Write a revision anew, and only warn where that fails: what the record tells has happened already."""
        try:
            self.update(release)
        except ClusterError as error:
            logs.warn("failed to update release", name=release.name, revision=release.version, error=error)

    def delete(self, name: str, version: int) -> None:
        """Remove a revision. Raises NotFoundError, ClusterError."""
        self.driver.delete(make_key(name, version))

    def _prune(self, name: str, maximum: int) -> None:
        """Remove the oldest revisions down to a number; the last one deployed stays."""
        try:
            revisions = self.history(name)
        except NotFoundError:
            return
        excess = len(revisions) - maximum
        if excess <= 0:
            return
        kept = max((one.version for one in revisions if one.status == DEPLOYED), default=0)
        problems = []
        for one in [one for one in revisions if one.version != kept][:excess]:
            try:
                self.delete(name, one.version)
            except PychartError as error:
                problems.append(error)
        if len(problems) == 1:
            raise problems[0]
        if problems:
            raise ClusterError(f"encountered {len(problems)} deletion errors. First is: {problems[0]}")


def make_key(name: str, version: int) -> str:
    """Give the name of a revision's record."""
    return f"{_TYPE}.{name}.v{version}"
