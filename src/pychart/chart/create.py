"""Make the folder of a new chart, from pychart's own starter or from a chart that serves as one (Helm: create)."""

from __future__ import annotations

import os
from pathlib import Path

from pychart.chart.metadata import Metadata
from pychart.errors import ChartError, OutputError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pychart.files import File


_MAX_NAME = 250
_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
_PLACEHOLDER = b"<CHARTNAME>"
_STARTER = Path(__file__).with_name("starter")
_STARTER_JINJA2 = Path(__file__).with_name("starter_jinja2")
"""The templates alone; all else is that of the other dialect."""


def create_chart(
    path: str | os.PathLike[str],
    *,
    starter: str | os.PathLike[str] | None = None,
    dialect: str = "go",
    on_overwrite: Callable[[str], None] | None = None,
) -> Path:
    """Write a new chart into the folder ``path``, whose last part is the chart's name, and give the folder.

    ``dialect`` is the language of its templates: ``go`` or ``jinja2``, which render the same. ``starter`` is a chart to
    copy instead; in both cases ``<CHARTNAME>`` in templates and values becomes the name. Files that
    exist are overwritten, after ``on_overwrite`` is told their path; others are left alone. Raises ChartError for a
    name that no chart may have or a starter that does not load, OutputError where the folder cannot be written.
    """
    folder = Path(os.path.abspath(path))
    name = os.path.basename(os.path.normpath(os.fspath(path)))
    _require_name(name)
    if not folder.parent.is_dir():
        raise ChartError(f"stat {folder.parent}: no such file or directory")
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"file {folder} already exists and is not a directory")
    if starter is None:
        _write(folder, _own_starter(name, dialect), on_overwrite)
    else:
        _copy_starter(folder, name, starter, on_overwrite)
    return folder


def _require_name(name: str) -> None:
    if not 0 < len(name) <= _MAX_NAME:
        raise ChartError(f"chart name must be between 1 and {_MAX_NAME} characters")
    if not _ALLOWED.issuperset(name):
        raise ChartError('chart name must match the regular expression "^[a-zA-Z0-9._-]+$"')
    if name in (".", ".."):
        raise ChartError(f'chart name "{name}" is not allowed')


def _own_starter(name: str, dialect: str) -> list[tuple[str, bytes]]:
    if dialect == "go":
        return _read_starter(_STARTER, name)
    if dialect != "jinja2":
        raise ChartError(f'there is no dialect "{dialect}"; templates are written in "go" or "jinja2"')
    files = [file for file in _read_starter(_STARTER, name) if not file[0].startswith("templates/")]
    return [*files, *_read_starter(_STARTER_JINJA2, name)]


def _read_starter(folder: Path, name: str) -> list[tuple[str, bytes]]:
    files = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            relative = path.relative_to(folder).as_posix()
            target = ".helmignore" if relative == "helmignore" else relative
            files.append((target, path.read_bytes().replace(_PLACEHOLDER, name.encode())))
    return files


def _copy_starter(
    folder: Path, name: str, starter: str | os.PathLike[str], on_overwrite: Callable[[str], None] | None
) -> None:
    from pychart.chart.load import load_chart
    from pychart.chart.save import save_folder

    try:
        chart = load_chart(starter, any_version=True)
    except ChartError as problem:
        raise ChartError(f"could not load {os.fspath(starter)}: {problem}") from None
    metadata = Metadata(
        name=name,
        description=f"Runs {name} on Kubernetes",
        type="application",
        version="0.1.0",
        app_version="0.1.0",
        api_version="v2",
    )
    named = chart._replace(
        metadata=metadata,
        lock=None,
        templates=tuple([_fill(file, name) for file in chart.templates]),
        raw=tuple([_fill(file, name) for file in chart.raw if file.name == "values.yaml"]),
    )
    _tell_overwrites(folder, [file.name for file in (*named.raw, *named.templates, *named.files)], on_overwrite)
    save_folder(named, folder)


def _fill(file: File, name: str) -> File:
    return file._replace(data=file.data.replace(_PLACEHOLDER, name.encode()))


def _write(folder: Path, files: list[tuple[str, bytes]], on_overwrite: Callable[[str], None] | None) -> None:
    from pychart.filesystem import make_folder, write_below

    _tell_overwrites(folder, [name for name, _ in files], on_overwrite)
    for name, data in files:
        write_below(folder, name, data)
    make_folder(folder / "charts")


def _tell_overwrites(folder: Path, names: Iterable[str], on_overwrite: Callable[[str], None] | None) -> None:
    if on_overwrite:
        for name in names:
            if (folder / name).exists():
                on_overwrite(str(folder / name))
