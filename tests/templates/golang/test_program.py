"""Programs: Helm's order, whose definition counts, and running what was kept without parsing or compiling."""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from pychart.templates.golang.parse_errors import ParseError
from pychart.templates.golang.program import MemoryStore, Program, compile_program, sort_paths
from pychart.templates.golang.runtime import Renderer

FILES = [
    ("c/templates/t.yaml", '{{ include "n" . }} {{ tpl "{{ .s | upper }}" . }}'),
    ("c/templates/_h.tpl", '{{ define "n" }}{{ .s | quote }}{{ end }}{{ define "never" }}{{ .x.y.z }}{{ end }}'),
]


def test_sorts_deepest_first_then_backwards() -> None:
    paths = ["c/templates/a.yaml", "c/templates/b.yaml", "c/charts/s/templates/a.yaml", "c/templates/x/_y.tpl"]
    expected = ["c/charts/s/templates/a.yaml", "c/templates/x/_y.tpl", "c/templates/b.yaml", "c/templates/a.yaml"]
    assert sort_paths(paths) == expected


def test_the_last_definition_counts_unless_empty() -> None:
    program = compile_program(
        [
            ("c", '{{ define "n" }}c{{ end }}{{ define "e" }} {{ end }}'),
            ("b", '{{ define "n" }}b{{ end }}{{ define "e" }} {{/* */}}{{ end }}'),
            ("a", '{{ define "n" }} {{ end }}'),
        ]
    )
    assert program.homes() == {"n": "b", "e": "c", "a": "a", "b": "b", "c": "c"}


def test_compiles_only_what_runs() -> None:
    program = compile_program(FILES)
    assert Renderer(program).render("c/templates/t.yaml", {"s": "x"}) == '"x" X'
    assert isinstance(program.store, MemoryStore)
    assert sorted(program.store.items) == [
        "\0{{ .s | upper }}",
        "c/templates/_h.tpl\0\0",
        "c/templates/_h.tpl\0\0:n",
        "c/templates/t.yaml\0\0",
        "c/templates/t.yaml\0\0:c/templates/t.yaml",
    ]


def test_reports_the_first_file_that_cannot_be_parsed() -> None:
    with pytest.raises(ParseError, match=r"^template: b:1: "):
        compile_program([("b", "{{ if }}"), ("a", "{{ end }}")])


def test_runs_what_was_kept_without_jinja2_and_parser(tmp_path: Path) -> None:
    program = compile_program(FILES)
    Renderer(program).render("c/templates/t.yaml", {"s": "x"})
    assert isinstance(program.store, MemoryStore)
    kept = tmp_path / "program"
    kept.write_bytes(marshal.dumps((program.files, program.store.items)))
    script = (
        "import marshal, sys\n"
        "from pychart.templates.golang.program import MemoryStore, Program\n"
        "from pychart.templates.golang.runtime import Renderer\n"
        "files, items = marshal.load(open(sys.argv[1], 'rb'))\n"
        "renderer = Renderer(Program(files, {}.__getitem__, MemoryStore(items)))\n"
        "print(renderer.render('c/templates/t.yaml', {'s': 'x'}))\n"
        "print([name for name in sys.modules if 'jinja2' in name or name.endswith(('.lexer', '.parser'))])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(kept)], capture_output=True, text=True, check=True)
    assert done.stdout == '"x" X\n[]\n'


def test_reads_a_file_again_only_to_report_an_error() -> None:
    program = compile_program([("t", "{{ .x }}{{ .x.y.z }}")])
    Renderer(program).render("t", {"x": {"y": {}}})
    assert isinstance(program.store, MemoryStore)
    read: list[str] = []

    def read_text(path: str) -> str:
        read.append(path)
        return "{{ .x }}{{ .x.y.z }}"

    again = Program(program.files, read_text, program.store)
    assert Renderer(again).render("t", {"x": {"y": {"z": "1"}}}) == "map[y:map[z:1]]1"
    assert read == []
    with pytest.raises(Exception, match="t:1:13"):
        Renderer(again).render("t", {})
    assert set(read) == {"t"}
