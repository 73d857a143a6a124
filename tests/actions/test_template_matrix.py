from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from pychart.actions import template as template_action
from pychart.actions import template_matrix as matrix
from pychart.actions.template import TemplateOptions, template
from pychart.actions.template_matrix import FailedReleasesError, find_files
from pychart.errors import UsageError
from pychart.processes import start_child
from pychart.settings import Settings

TEMPLATE = """\
{{- if .Values.fails }}{{ fail "no" }}{{ end }}
kind: ConfigMap
metadata: {name: {{ .Release.Name }}}
data: {size: {{ .Values.size | quote }}, kind: {{ .Values.kind | quote }}}
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c/templates").mkdir(parents=True)
    (tmp_path / "c/Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
    (tmp_path / "c/values.yaml").write_text("size: 1\nkind: plain\n")
    (tmp_path / "c/templates/a.yaml").write_text(TEMPLATE)
    (tmp_path / "envs").mkdir()
    for number in range(7):
        (tmp_path / f"envs/e{number}.yaml").write_text(f"size: {number}\n")
    (tmp_path / "base.yaml").write_text("kind: base\nsize: 99\n")
    return tmp_path


def run(world: Path, *patterns: str, **options: object) -> list[str]:
    settings = Settings.from_environment({"HOME": str(world), "PYCHART_CACHE_HOME": str(world / "cache")})
    given = {"output_dir": "out", "value_files": ["base.yaml"], **options}
    made = TemplateOptions(**given)  # type: ignore[arg-type]
    return [one.output for one in matrix.template_matrix("c", patterns, made, settings)]


def alone(world: Path, number: int) -> str:
    settings = Settings.from_environment({"HOME": str(world), "PYCHART_NO_CACHE": "1"})
    files = ["base.yaml", f"envs/e{number}.yaml"]
    options = TemplateOptions(value_files=files, use_cache=False, output_dir="alone")
    template([f"e{number}", "c"], options, settings)
    return (world / "alone/c/templates/a.yaml").read_text()


@pytest.mark.parametrize("processors", [1, 3])
def test_each_file_gives_what_template_gives_for_it(
    world: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    monkeypatch.setattr(matrix, "count_processors", lambda: processors)
    outputs = run(world, "envs/*.yaml")
    assert outputs[3].strip() == "wrote out/e3/c/templates/a.yaml"
    for number in range(7):
        assert (world / f"out/e{number}/c/templates/a.yaml").read_text() == alone(world, number)


def test_work_of_a_child_that_died_is_done_all_the_same(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "count_processors", lambda: 2)
    monkeypatch.setattr(matrix, "start_child", lambda work: start_child(lambda: 1 // 0))
    assert len(run(world, "envs")) == 7
    assert (world / "out/e6/c/templates/a.yaml").read_text() == alone(world, 6)


@pytest.mark.parametrize("end", ["child dies", "parent is interrupted"])
def test_nothing_half_written_is_left_where_a_child_is_cut_off(
    world: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    parent = os.getpid()
    ready, begun = os.pipe()
    render_release = template_action.render_release

    def render(*args: object) -> str:
        output = render_release(*args)  # type: ignore[arg-type]
        if os.getpid() != parent:
            # The child has written its release and not yet put it in its place.
            os.write(begun, b"x")
            os.kill(os.getpid(), signal.SIGKILL if end == "child dies" else signal.SIGSTOP)
        elif len(os.listdir("out")) > 1:
            assert os.read(ready, 1) == b"x"
            os.write(begun, b"x")
            if end == "parent is interrupted":
                raise KeyboardInterrupt
        return output

    monkeypatch.setattr(matrix, "render_release", render)
    monkeypatch.setattr(matrix, "count_processors", lambda: 2)
    if end == "child dies":
        assert len(run(world, "envs")) == 7
        assert (world / "out/e2/c/templates/a.yaml").read_text() == alone(world, 2)
    else:
        with pytest.raises(KeyboardInterrupt):
            run(world, "envs")
    assert [path.name for path in (world / "out").iterdir() if path.name.startswith(".")] == []


def test_all_are_attempted_and_what_fails_writes_nothing(world: Path) -> None:
    (world / "out/e2/c/templates").mkdir(parents=True)
    (world / "out/e2/c/templates/a.yaml").write_text("old")
    for number in (0, 2):
        (world / f"envs/e{number}.yaml").write_text("fails: true\n")
    (world / "envs/e5.yaml").write_text("a: [\n")
    with pytest.raises(FailedReleasesError) as caught:
        run(world, "envs/*.yaml")
    first, *rest = str(caught.value).splitlines()
    assert first == "3 of 7 releases failed"
    assert [line.partition(": ")[0] for line in rest if line.startswith("envs/")] == [
        f"envs/e{number}.yaml" for number in (0, 2, 5)
    ]
    assert (world / "out/e2/c/templates/a.yaml").read_text() == "old"
    assert sorted(path.name for path in (world / "out").iterdir()) == ["e1", "e2", "e3", "e4", "e6"]


def test_names_by_a_template(world: Path) -> None:
    run(world, "envs/e1.yaml", name_template="web-{{ .Stem }}")
    assert "metadata: {name: web-e1}" in (world / "out/e1/c/templates/a.yaml").read_text()


def test_other_files_of_a_release_stay(world: Path) -> None:
    (world / "out/e1").mkdir(parents=True)
    (world / "out/e1/mine.txt").write_text("kept")
    run(world, "envs/e1.yaml")
    assert (world / "out/e1/mine.txt").read_text() == "kept"
    assert (world / "out/e1/c/templates/a.yaml").exists()


@pytest.mark.parametrize(
    ("patterns", "options", "message"),
    [
        (["none/*.yaml"], {}, "--matrix none/*.yaml: there is no such values file"),
        (["envs/e1.yaml"], {"output_dir": ""}, "--matrix needs --output-dir"),
        (["envs/e1.yaml"], {"generate_name": True}, "releases are named after their files"),
        (["envs/e1.yaml", "e1.yaml"], {}, "would both be written to the folder e1"),
    ],
)
def test_what_makes_no_sense(world: Path, patterns: list[str], options: dict[str, object], message: str) -> None:
    (world / "e1.yaml").write_text("size: 3\n")
    with pytest.raises(UsageError, match=message.replace("*", r"\*")):
        run(world, *patterns, **options)
    assert not (world / "out").exists()


def test_files_are_taken_once_and_in_order(world: Path) -> None:
    assert find_files(["envs/e3.yaml", "envs/e[0-3].yaml"]) == [f"envs/e{n}.yaml" for n in (3, 0, 1, 2)]
