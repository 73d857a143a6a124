"""A chart compiled by several processes renders as one compiled by one, and is refused as one."""

from __future__ import annotations

import os

import pytest

from pychart.templates.golang.parse_errors import ParseError
from pychart.templates.golang.program import MemoryStore, Program, compile_program
from pychart.templates.golang.runtime import Renderer
from pychart.templates.golang.sharing import compile_together

TEXT = '{{ define "D%d" }}x{{ end }}{{ if .on }}{{ include "h" . | nindent 2 }}: {{ .name | quote }}{{ end }}\n'
FILES = {f"c/templates/f{n:03}.yaml": TEXT % n + "# padding\n" * 1000 for n in range(30)}
FILES["c/templates/_h.tpl"] = '{{ define "h" }}{{ template "D7" . }}-{{ .name | upper }}{{ end }}'


def make_program(files: dict[str, str]) -> Program:
    return Program([], files.__getitem__, MemoryStore())


def stored(program: Program) -> set[str]:
    assert isinstance(program.store, MemoryStore)
    return set(program.store.items)


@pytest.mark.parametrize("processors", [2, 3, 5])
def test_compiles_every_file_that_will_run(processors: int) -> None:
    program = make_program(FILES)
    compile_together(program, FILES, processors)
    expected = {program.key(path) for path in FILES}
    expected |= {f"{program.key(path)}:{path}" for path in FILES if not path.endswith(".tpl")}
    assert stored(program) == expected
    program.files.extend((path, program.names(path)) for path in FILES)
    renderer = Renderer(program)
    alone = Renderer(compile_program(FILES.items()))
    data = {"on": True, "name": "web"}
    for path in FILES:
        assert renderer.render(path, data) == alone.render(path, data)
    assert '\n  x-WEB: "web"' in renderer.render("c/templates/f003.yaml", data)


def test_reports_positions_in_what_a_child_compiled() -> None:
    files = FILES | {path: FILES[path] + "{{ .name.a.b }}" for path in list(FILES)[:-1]}
    program = make_program(files)
    compile_together(program, files, 2)
    program.files.extend((path, program.names(path)) for path in files)
    renderer = Renderer(program)
    for path in list(FILES)[:-1]:
        with pytest.raises(Exception, match=rf'{path}:1002:8\n  executing "{path}" at <\.name\.a\.b>:\n'):
            renderer.render(path, {"on": True, "name": "web"})


def test_a_chart_of_little_text_is_left_alone() -> None:
    program = make_program({"a": "{{ .x }}", "b": "{{ .y }}"})
    compile_together(program, ["a", "b"], 2)
    assert stored(program) == set()
    program = make_program(FILES)
    compile_together(program, FILES, 1)
    assert stored(program) == set()


@pytest.mark.parametrize("broken", ["c/templates/f000.yaml", "c/templates/f029.yaml", "c/templates/_h.tpl"])
def test_the_first_file_that_cannot_be_parsed_is_named(broken: str) -> None:
    files = FILES | {broken: FILES[broken] + "{{ nothing }}", "c/templates/zz.yaml": "{{ if }}"}
    with pytest.raises(ParseError) as alone:
        compile_program(files.items())
    with pytest.raises(ParseError) as shared:
        compile_program(files.items(), share_work=True)
    assert str(shared.value) == str(alone.value)


def test_a_child_that_dies_leaves_its_work_to_others() -> None:
    parent = os.getpid()
    reads = []

    def read(path: str) -> str:
        reads.append(path)
        if os.getpid() != parent:
            os._exit(1)
        return FILES[path]

    program = Program([], read, MemoryStore())
    compile_together(program, FILES, 2)
    assert 0 < len(stored(program)) < len(FILES) * 2
    program.files.extend((path, program.names(path)) for path in FILES)
    assert {path for path, _ in program.files} == set(FILES)
