"""What Helm 4.3.1 answered to more than 500 small charts, replayed without the reference.

A case in recorded.yaml, or of a mutant in recorded_mutants.yaml: ``files`` make a chart, ``args`` follow ``template rel
./chart``, and stdout, stderr and rc are what was recorded; ``$DIR`` stands for the folder. ``differs_in`` lists other
Helm releases that answer differently.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from pychart.cli.main import run
from tests.reference import environment_of

CASES: dict[str, dict[str, Any]] = {
    case["name"]: case
    for file in ("recorded.yaml", "recorded_mutants.yaml")
    for case in yaml.load((Path(__file__).parent / file).read_text(encoding="utf-8"), yaml.CSafeLoader)
}

OTHER_WORDS = {
    "out-validate-flag": "there is no cluster to be unreachable: the refusal says so",
    "schema-remote-ref": "a schema never reads local files, so whether one exists is not told",
}
"""Cases whose message on stderr is not Helm's, and why; stdout and status are equal all the same."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in tuple(os.environ):
        if name.startswith(("HELM_", "XDG_", "KUBE")):
            monkeypatch.delenv(name)
    for name, value in environment_of(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_chart(case: dict[str, Any], chart: Path) -> None:
    files = {path: text.encode() for path, text in case["files"].items()}
    files |= {path: base64.b64decode(text) for path, text in (case.get("files_b64") or {}).items()}
    for path, data in files.items():
        file = Path(os.path.normpath(chart / path))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def comparable(text: str, case: dict[str, Any]) -> Any:
    return sorted(text.split("\n")) if case.get("stderr_unordered") else text


@pytest.mark.parametrize("name", CASES)
def test_answers_as_recorded(name: str, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    case = CASES[name]
    write_chart(case, folder / "chart")
    status = run(["template", "rel", "./chart", *case["args"]])
    captured = capfdbinary.readouterr()
    out, err = (data.decode("utf-8", "backslashreplace").replace(str(folder), "$DIR") for data in captured)
    assert (out, status) == (case["stdout"], case["rc"])
    assert (comparable(err, case) == comparable(case["stderr"], case)) is (name not in OTHER_WORDS), err
