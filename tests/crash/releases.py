"""The commands that work on releases: killed, they leave records that the next command explains and recovers from."""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.crash.killing import Command, Trial, run, said
from tests.crash.servers import Service, State
from tests.release.twins import write_chart

OBJECTS = ("ConfigMap/rel-config", "ConfigMap/rel-kept", "Secret/rel-extra", "Deployment/rel")
"""What the chart is made of, but for its hook."""

RECOVERY = ("--recover", "--timeout", "0.4s")
"""A revision that is older than the timeout is nobody's work any more."""


class ReleaseCommand(Command):
    """A command on the release ``rel``."""

    def begin(self, folder: Path) -> Trial:
        """Make what kills the command in a folder."""
        return ReleaseTrial(self, folder)


class ReleaseTrial(Trial):
    """Looks at the records too, and repairs as the messages say."""

    def check(self) -> None:
        """Every object is the old one or the new one, and no two revisions are deployed."""
        super().check()
        states = list(records(self._server.look()).values())
        assert states.count("deployed") <= 1, f"{self.command.name} leaves {states}"

    def repair(self) -> None:
        """The next command works, or says what is pending and which command helps; that one works."""
        before = records(self._server.look())
        again = run(self.command.line, self.place)
        if again.status:
            self._recover(before, said(self.place))
        states = list(records(self._server.look()).values())
        if self.command.line[0] == "uninstall":
            assert states == []
        else:
            assert states[-1] == "deployed"
            assert states.count("deployed") == 1
            # What is rolled back stays as it was found, as with Helm.
            assert set(states) <= {"deployed", "superseded", "failed", "pending-rollback"}
        assert self.look() == self.new, f"{self.command.name} is not repaired"
        assert not [name for name in self._server.look() if name.startswith("Job/")]

    def _recover(self, before: dict[int, str], told: str) -> None:
        last = max(before)
        assert before[last].startswith("pending-"), f"{self.command.name} refuses after {before}: {told}"
        assert f"revision {last} of rel is {before[last]} since" in told
        assert "--recover" in told
        time.sleep(0.4)
        assert run((*self.command.line, *RECOVERY), self.place).status == 0, said(self.place)

    @property
    def _server(self) -> Service:
        assert self.command.server
        return self.command.server


def records(state: State) -> dict[int, str]:
    """Give the status of each revision."""
    found = {int(name.rpartition("/")[2]): data.decode() for name, data in state.items() if name.startswith("records/")}
    return dict(sorted(found.items()))


def list_release_commands(cluster: Service | None) -> list[Command]:
    """Give the commands for a cluster; without one only their names are of use."""

    def reach(folder: Path) -> None:
        write_chart(folder / "web")
        access = {
            "apiVersion": "v1",
            "kind": "Config",
            "current-context": "fake",
            "clusters": [{"name": "fake", "cluster": {"server": cluster.address if cluster else ""}}],
            "users": [{"name": "me", "user": {}}],
            "contexts": [{"name": "fake", "context": {"cluster": "fake", "user": "me"}}],
        }
        (folder / "home/.kube").mkdir(parents=True)
        (folder / "home/.kube/config").write_text(json.dumps(access))

    def installed(folder: Path) -> None:
        reach(folder)
        assert run(("install", "rel", "web"), folder).status == 0, said(folder)

    def upgraded(folder: Path) -> None:
        installed(folder)
        assert run(("upgrade", "rel", "web", *_CHANGED), folder).status == 0, said(folder)

    return [
        ReleaseCommand("install", ("install", "rel", "web"), reach, (), cluster, OBJECTS),
        ReleaseCommand("upgrade", ("upgrade", "rel", "web", *_CHANGED), installed, (), cluster, OBJECTS),
        ReleaseCommand("rollback", ("rollback", "rel", "1"), upgraded, (), cluster, OBJECTS),
        ReleaseCommand("uninstall", ("uninstall", "rel"), installed, (), cluster, OBJECTS),
    ]


_CHANGED = ("--set", "text=new,replicas=2,extra=false")
