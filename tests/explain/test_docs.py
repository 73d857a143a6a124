"""The examples of docs/explain.md print what the page says."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.explain.charts import CHART_YAML, run_cli
from tests.reference import ROOT

PAGE = (ROOT / "docs" / "explain.md").read_text()


def read_examples() -> list[tuple[str, str]]:
    """Give each command of the page with what stands indented below it."""
    examples: list[tuple[str, list[str]]] = []
    is_open = False
    for line in PAGE.splitlines():
        if line.startswith("    $ "):
            examples.append((line.removeprefix("    $ "), []))
            is_open = True
        elif is_open and (line.startswith("    ") or not line):
            examples[-1][1].append(line.removeprefix("    "))
        else:
            is_open = False
    return [(command, "\n".join(lines).strip("\n") + "\n") for command, lines in examples]


EXAMPLES = read_examples()


def write_files() -> None:
    for block in PAGE.split("```yaml\n")[1:]:
        text = block.partition("```")[0]
        path = Path(text.partition("\n")[0].removeprefix("# "))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    Path("web/Chart.yaml").write_text(CHART_YAML.format(name="web"))


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_example(command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    write_files()
    _, out, err = run_cli(capsys, *shlex.split(command)[1:])
    assert [line.rstrip() for line in (out + err).splitlines()] == [line.rstrip() for line in shown.splitlines()]


def test_the_source_map_is_as_described(capsys: pytest.CaptureFixture[str]) -> None:
    write_files()
    assert run_cli(capsys, "template", "web", "--source-map", "map.json")[0] == 0
    made = json.loads(Path("map.json").read_text())
    shown = json.loads(PAGE.partition("one JSON object:\n\n")[2].partition("\n\n")[0])
    assert made.keys() == shown.keys()
    for place in shown["places"]:
        assert {**place, "from": None} in [{**known, "from": None} for known in made["places"]]
    assert len(EXAMPLES) >= 5
