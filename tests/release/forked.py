"""Command lines in children of this process, which have all modules loaded: a hundred take as long as ten others."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from pychart.release import drivers, pending
from tests.crash.killing import load_everything
from tests.fakes.apiserver import ApiServer
from tests.fakes.apiserver.store import Key, Object
from tests.reference import environment_of
from tests.release.twins import Answer, Side


def run(side: Side, line: str, watch: Callable[[int], object] | None = None) -> Answer:
    """Run a command line of pychart in a child that waits for nothing between its tries.

    ``watch`` is told the child's process id before it begins.
    """
    config = side.folder / "kubeconfig"
    home = side.folder / "home"
    home.mkdir(exist_ok=True)
    config.write_text(yaml.safe_dump(side.api.kubeconfig()))
    prepare()
    begin, go = os.pipe()
    child = os.fork()
    if not child:
        os.read(begin, 1)
        _work(side, line, environment_of(home) | {"KUBECONFIG": str(config)})
    if watch:
        watch(child)
    os.write(go, b"!")
    os.close(begin)
    os.close(go)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    out, err = ((side.folder / name).read_bytes().decode("utf-8", "surrogateescape") for name in ("out", "err"))
    return Answer(out, err, status)


prepare = cache(load_everything)


def _work(side: Side, line: str, environment: dict[str, str]) -> None:
    status = 70
    try:
        from pychart.kube import client

        for number, name in enumerate(("out", "err"), 1):
            path = side.folder / name
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        os.chdir(side.folder)
        os.environ.clear()
        os.environ.update(environment)
        client._PAUSE = drivers._PAUSE = 0.001
        pending._SHORTEST = 0.0
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", 1, closefd=False)  # noqa: SIM115
        from pychart.cli.main import run as run_line

        status = run_line(line.split())
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


@dataclass
class Snapshot:
    """All objects of a cluster as they were."""

    objects: dict[Key, dict[Key, Object]]
    events: list[Any]


def take(api: ApiServer) -> Snapshot:
    with api.store.lock:
        return Snapshot(copy.deepcopy(api.store.objects), list(api.store.events))


def restore(api: ApiServer, kept: Snapshot) -> None:
    """Bring the objects back, with nothing to go wrong and nothing asked."""
    with api.store.lock:
        api.store.objects = copy.deepcopy(kept.objects)
        api.store.events = list(kept.events)
    api.faults.clear()
    api.requests.clear()
