"""Render one release of a chart for each of many values files: what `pychart template --matrix` does.

The chart is loaded and compiled once; children of this process, one for each further processor, then take a share of
the files each and find everything ready.
"""

from __future__ import annotations

import os

from pychart.actions.matrix_folder import hidden_name, working_in
from pychart.actions.template import (
    choose_capabilities,
    choose_post_renderer,
    merge_values,
    open_chart,
    read_user_values,
    render_release,
)
from pychart.errors import PychartError, UsageError
from pychart.filesystem import copy_entry, glob, make_folder, remove_tree, swap_folders
from pychart.locate import find_chart
from pychart.processes import Child, count_processors, start_child
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pychart.actions.template import TemplateOptions
    from pychart.cache import Entry
    from pychart.settings import Settings

    Render = Callable[[str], "Outcome"]


_MAX_ATTEMPTS = 3


class Outcome(NamedTuple):
    """What became of one release: what `template` prints of it, or why there is none."""

    file: str
    output: str
    error: str


class FailedReleasesError(PychartError):
    """Some of the releases could not be rendered; ``outcomes`` tells of all."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        failed = [outcome for outcome in outcomes if outcome.error]
        lines = [f"{outcome.file}: {outcome.error}" for outcome in failed]
        super().__init__("\n".join([f"{len(failed)} of {len(outcomes)} releases failed", *lines]))
        self.outcomes = outcomes


def template_matrix(
    reference: str, patterns: Sequence[str], options: TemplateOptions, settings: Settings
) -> list[Outcome]:
    """Render a chart once for each values file, into a folder of the file's name below ``options.output_dir``.

    ``patterns`` are files, folders of YAML files, or globs. The values of a file win over those of the options' files.
    Releases are named after their files, or by the options' template for names, whose dot has the field Stem. Every
    release is attempted; of one that fails no file is written. Raises FailedReleasesError once all are done,
    UsageError for files that cannot be told apart and what else is wrong with the options.
    """
    _require_sense(options)
    files = find_files(patterns)
    post_renderer = choose_post_renderer(options, settings)
    capabilities = choose_capabilities(options.kube_version, options.api_versions)
    found = find_chart(options.query._replace(reference=reference), settings)
    opened = open_chart(found, options, settings)._replace(reference=reference)
    parent = os.getpid()

    def render(file: str) -> Outcome:
        own = options._replace(value_files=[*options.value_files, file])
        try:
            user = read_user_values(own)
            values = user.plain if user else merge_values(own)
            name = _name(file, options)

            def write(folder: str) -> str:
                own_folder = own._replace(output_dir=folder)
                return render_release(opened, name, values, capabilities, own_folder, post_renderer, user)

            return Outcome(file, _write_whole(_place(file, options, parent), write), "")
        except PychartError as error:
            return Outcome(file, "", str(error))
        except RecursionError:
            return Outcome(file, "", "the input is nested too deeply")

    with working_in(options.output_dir):
        try:
            outcomes = _render_all(files, render, opened.entry)
        finally:
            # A child that was stopped, or died, could not clear up after itself.
            for file in files:
                _discard(_place(file, options, parent).beside)
    if any(outcome.error for outcome in outcomes):
        raise FailedReleasesError(outcomes)
    return outcomes


def _render_all(files: Sequence[str], render: Render, entry: Entry | None) -> list[Outcome]:
    outcomes: list[Outcome] = []
    try:
        # Whoever succeeds first has compiled the chart, so that nobody has to do it again.
        while len(outcomes) < min(len(files), _MAX_ATTEMPTS) and all(outcome.error for outcome in outcomes):
            outcomes.append(render(files[len(outcomes)]))
    finally:
        if entry:
            entry.save()
    return outcomes + _share(files[len(outcomes) :], render)


def find_files(patterns: Sequence[str]) -> list[str]:
    """Give the files that are meant, each once, in the order given. Raises UsageError where there is none."""
    files: dict[str, None] = {}
    for pattern in patterns:
        found = _expand(pattern)
        if not found:
            raise UsageError(f"--matrix {pattern}: there is no such values file")
        files.update(dict.fromkeys(found))
    homes: dict[str, str] = {}
    for file in files:
        other = homes.setdefault(_stem(file), file)
        if other != file:
            raise UsageError(f"--matrix: {other} and {file} would both be written to the folder {_stem(file)}")
    return list(files)


def _expand(pattern: str) -> list[str]:
    if os.path.isdir(pattern):
        names = sorted(os.listdir(pattern))
        return [os.path.join(pattern, name) for name in names if name.endswith((".yaml", ".yml", ".json"))]
    if os.path.exists(pattern):
        return [pattern]
    try:
        return glob(pattern)
    except ValueError as error:
        raise UsageError(f"--matrix {pattern}: {error}") from None


def _require_sense(options: TemplateOptions) -> None:
    if not options.output_dir:
        raise UsageError("--matrix needs --output-dir: each release is written to a folder of its own")
    if options.generate_name:
        raise UsageError("cannot set --generate-name and also specify --matrix: releases are named after their files")
    if options.source_map:
        raise UsageError("cannot set --source-map and also specify --matrix")


def _stem(file: str) -> str:
    return os.path.splitext(os.path.basename(file))[0]


class _Place(NamedTuple):
    """Where a release goes, and where it is written until it is complete: known to whoever started the work."""

    folder: str
    beside: str


def _place(file: str, options: TemplateOptions, process: int) -> _Place:
    stem = _stem(file)
    return _Place(f"{options.output_dir}/{stem}", f"{options.output_dir}/{hidden_name(stem, process)}")


def _discard(folder: str) -> None:
    if os.path.lexists(folder):
        remove_tree(folder)


def _write_whole(place: _Place, write: Callable[[str], str]) -> str:
    """Let a release be written beside its folder, and give it its place when it is complete.

    What is in the folder and not written anew stays. Gives the output of ``write``, which is told the folder, with
    the paths that hold in the end.
    """
    folder, beside = place
    make_folder(os.path.dirname(folder))
    _discard(beside)
    try:
        if os.path.isdir(folder):
            copy_entry(folder, beside)
        else:
            make_folder(beside)
        output = write(beside)
        make_folder(folder)
        swap_folders(beside, folder, durable=False)
    finally:
        _discard(beside)
    return output.replace(f"wrote {beside}/", f"wrote {folder}/")


def _name(file: str, options: TemplateOptions) -> str:
    if not options.name_template:
        return _stem(file)
    from pychart.templates.engine import render_text

    return render_text(options.name_template, {"Stem": _stem(file)}, "name-template")


def _share(files: Sequence[str], render: Render) -> list[Outcome]:
    """Render files with the help of children; the outcomes come in the order of the files."""
    count = min(count_processors(), len(files))
    children: list[tuple[Sequence[str], Child]] = []
    found: dict[str, Outcome] = {}
    try:
        for number in range(1, count):
            share = files[number::count]
            child = start_child(_worker(share, render))
            if child:
                children.append((share, child))
        found.update((file, render(file)) for file in files[:: count or 1])
        for _, child in children:
            found.update((outcome[0], Outcome(*outcome)) for outcome in child.result() or ())
    finally:
        for _, child in children:
            child.stop()
    # What a child could not do, because there was none or it died, is left to this process.
    return [found.get(file) or render(file) for file in files]


def _worker(files: Sequence[str], render: Render) -> Callable[[], list[tuple[str, ...]]]:
    return lambda: [tuple(render(file)) for file in files]
