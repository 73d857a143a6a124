"""The cache changes how long a render takes and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pychart.actions.template import TemplateOptions, template
from pychart.cache import open_entry
from pychart.cache.storage import list_entries, prune
from pychart.settings import Settings
from pychart.templates.golang import program

FILES = {
    "Chart.yaml": "apiVersion: v2\nname: c\nversion: 0.1.0\n",
    "values.yaml": "a: 1\nm: {k: v}\n",
    "notes.txt": "from a file",
    "templates/_h.tpl": '{{ define "n" }}{{ .Values.a }}{{ end }}',
    "templates/a.yaml": 'a: {{ include "n" . }}\nf: {{ .Files.Get "notes.txt" }}',
    "templates/b.yaml": 'b: {{ tpl "{{ .Values.a }}" . }}\ny: {{ (fromYaml "x: [1, {z: 2}]").x | toJson }}',
}
OUTPUT = (
    '---\n# Source: c/templates/a.yaml\na: 1\nf: from a file\n---\n# Source: c/templates/b.yaml\nb: 1\ny: [1,{"z":2}]\n'
)


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "c" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "c"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"HOME": str(tmp_path), "PYCHART_CACHE_HOME": str(tmp_path / "cache")})


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The definitions that are compiled from here on."""
    names: list[str] = []
    compile_definition = program._compile

    def note(definition: object, path: str) -> object:
        names.append(definition.name)  # type: ignore[attr-defined]
        return compile_definition(definition, path)  # type: ignore[arg-type]

    monkeypatch.setattr(program, "_compile", note)
    return names


def render(chart: Path, settings: Settings, **options: object) -> str:
    return template([str(chart)], TemplateOptions(**options), settings)  # type: ignore[arg-type]


def entry_files(settings: Settings) -> tuple[Path, Path]:
    """The entry and the contents beside it."""
    folder = Path(settings.pychart_cache) / "charts"
    contents = next(path for path in folder.iterdir() if path.suffix == ".files")
    return next(path for path in folder.iterdir() if path != contents), contents


def test_the_second_run_compiles_nothing(chart: Path, settings: Settings, compiled: list[str]) -> None:
    assert render(chart, settings) == OUTPUT
    assert sorted(compiled) == ["c/templates/a.yaml", "c/templates/b.yaml", "gotpl", "n"]
    compiled.clear()
    assert render(chart, settings) == OUTPUT
    assert compiled == []


def test_an_edit_compiles_one_file(chart: Path, settings: Settings, compiled: list[str]) -> None:
    render(chart, settings)
    compiled.clear()
    (chart / "templates/a.yaml").write_text("a: other\n")
    assert "a: other" in render(chart, settings)
    assert compiled == ["c/templates/a.yaml"]
    compiled.clear()
    (chart / "values.yaml").write_text("a: 2\n")
    assert "b: 2\n" in render(chart, settings)
    assert compiled == []


def test_what_was_edited_is_forgotten(chart: Path, settings: Settings) -> None:
    for number in range(20):
        (chart / "templates/a.yaml").write_text(f"a: {number}\n")
        assert f"a: {number}\n" in render(chart, settings)
    entry = open_entry(str(chart), f"{settings.pychart_cache}/charts")
    assert entry is not None
    assert len([key for key in entry._codes if key.startswith("c/templates/a.yaml\0")]) == 2


def test_a_definition_without_a_name(chart: Path, settings: Settings) -> None:
    (chart / "templates/_h.tpl").write_text(
        '{{ define "" }}nameless{{ end }}{{ define "n" }}{{ include "" . }}{{ end }}'
    )
    assert "a: nameless\n" in render(chart, settings)
    assert "a: nameless\n" in render(chart, settings)


def test_templates_may_change_what_from_yaml_gave(chart: Path, settings: Settings) -> None:
    (chart / "templates/b.yaml").write_text('{{ $m := fromYaml "x: 1" }}{{ $m = set $m "y" 2 }}b: {{ $m }}')
    assert render(chart, settings).endswith("b: map[x:1 y:2]\n")
    assert render(chart, settings).endswith("b: map[x:1 y:2]\n")


@pytest.mark.parametrize("spoil", ["cut", "empty", "flipped", "other"])
@pytest.mark.parametrize("which", [0, 1])
def test_what_is_damaged_is_ignored(chart: Path, settings: Settings, spoil: str, which: int) -> None:
    render(chart, settings)
    path = entry_files(settings)[which]
    data = path.read_bytes()
    middle = len(data) // 2
    path.write_bytes(
        {
            "cut": data[:middle],
            "empty": b"",
            "flipped": bytes(255 - byte for byte in data),
            "other": b"\0" * len(data),
        }[spoil]
    )
    assert render(chart, settings) == OUTPUT
    assert render(chart, settings) == OUTPUT


def test_contents_that_are_gone_are_read_anew(chart: Path, settings: Settings) -> None:
    render(chart, settings)
    entry_files(settings)[1].unlink()
    assert render(chart, settings) == OUTPUT
    assert entry_files(settings)[1].exists()


def test_another_version_is_ignored(
    chart: Path, settings: Settings, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pychart.cache.__version__", "0.0.0")
    render(chart, settings)
    monkeypatch.undo()
    compiled.clear()
    assert render(chart, settings) == OUTPUT


def test_a_folder_that_others_may_write_is_not_used(chart: Path, settings: Settings) -> None:
    folder = Path(settings.pychart_cache) / "charts"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert open_entry(str(chart), str(folder)) is None
    assert render(chart, settings) == OUTPUT
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_a_file_of_somebody_else_is_not_used(chart: Path, settings: Settings) -> None:
    render(chart, settings)
    for path in entry_files(settings):
        os.chown(path, 12345, 12345)
    entry = open_entry(str(chart), f"{settings.pychart_cache}/charts")
    assert entry is not None
    assert not entry.is_warm
    assert render(chart, settings) == OUTPUT


def test_a_link_is_not_followed(chart: Path, settings: Settings) -> None:
    render(chart, settings)
    entry, _ = entry_files(settings)
    entry.rename(entry.parent / "elsewhere")
    entry.symlink_to("elsewhere")
    opened = open_entry(str(chart), f"{settings.pychart_cache}/charts")
    assert opened is not None
    assert not opened.is_warm


def test_files_of_the_cache_are_private(chart: Path, settings: Settings) -> None:
    render(chart, settings)
    for path in entry_files(settings):
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_processes_at_once(chart: Path, settings: Settings) -> None:
    environment = {**os.environ, "PYCHART_CACHE_HOME": settings.pychart_cache, "HOME": str(chart.parent)}
    command = [sys.executable, "-m", "pychart", "template", str(chart)]
    for _ in range(2):
        running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        assert [process.communicate()[0] for process in running] == [OUTPUT] * 4
        os.utime(chart / "values.yaml")


def test_old_entries_go_and_large_ones(tmp_path: Path) -> None:
    now = time.time()
    for age, name in enumerate(("new", "older", "oldest", "mine")):
        for ending in ("x", "x.1.files"):
            (tmp_path / f"{name}.{ending}").write_bytes(b"1" * 100)
            os.utime(tmp_path / f"{name}.{ending}", (now, now - age * 86400 * 10))
    prune(str(tmp_path), str(tmp_path / "mine.x"), max_bytes=10_000, max_days=15)
    assert sorted(list_entries(str(tmp_path))) == ["mine", "new", "older"]
    prune(str(tmp_path), str(tmp_path / "mine.x"), max_bytes=400, max_days=15)
    assert sorted(list_entries(str(tmp_path))) == ["mine", "new"]
