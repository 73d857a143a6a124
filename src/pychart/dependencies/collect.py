"""Bring the archives of locked dependencies together, in memory, several downloads at a time.

What is told, and what is refused first, is what it would be if one were fetched after the other, as Helm does
(Manager.downloadAll).
"""

from __future__ import annotations

from pychart import logs
from pychart.dependencies.names import LOCAL
from pychart.errors import ChartError, PychartError
from pychart.gostd.path import join
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from pychart.chart.metadata import Dependency
    from pychart.dependencies.fetch import ChartFetcher

_WORKERS = 8


class Archive(NamedTuple):
    """An archive for charts/: its file's name and content, and what is told once it is there.

    ``announce`` tells of it elsewhere, before.
    """

    name: str
    data: bytes
    told: str = ""
    announce: Callable[[], None] | None = None


class Collection(NamedTuple):
    """What was brought together: archives by their files' names, and the dependencies with the folders' versions."""

    archives: dict[str, bytes]
    locked: list[Dependency]


class _Job:
    """A download that runs while others do; what came of it is asked for in order."""

    def __init__(self, fetch: Callable[[], Archive], is_done: Event) -> None:
        self._fetch = fetch
        self._is_done = is_done
        self._archive: Archive | None = None
        self._problem: BaseException | None = None

    def run(self) -> None:
        try:
            self._archive = self._fetch()
        except BaseException as problem:  # it is raised where the archive is asked for
            self._problem = problem
        finally:
            self._is_done.set()

    def wait(self) -> Archive:
        self._is_done.wait()
        if self._problem is not None:
            raise self._problem
        assert self._archive is not None
        return self._archive


class _Step(NamedTuple):
    """What is known of a dependency on a server before it is fetched; ``problem`` says why it cannot be."""

    url: str = ""
    job: _Job | None = None
    problem: PychartError | None = None


def collect_archives(
    locked: Sequence[Dependency], chart_path: str, fetcher: ChartFetcher, tell: Callable[[str], None]
) -> Collection:
    """Fetch, pack or check every dependency; ``tell`` is told the progress in Helm's words.

    Raises ChartError, FetchError and RepositoryError; nothing has been written then.
    """
    tell(f"Saving {len(locked)} charts\n")
    steps = _plan(locked, fetcher)
    archives: dict[str, bytes] = {}
    found = []
    had: set[str] = set()
    try:
        _start(steps)
        for one, step in zip(locked, steps, strict=True):
            version = one.version
            if not one.repository:
                _check_local(one, chart_path, tell)
            elif one.repository.startswith(LOCAL):
                if logs.debug_enabled():
                    tell(f"Archiving {one.name} from repo {one.repository}\n")
                archive, version = fetcher.pack(one, chart_path)
                archives[archive.name] = archive.data
            elif step.url and step.url in had:
                tell(f"Already downloaded {one.name} from repo {one.repository}\n")
            else:
                archive = _await(one, step, tell)
                archives[archive.name] = archive.data
                had.add(step.url)
            found.append(one._replace(version=version))
    except PychartError as problem:
        if not isinstance(problem, _UnheraldedError):
            tell(f"Save error occurred:  {problem}\n")
        raise
    return Collection(archives, found)


class _UnheraldedError(ChartError):
    """A refusal that Helm does not tell twice."""


def _plan(locked: Sequence[Dependency], fetcher: ChartFetcher) -> list[_Step]:
    """Find out where everything is, up to the first thing that is nowhere."""
    from threading import Event

    steps: list[_Step] = []
    jobs: dict[str, _Job] = {}
    for one in locked:
        if not one.repository or one.repository.startswith(LOCAL):
            steps.append(_Step())
            continue
        try:
            url, fetch = fetcher.find(one)
        except PychartError as problem:
            steps.append(_Step(problem=problem))
            break
        if url not in jobs:
            jobs[url] = _Job(fetch, Event())
        steps.append(_Step(url, jobs[url]))
    return steps + [_Step()] * (len(locked) - len(steps))


def _start(steps: Sequence[_Step]) -> None:
    """Let several threads work on the downloads; they do not outlive a program that is interrupted."""
    from threading import Thread

    jobs = list({id(step.job): step.job for step in steps if step.job}.values())
    jobs.reverse()

    def work() -> None:
        while jobs:
            try:
                job = jobs.pop()
            except IndexError:
                return
            job.run()

    for _ in range(min(_WORKERS, len(jobs))):
        Thread(target=work, daemon=True).start()


def _await(dependency: Dependency, step: _Step, tell: Callable[[str], None]) -> Archive:
    if step.problem is not None:
        raise type(step.problem)(f"could not find : {step.problem}")
    assert step.job is not None
    tell(f"Downloading {dependency.name} from repo {dependency.repository}\n")
    archive = step.job.wait()
    if archive.announce:
        archive.announce()
    if archive.told:
        tell(archive.told)
    return archive


def _check_local(dependency: Dependency, chart_path: str, tell: Callable[[str], None]) -> None:
    """See that charts/ holds what has no repository, at a version that will do."""
    from pychart.chart.load import load_chart
    from pychart.versions import Constraint, InvalidConstraint, InvalidVersion, parse_version

    name, wanted = dependency.name, dependency.version
    tell(f"Dependency {name} did not declare a repository. Assuming it exists in the charts directory\n")
    path = join(chart_path, "charts", name)
    try:
        found = load_chart(path).metadata.version
    except ChartError as problem:
        raise _UnheraldedError(f"unable to load chart '{path}': {problem}") from None
    try:
        is_met = Constraint.parse(wanted).check(parse_version(found))
    except InvalidConstraint as problem:
        raise _UnheraldedError(f"dependency {name} has an invalid version/constraint format: {problem}") from None
    except InvalidVersion as problem:
        raise _UnheraldedError(f"invalid version {wanted} for dependency {name}: {problem}") from None
    if not is_met:
        raise ChartError(f"dependency {name} at version {found} does not satisfy the constraint {wanted}")
