"""Any sequence of release commands, with requests that fail and processes that are killed, is read alike and led back.

After every step Helm and pychart tell the same history, at most one revision is deployed, and the command that an error
names leads back to a release that is deployed, or to none.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.fakes.apiserver import ApiServer
from tests.properties.effort import EFFORT, times
from tests.reference import HELM, environment_of
from tests.release.forked import restore, run, take
from tests.release.twins import Answer, Side, write_files

CHART = {
    "Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
    "values.yaml": "text: a\nextra: false\n",
    "templates/config.yaml": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}-config}\n"
        "data: {text: {{ .Values.text | quote }}}\n"
    ),
    "templates/extra.yaml": (
        "{{ if .Values.extra }}\napiVersion: v1\nkind: Secret\nmetadata: {name: {{ .Release.Name }}-extra}\n{{ end }}\n"
    ),
    "templates/deployment.yaml": (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Release.Name }}}\nspec:\n"
        "  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n"
        "    spec: {containers: [{name: web, image: nginx, env: [{name: TEXT, value: {{ .Values.text }}}]}]}\n"
    ),
    "templates/hook.yaml": (
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-hook\n  annotations:\n"
        "    helm.sh/hook: pre-install,post-upgrade,pre-rollback,post-delete\n"
        "    helm.sh/hook-delete-policy: hook-succeeded,before-hook-creation\n"
    ),
}
LOOKS = ("history rel -o json", "list -a -o json", "status rel -o json")
UNFINISHED = ("pending-install", "pending-upgrade", "pending-rollback", "uninstalling")
MODIFIED = "Operation cannot be fulfilled: the object has been modified; please apply your changes"
FAULTS: dict[str, dict[str, Any]] = {
    "409": {"status": 409, "reason": "Conflict", "message": MODIFIED},
    "500": {"status": 500, "message": "etcdserver: request timed out"},
    "500, done": {"status": 500, "message": "etcdserver: request timed out", "after": True},
    "403": {"status": 403, "reason": "Forbidden", "message": "exceeded quota"},
    "reset": {"drop": True},
    "reset, done": {"drop": True, "after": True},
    "timeout": {"hang": 1.5, "drop": True},
    "killed": {"signal": signal.SIGKILL, "drop": True},
    "killed, done": {"signal": signal.SIGKILL, "drop": True, "after": True},
    "terminated": {"signal": signal.SIGTERM},
}
"""What goes wrong with a request: the answer, and whether it has taken effect; who asked may be told or not."""

NAMED = re.compile(r"pychart ((?:rollback|uninstall) rel -n default(?: \d+)?)")


class Trouble:
    """A fault for some of a command's requests."""

    def __init__(self, name: str, skip: int, count: int) -> None:
        self.name = name
        self.how = dict(FAULTS[name])
        self.signal = self.how.pop("signal", None)
        self.skip = skip
        self.count = 1 if self.signal else count

    def __repr__(self) -> str:
        return f"{self.name} at request {self.skip + 1}, {self.count} times"

    def arm(self, api: ApiServer) -> Callable[[int], None]:
        """Let it happen; gives what is told which process asks."""
        victim: list[int] = []

        def strike() -> None:
            if victim and self.signal:
                os.kill(victim[0], self.signal)

        api.fail(".", skip=self.skip, times=self.count, call=strike, **self.how)
        return victim.append


TROUBLES = st.none() | st.builds(
    Trouble, st.sampled_from(sorted(FAULTS)), st.integers(0, 24), st.sampled_from([1, 1, 2, 5, -1])
)
LINES = st.sampled_from(
    [
        "install rel web",
        "install rel web --replace",
        "upgrade rel web",
        "upgrade rel web",
        "upgrade rel web --reuse-values",
        "upgrade rel web --rollback-on-failure --timeout 3s",
        "upgrade --install rel web",
        "upgrade --install rel web",
        "rollback rel",
        "rollback rel 1",
        "uninstall rel",
        "uninstall rel --keep-history",
    ]
)
VALUES = st.sampled_from(["", " --set text=b", " --set text=c,extra=true"])


