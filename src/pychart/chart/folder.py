"""Read a chart's folder into memory: regular files in Helm's order, without what .helmignore leaves out.

Symbolic links are followed as Helm follows them (internal/sympath), with its message, but only to targets inside the
chart: a chart from elsewhere must not show files of the machine it is rendered on.
"""

from __future__ import annotations

import os
import stat

from pychart import logs
from pychart.archive.limits import MAX_BYTES, Budget
from pychart.chart.ignore import make_ignore, parse_rules
from pychart.errors import ArchiveError, ChartError
from pychart.files import File
from pychart.filesystem import explain_os_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pychart.chart.ignore import Ignore


_BOM = b"\xef\xbb\xbf"
_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class FolderReader:
    """Reads the files of one chart folder.

    ``follow_links`` lets links lead out of the folder: for charts that the user wrote. None asks the environment.
    """

    def __init__(self, root: str, *, follow_links: bool | None = None, budget: Budget | None = None) -> None:
        self.root = os.path.abspath(root)
        self._real_root = os.path.realpath(root)
        self._follow_links = follow_links
        self._budget = budget or Budget()

    def read_chart_yaml(self) -> bytes:
        """Read Chart.yaml before anything else, as Helm does to see what kind of chart this is."""
        path = f"{self.root}/Chart.yaml"
        try:
            target = self._resolve(path) if os.path.islink(path) else path
            with open(target, "rb") as file:
                return file.read().removeprefix(_BOM)
        except OSError as problem:
            reason = explain_os_error(problem)
            raise ChartError(f"unable to detect chart at {path}: open {path}: {reason}") from None

    def read(self) -> list[File]:
        """Read all files, sorted by name within each folder. Raises ChartError."""
        rules = parse_rules(self._read_ignore_file())
        return list(self._walk(self.root, "", make_ignore(rules), (self._real_root,)))

    def _read_ignore_file(self) -> bytes:
        path = f"{self.root}/.helmignore"
        if not os.path.exists(path):
            return b""
        target = self._resolve(path) if os.path.islink(path) else path
        if os.path.isdir(target):
            raise ChartError(f"read {path}: is a directory")
        return self._read_regular(target, path)[0]

    def _walk(self, folder: str, prefix: str, ignore: Ignore, above: tuple[str, ...]) -> Iterator[File]:
        """Yield the files below ``folder``; ``above`` are the real paths of the folders on the way here."""
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as problem:
            raise ChartError(f"open {folder}: {explain_os_error(problem)}") from None
        for entry in entries:
            path = f"{folder}/{entry.name}"
            name = prefix + entry.name
            target = path
            if entry.is_symlink():
                target = self._resolve(path)
                logs.info(
                    "found symbolic link in path. Contents of linked file included and used",
                    path=path,
                    resolved=target,
                )
            is_folder = os.path.isdir(target) if target is not path else entry.is_dir(follow_symlinks=False)
            if ignore(name, is_folder):
                continue
            if is_folder:
                real = os.path.realpath(target) if target is not path else f"{above[-1]}/{entry.name}"
                if target is not path and real in above:
                    raise ChartError(f"error evaluating symlink {path}: it leads to a folder that holds it")
                yield from self._walk(path, f"{name}/", ignore, (*above, real))
            else:
                data, modified = self._read_regular(target, path)
                yield File(name, data.removeprefix(_BOM), modified)

    def _resolve(self, path: str) -> str:
        """Give the target of a link. Raises ChartError for one that dangles or leads out of the chart."""
        try:
            target = os.path.realpath(path, strict=True)
        except OSError as problem:
            reason = explain_os_error(problem)
            raise ChartError(f"error evaluating symlink {path}: {reason}") from None
        inside = target == self._real_root or target.startswith(self._real_root.rstrip("/") + "/")
        if not inside and not self._may_leave():
            raise ChartError(
                f"the symbolic link {path} leads out of the chart, to {target}; "
                "if you trust the chart, set PYCHART_FOLLOW_LINKS=1"
            )
        return target

    def _may_leave(self) -> bool:
        if self._follow_links is None:
            from pychart.settings import follows_links

            self._follow_links = follows_links()
        return self._follow_links

    def _read_regular(self, target: str, path: str) -> tuple[bytes, int]:
        """Read a file and its time, rounded to seconds as Go's archive/tar does on writing it."""
        try:
            descriptor = os.open(target, _FLAGS)
        except OSError as problem:
            if os.path.exists(target) and not os.path.isfile(target):
                raise _irregular(path) from None
            raise ChartError(f"error reading {path}: open {path}: {explain_os_error(problem)}") from None
        try:
            with open(descriptor, "rb", buffering=0) as file:
                status = os.fstat(descriptor)
                if not stat.S_ISREG(status.st_mode):
                    raise _irregular(path)
                self._take(status.st_size, path)
                data = file.read(status.st_size + 1)
        except OSError as problem:
            raise ChartError(f"error reading {path}: read {path}: {explain_os_error(problem)}") from None
        if len(data) != status.st_size:
            raise ChartError(f"error reading {path}: the file changes while it is read")
        return data, (status.st_mtime_ns + 500_000_000) // 1_000_000_000

    def _take(self, size: int, path: str) -> None:
        try:
            self._budget.take(size)
        except ArchiveError as problem:
            name = path[len(self.root) + 1 :]
            reason = str(problem)
            if self._budget.bytes_left <= 0:
                reason = f"chart exceeds maximum decompressed size of {MAX_BYTES} bytes"
            raise ChartError(f"error reading {name}: {reason}") from None


def _irregular(path: str) -> ChartError:
    return ChartError(f"cannot load irregular file {path} as it has file mode type bits set")
