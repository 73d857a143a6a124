"""What stands in charts/: replaced as a whole, by one at a time, and only when all of the new set is there.

The new folder is made beside the chart and takes the old one's name at once, so that whoever looks, and whatever
happens meanwhile, finds the old set or the new one.
"""

from __future__ import annotations

import contextlib
import os

from pychart.errors import ChartError, OutputError
from pychart.filesystem import explain_os_error, make_private_folder
from pychart.gostd.strconv import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

_WAIT = 300.0
_PAUSE = 0.05
_MARK = ".charts-"
_ENDING = ".tmp"


@contextlib.contextmanager
def lock_chart(chart_path: str) -> Iterator[None]:
    """Keep others from changing a chart's dependencies meanwhile. Nothing is left behind.

    Raises ChartError where somebody else is at it for five minutes.
    """
    import fcntl
    import time

    try:
        descriptor = os.open(chart_path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as problem:
        raise ChartError(f"open {chart_path}: {explain_os_error(problem)}") from None
    deadline = time.monotonic() + _WAIT
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ChartError(f"the dependencies of {chart_path} are being changed by another process") from None
                time.sleep(_PAUSE)
            except OSError:
                # A file system without locks: whoever puts charts there from two machines at once must take care.
                break
        yield
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def refuse_link(chart_path: str) -> None:
    """Refuse a charts/ that is a symbolic link, behind which nothing may be written or deleted. Raises ChartError."""
    path = os.path.join(chart_path, "charts")
    if os.path.islink(path):
        raise ChartError(f"the charts folder of {chart_path} is a symlink to {quote(os.readlink(path))}")


def require_charts_folder(chart_path: str) -> str:
    """Give the path of charts/, which need not be there. Raises ChartError where it is a link, or no folder."""
    refuse_link(chart_path)
    path = os.path.join(chart_path, "charts")
    if os.path.lexists(path) and not os.path.isdir(path):
        raise ChartError(f"{quote(path)} is not a directory")
    return path


def replace_charts(
    chart_path: str, archives: Mapping[str, bytes], local: Collection[str], tell: Callable[[str], None]
) -> None:
    """Put archives into charts/ by their files' names, and take out what is outdated: all other archives.

    Folders stay, and so do archives of charts whose names are in ``local`` and files that are no charts, which ``tell``
    is told. The caller holds the lock. Raises ChartError and OutputError; charts/ is as it was then.
    """
    path = require_charts_folder(chart_path)
    _remove_leftovers(chart_path)
    kept = [name for name in _list(path) if name not in archives and not _is_outdated(path, name, local, tell)]
    if _is_same(path, kept, archives):
        return
    from pychart.filesystem import atomic_write, copy_entry, remove_tree, swap_folders

    new = _make_beside(chart_path)
    try:
        for name in kept:
            copy_entry(os.path.join(path, name), os.path.join(new, name))
        for name, data in archives.items():
            atomic_write(os.path.join(new, name), data)
        _take_over(path, new)
        swap_folders(path, new)
    finally:
        with contextlib.suppress(OutputError):
            remove_tree(new)


def _list(path: str) -> list[str]:
    try:
        return sorted(os.listdir(path), key=os.fsencode)
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise ChartError(f"open {path}: {explain_os_error(problem)}") from None


def _is_outdated(path: str, name: str, local: Collection[str], tell: Callable[[str], None]) -> bool:
    from pychart.chart.load import load_chart

    file = os.path.join(path, name)
    if os.path.isdir(file):
        return False
    try:
        chart = load_chart(file, any_version=True)
    except ChartError as problem:
        tell(f"Could not verify {file} for deletion: {problem} (Skipping)\n")
        return False
    return chart.name not in local


def _is_same(path: str, kept: list[str], archives: Mapping[str, bytes]) -> bool:
    """Tell whether charts/ is already as it shall be."""
    if not os.path.isdir(path) or sorted([*kept, *archives], key=os.fsencode) != _list(path):
        return False
    return all(_holds(os.path.join(path, name), data) for name, data in archives.items())


def _holds(path: str, data: bytes) -> bool:
    try:
        if os.path.islink(path) or not os.path.isfile(path) or os.path.getsize(path) != len(data):
            return False
        with open(path, "rb") as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False


def _make_beside(chart_path: str) -> str:
    """Make a new folder beside the chart, or in it where that cannot be written to or is another file system."""
    place = os.path.realpath(chart_path)
    above, name = os.path.split(place)
    ending = f"{os.getpid()}-{os.urandom(4).hex()}{_ENDING}"
    with contextlib.suppress(OSError, OutputError):
        if name and os.stat(above).st_dev == os.stat(place).st_dev:
            return make_private_folder(f"{above}/.{name}{_MARK}{ending}")
    return make_private_folder(f"{place}/{_MARK}{ending}")


def _remove_leftovers(chart_path: str) -> None:
    """Delete what runs that were killed have left beside the chart; the lock says that nobody is at work there."""
    from pychart.filesystem import remove_tree

    place = os.path.realpath(chart_path)
    above, name = os.path.split(place)
    for folder, mark in ((above, f".{name}{_MARK}"), (place, _MARK)):
        with contextlib.suppress(OSError, OutputError):
            for entry in os.listdir(folder):
                if entry.startswith(mark) and entry.endswith(_ENDING):
                    remove_tree(os.path.join(folder, entry))


def _take_over(path: str, new: str) -> None:
    """Give the new folder the mode of the old one, which is made where it is missing."""
    from pychart.filesystem import copy_mode, make_folder

    make_folder(path)
    copy_mode(path, new)