class Machine(RuleBasedStateMachine):
    """A release that commands work on, in a cluster of its own."""

    side: Side

    def __init__(self) -> None:
        super().__init__()
        restore(self.side.api, EMPTY[0])
        self.line = ""
        self.told = ""

    @initialize(revisions=st.integers(0, 3))
    def begin(self, revisions: int) -> None:
        for number in range(revisions):
            assert run(self.side, f"upgrade --install rel web --set text=t{number}").status == 0

    @rule(line=LINES, values=VALUES, trouble=TROUBLES)
    def work(self, line: str, values: str, trouble: Trouble | None) -> None:
        """Run a command; without trouble it does what it says, or refuses and changes nothing."""
        line += values if " web" in line else ""
        before = self.states()
        watch = trouble.arm(self.side.api) if trouble else None
        answer = run(self.side, f"{line} --timeout 1s" if "--timeout" not in line else line, watch)
        self.side.api.faults.clear()
        after = self.states()
        note(f"{line} [{trouble}]: {before} -> {after}: {answer.status} {answer.stderr}")
        assert "Traceback" not in answer.stderr
        if answer.status == 0:
            self.check_done(line, after, answer)
        elif not trouble:
            self.check_refused(line, before, after, answer)
        elif answer.status > 0:
            assert "Error: " in answer.stderr
        self.line, self.told = line, answer.stderr

    @precondition(lambda self: self.last() in UNFINISHED)
    @rule(program=st.sampled_from(["pychart", "helm"]), again=st.booleans())
    def come_back(self, program: str, again: bool) -> None:
        """Do what the error names, with either program; ``again`` where it offers to run the command once more."""
        commands = self.find_commands()
        choice = commands[0] if again and program == "pychart" else commands[-1]
        if choice.endswith("--recover"):
            program = "pychart"
        self.recover(program, choice)

    def find_commands(self) -> list[str]:
        """Give the commands that the message names: that of the command that failed, or of the next one."""
        told = self.told
        if "--recover" not in told and not NAMED.search(told):
            answer = run(self.side, "upgrade --install rel web --timeout 1s")
            assert answer.status == 1, (self.states(), answer)
            told = answer.stderr
        commands = []
        if "install again with --recover" in told:
            commands.append("install rel web --recover")
        elif "same command again with --recover" in told:
            commands.append(f"{self.line if self.line.startswith('upgrade') else 'upgrade rel web'} --recover")
        commands += NAMED.findall(told)
        assert commands, (self.states(), told)
        return commands

    def recover(self, program: str, line: str) -> None:
        before = self.states()
        answer = run(self.side, line) if program == "pychart" else self.side.run("helm", line)
        after = self.states()
        note(f"{program} {line}: {before} -> {after}: {answer.status} {answer.stderr}")
        assert answer.status == 0, (before, answer)
        assert not after or after[-1] == "deployed", (before, after)
        self.told = ""

    def check_done(self, line: str, states: list[str], answer: Answer) -> None:
        if "--keep-history" in line:
            assert states[-1] == "uninstalled"
        elif line.startswith("uninstall"):
            assert states == []
        else:
            assert states[-1] == "deployed"

    def check_refused(self, line: str, before: list[str], after: list[str], answer: Answer) -> None:
        assert after == before, answer
        if before and before[-1] in UNFINISHED and not line.startswith(("rollback", "uninstall")):
            assert "--recover" in answer.stderr or NAMED.search(answer.stderr), answer.stderr

    def states(self) -> list[str]:
        """Give the states of all revisions, oldest first."""
        names = [name for name in self.side.api.names("secrets") if name.startswith("sh.helm.")]
        versions = sorted(int(name.rpartition("v")[2]) for name in names)
        return [str(self.side.record("rel", version)["info"]["status"]) for version in versions]

    def last(self) -> str:
        return (self.states() or [""])[-1]

    @invariant()
    def one_revision_is_deployed_at_most(self) -> None:
        assert self.states().count("deployed") <= 1, self.states()

    @invariant()
    def what_is_deployed_is_there(self) -> None:
        states = self.states()
        if states and states[-1] == "deployed" and "--no-hooks" not in self.line:
            names = self.side.api.names("configmaps") + self.side.api.names("deployments", group="apps")
            assert {"rel-config", "rel"} <= set(names)

    @invariant()
    def both_read_the_same(self) -> None:
        if HELM.exists():
            with ThreadPoolExecutor() as pool:
                theirs = list(pool.map(lambda line: ask_helm(self.side, line), LOOKS))
            ours = [run(self.side, line) for line in LOOKS]
            for line, expected, actual in zip(LOOKS, theirs, ours, strict=True):
                assert actual == expected, line

    def teardown(self) -> None:
        """From wherever the sequence has led, what the message names leads back."""
        if self.last() in UNFINISHED:
            self.recover("pychart", self.find_commands()[0])
        elif self.last() not in ("deployed", ""):
            self.recover("pychart", "upgrade --install rel web")


EMPTY: list[Any] = []


def test_any_sequence_of_commands(tmp_path: Path) -> None:
    with ApiServer(delay=0.0) as api:
        write_files(tmp_path / "web", CHART)
        Machine.side = Side(tmp_path, api)
        assert run(Machine.side, "list").status == 0
        EMPTY[:] = [take(api)]
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=times(6),
                stateful_step_count=5 if EFFORT == 1 else 10,
                deadline=None,
                derandomize=EFFORT == 1,
                suppress_health_check=list(HealthCheck),
            ),
        )


def ask_helm(side: Side, line: str) -> Answer:
    """Give what Helm prints, as it is."""
    own = environment_of(side.folder / "home") | {"KUBECONFIG": str(side.folder / "kubeconfig")}
    done = subprocess.run([HELM, *line.split()], env=own, capture_output=True, text=True, timeout=60, check=False)
    return Answer(done.stdout, done.stderr, done.returncode)
