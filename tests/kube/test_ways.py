"""Every way to a cluster that kubeconfigs, flags and variables can say: pychart takes the same as Helm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.kube.cases import CASES, write_plugin
from tests.kube.worlds import Answer, World
from tests.reference import requires_reference

pytestmark = [pytest.mark.reference, requires_reference]

MASKS = (
    (r"(?m)^E\d{4} .* cert_rotation.go.*\n", ""),
    (r" on [\d.]+:53: no such host", ": no such host"),
    (r"certificate is valid for .*, not (\S+)", r"not for \1"),
    (r"hostname mismatch, certificate is not valid for '(\S+)'", r"not for \1"),
    (r' in scheme "[^"]*"', ""),
    (r"json parse error: .*", "json parse error"),
)
"""What differs in errors: noise of client-go's logger, the resolver's address, words of OpenSSL and of Go's JSON."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[bool, World]]:
    found = {secure: World(tmp_path_factory.mktemp("world"), secure=secure) for secure in (True, False)}
    with found[True].api, found[False].api:
        for world in found.values():
            write_plugin(world.folder)
        yield found


@pytest.mark.parametrize("name", CASES)
def test_a_way(name: str, worlds: dict[bool, World]) -> None:
    case = CASES[name]
    world = worlds[case.secure]
    world.write_config(case.cluster, case.user)
    args = [world.fill(one) for one in case.args]
    environment = {key: world.fill(value) for key, value in case.environment.items()}
    answers, told = [], []
    for program in ("helm", "pychart"):
        (world.folder / "calls").unlink(missing_ok=True)
        answers.append(mask(world.ask(program, args, **environment)))
        told.append(read_calls(world.folder / "calls"))
    assert answers[1] == answers[0]
    assert told[1][:1] == told[0][:1]


def mask(answer: Answer) -> Answer:
    text = answer.stderr
    for pattern, word in MASKS:
        text = re.sub(pattern, word, text)
    headers = [{name.lower(): value for name, value in one.items()} for one in answer.asked_as]
    return answer._replace(stderr=text, asked_as=headers)


def read_calls(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text().splitlines() if line] if path.exists() else []


def test_several_kubeconfigs(worlds: dict[bool, World]) -> None:
    world = worlds[True]
    whole = json.loads(world.write_config({"certificate-authority": "ca.crt"}, {"token": "first"}).read_text())
    pieces = {
        "one": {"current-context": "here", "contexts": whole["contexts"]},
        "two": {"clusters": whole["clusters"], "users": whole["users"]},
        "three": {
            "current-context": "there",
            "users": [{"name": "me", "user": {"token": "second"}}, {"name": "you", "user": {"token": "third"}}],
            "contexts": [{"name": "there", "context": {"cluster": "fake", "user": "you", "namespace": "kube-system"}}],
        },
    }
    for name, content in pieces.items():
        (world.folder / name).write_text(json.dumps(content))
    for args, variables in (
        ([], "absent:one:two:three"),
        ([], "three:two:one"),
        (["--kube-context", "there"], "one:two:three"),
        (["--kubeconfig", "one"], "two"),
        (["--kubeconfig", "one:two"], "two"),
        ([], "three:one"),
    ):
        theirs, ours = [mask(world.ask(program, args, KUBECONFIG=variables)) for program in ("helm", "pychart")]
        assert ours == theirs, (args, variables)
