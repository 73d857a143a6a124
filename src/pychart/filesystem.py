"""The only place that writes files, and the readers that say clearly why a file cannot be read.

A write is atomic: the data goes to a temporary file in the same folder, is flushed to the disk and then takes the
name, so that a reader, a crash or a full disk finds the old file or the new one, never half of one. A name that is a
symbolic link is replaced, not followed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat

from pychart.errors import OutputError, PychartError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pychart.files import File

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_AT_CWD = -100
_EXCHANGE = 2

_MAX_PARTS = 256
"""How deep files may be written below a folder: whoever walks such a tree later must come to its end."""


def read_file(
    path: str | os.PathLike[str], *, limit: int | None = None, error: type[PychartError] = PychartError
) -> bytes:
    """Read a whole regular file.

    ``limit`` is the largest size in bytes that is accepted. Raises ``error`` with Go's words
    (``open values.yaml: no such file or directory``).
    """
    name = os.fspath(path)
    try:
        with open(name, "rb") as file:
            if limit is not None and os.fstat(file.fileno()).st_size > limit:
                raise error(f"file {name} is larger than the maximum size {limit}")
            data = file.read() if limit is None else file.read(limit + 1)
    except IsADirectoryError:
        raise error(f"read {name}: is a directory") from None
    except (OSError, ValueError) as problem:
        raise error(f"open {name}: {explain_os_error(problem)}") from None
    if limit is not None and len(data) > limit:
        raise error(f"file {name} is larger than the maximum size {limit}")
    return data


def exists(path: str, *, error: type[PychartError] = PychartError) -> bool:
    """Tell whether there is something at a path, links followed.

    Unlike os.path.exists it takes for a no only what the system says is not there. Raises ``error`` where it cannot
    tell: who writes what seems to be missing would lose what is there.
    """
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as problem:
        raise error(f"stat {path}: {explain_os_error(problem)}") from None
    return True


_FAILURES = frozenset(
    (errno.EIO, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS, errno.ESTALE, errno.ETIMEDOUT, errno.ENXIO)
)


def is_failure(problem: OSError) -> bool:
    """Tell whether an error is the machine's, like a bad disk, and says nothing about what the file is."""
    return problem.errno in _FAILURES


def explain_os_error(problem: OSError | ValueError) -> str:
    """Give the system's reason as Go prints it: ``no such file or directory``."""
    reason = getattr(problem, "strerror", None) or str(problem)
    return reason[:1].lower() + reason[1:]


def glob(pattern: str) -> list[str]:
    """Give filepath.Glob: the paths that match, in the order of their names, folder by folder.

    Unreadable folders match nothing. Raises ValueError("syntax error in pattern").
    """
    from pychart.gostd.path import join, match

    match(pattern, "")
    if not any(sign in pattern for sign in "*?[\\"):
        return [pattern] if os.path.lexists(pattern) else []
    folder, _, last = pattern.rpartition("/")
    folder = folder or ("/" if pattern.startswith("/") else ".")
    found = []
    for one in glob(folder):
        with contextlib.suppress(OSError):
            names = sorted(os.listdir(one), key=os.fsencode)
            found += [join(one, name) for name in names if match(last, name)]
    return found


def atomic_write(path: str | os.PathLike[str], data: bytes, mode: int = 0o644, *, durable: bool = True) -> None:
    """Write a file so that its name shows the old content or the new, whatever happens meanwhile.

    ``mode`` is subject to the umask. The folder must exist. ``durable`` is for what cannot be made again: without it,
    after a crash of the whole machine the file may be empty or damaged. Raises OutputError; nothing is left behind
    then.
    """
    name = os.fspath(path)
    write_together(os.path.dirname(name), {os.path.basename(name): data}, mode, durable=durable)


def write_together(folder: str, files: Mapping[str, bytes], mode: int = 0o644, *, durable: bool = True) -> None:
    """Write files of one folder, by name, as atomic_write does; where there is no room for one, none is changed.

    Only a kill, or a disk that fails, between giving the one and the other its name leaves new ones beside old ones.
    The folder must exist; "" is the current one. Raises OutputError.
    """
    shown = os.path.join(folder, next(iter(files)))
    try:
        descriptor = os.open(folder or ".", _FOLDER)
        try:
            _replace_all(descriptor, files, mode, durable=durable)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as problem:
        raise OutputError(f"cannot write {shown}: {explain_os_error(problem)}") from None


def write_below(root: str | os.PathLike[str], name: str, data: bytes, *, append: bool = False) -> str:
    """Write the file ``name`` (parts between ``/``) below the folder ``root`` and give its path.

    Missing folders are made. No part of ``name`` may be ``..`` or a symbolic link, so nothing outside ``root`` is
    ever touched. ``append`` adds to a file that was written before (one rendered file may hold several documents).
    Files written here are copies of something and not flushed to the disk one by one. Raises OutputError.
    """
    base = os.fspath(root)
    shown = os.path.join(base, name)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or ".." in parts or name.startswith("/") or "\0" in name:
        raise OutputError(f"cannot write {shown}: the name leads outside the folder")
    if len(parts) > _MAX_PARTS:
        raise OutputError(f"cannot write {shown}: file name too long")
    try:
        folder = _open_below(base, parts[:-1])
        try:
            if append:
                _append(folder, parts[-1], data)
            else:
                _replace(folder, parts[-1], data, 0o644, durable=False)
        finally:
            os.close(folder)
    except OSError as problem:
        raise OutputError(f"cannot write {shown}: {explain_os_error(problem)}") from None
    return shown


@contextlib.contextmanager
def hold_lock(path: str, timeout: float = 300.0) -> Iterator[None]:
    """Keep everybody else who holds this lock from going on until the block ends.

    The lock is the kernel's (flock) on a file made for it, which is removed in the end: whoever dies lets go, and a
    file that was left behind locks nobody out. ``timeout`` is in seconds. Raises TimeoutError, OSError where the file
    cannot be made.
    """
    descriptor = _take_lock(path, timeout)
    try:
        yield
    finally:
        # The process's end lets go of it too, so that nobody need hear of an error here.
        with contextlib.suppress(OSError):
            os.unlink(path)
        with contextlib.suppress(OSError):
            os.close(descriptor)


def _take_lock(path: str, timeout: float) -> int:
    from fcntl import LOCK_EX, LOCK_NB, flock
    from time import monotonic, sleep

    end = monotonic() + timeout
    while True:
        descriptor = _open_lock(path)
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
            if _is_same_file(descriptor, path):
                return descriptor
        except BlockingIOError:
            if monotonic() > end:
                raise TimeoutError from None
            sleep(0.02)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _open_lock(path: str) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    except PermissionError as problem:
        # Another user's lock can be waited for all the same.
        try:
            return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except FileNotFoundError:
            raise problem from None


def _is_same_file(descriptor: int, path: str) -> bool:
    """Tell whether what was locked still has its name: whoever held it before has removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False


def write_folder(path: str, files: Iterable[File]) -> None:
    """Make a folder that holds files: it appears with all of them, or not at all.

    The folder it is to stand in is made where it is missing. Raises OutputError; an existing folder that is not empty
    is refused.
    """
    with staged_folder(path) as temporary:
        for file in files:
            write_below(temporary, file.name, file.data)


@contextlib.contextmanager
def staged_folder(path: str) -> Iterator[str]:
    """Give a hidden folder to fill, which takes the name ``path`` when the block ends and is deleted when it raises.

    The folder it is to stand in is made where it is missing. Raises OutputError, also where ``path`` is a folder that
    is not empty.
    """
    parent = os.path.dirname(path) or "."
    make_folder(parent)
    temporary = os.path.join(parent, f".{os.path.basename(path)[:100]}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        os.mkdir(temporary)
        yield temporary
        os.rename(temporary, path)
    except BaseException as problem:
        with contextlib.suppress(OutputError):
            remove_tree(temporary)
        if isinstance(problem, OSError):
            raise OutputError(f"cannot write {path}: {explain_os_error(problem)}") from None
        raise


def make_folder(path: str | os.PathLike[str], mode: int = 0o755) -> None:
    """Make a folder and those above it; one that exists is fine. Raises OutputError."""
    try:
        os.makedirs(path, mode=mode, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"file {os.fspath(path)} already exists and is not a directory") from None
    except (OSError, ValueError) as problem:
        raise OutputError(f"mkdir {os.fspath(path)}: {explain_os_error(problem)}") from None


def make_private_folder(path: str) -> str:
    """Make a new folder for this user alone and give its path. Raises OutputError where the name is taken."""
    try:
        os.mkdir(path, 0o700)
    except OSError as problem:
        raise OutputError(f"mkdir {path}: {explain_os_error(problem)}") from None
    return path


def copy_mode(source: str, path: str) -> None:
    """Give a file or folder the permissions of another. Raises OutputError."""
    try:
        os.chmod(path, stat.S_IMODE(os.stat(source).st_mode))
    except OSError as problem:
        raise OutputError(f"chmod {path}: {explain_os_error(problem)}") from None


def link(source: str, path: str) -> None:
    """Make ``path`` a symbolic link to ``source``. Raises OutputError where something has that name."""
    try:
        os.symlink(source, path)
    except (OSError, ValueError) as problem:
        raise OutputError(f"symlink {source} {path}: {explain_os_error(problem)}") from None


def remove_tree(path: str) -> None:
    """Delete a folder with all that is in it, or a symbolic link without what it leads to. Raises OutputError."""
    import shutil

    try:
        if os.path.islink(path):
            os.unlink(path)
        else:
            shutil.rmtree(path)
    except OSError as problem:
        raise OutputError(f"unlinkat {path}: {explain_os_error(problem)}") from None


def remove_file(path: str) -> None:
    """Delete a file. Raises OutputError."""
    try:
        os.unlink(path)
    except OSError as problem:
        raise OutputError(f"remove {path}: {explain_os_error(problem)}") from None


def copy_entry(source: str, path: str) -> None:
    """Give a file, a link or a folder with all that is in it a second name on the same file system.

    Files are not copied but linked where the file system can, so both names show what is written to one. Raises
    OutputError; what was made until then stays.
    """
    import shutil

    try:
        if os.path.isdir(source) and not os.path.islink(source):
            shutil.copytree(source, path, symlinks=True, copy_function=_link_or_copy)
        else:
            _link_or_copy(source, path)
    except (OSError, shutil.Error) as problem:
        raise OutputError(f"cannot copy {source} to {path}: {problem}") from None


def swap_folders(path: str, other: str, *, durable: bool = True) -> None:
    """Give two folders each other's name, at once where the system can (renameat2), else one shortly after the other.

    ``durable`` is for what cannot be made again: it waits until the disk knows. Raises OutputError; then both have
    their old names.
    """
    try:
        if not _exchange(path, other):
            aside = f"{other}.old"
            os.rename(path, aside)
            try:
                os.rename(other, path)
            except OSError:
                os.rename(aside, path)
                raise
            os.rename(aside, other)
        if durable:
            flush_folder(os.path.dirname(path))
    except OSError as problem:
        raise OutputError(f"rename {other} {path}: {explain_os_error(problem)}") from None


def flush_folder(path: str) -> None:
    """Wait until the disk knows a folder's names. Raises OSError."""
    folder = os.open(path or ".", _FOLDER)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _exchange(path: str, other: str) -> bool:
    """Exchange two names atomically; False where the system has no call for that."""
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_CWD, os.fsencode(path), _AT_CWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), path)


def _link_or_copy(source: str, path: str) -> object:
    import shutil

    try:
        os.link(source, path, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return shutil.copy2(source, path, follow_symlinks=False)
    return path


def _open_below(root: str, parts: list[str]) -> int:
    """Walk down from ``root``, making folders and refusing links; the caller closes the descriptor."""
    os.makedirs(root, exist_ok=True)
    folder = os.open(root, _FOLDER)
    for part in parts:
        try:
            with contextlib.suppress(FileExistsError):
                os.mkdir(part, 0o755, dir_fd=folder)
            deeper = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
        finally:
            os.close(folder)
        folder = deeper
    return folder


def _replace(folder: int, name: str, data: bytes, mode: int, *, durable: bool) -> None:
    _replace_all(folder, {name: data}, mode, durable=durable)


def _replace_all(folder: int, files: Mapping[str, bytes], mode: int, *, durable: bool) -> None:
    """Write files beside their names first, and give them their names when all of them are there."""
    written: dict[str, str] = {}
    try:
        for name, data in files.items():
            # Hidden and ending in .tmp: no reader takes a leftover for a chart, an archive or an index.
            written[name] = f".{name[:100]}.{os.getpid()}.{os.urandom(4).hex()}.tmp"
            if _is_folder(folder, name):
                raise IsADirectoryError(21, "is a directory")
            _write_new(folder, written[name], data, mode, durable=durable)
        for name, temporary in written.items():
            os.replace(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
    except BaseException:
        for temporary in written.values():
            with contextlib.suppress(OSError):
                os.unlink(temporary, dir_fd=folder)
        raise
    if durable:
        os.fsync(folder)


def _write_new(folder: int, name: str, data: bytes, mode: int, *, durable: bool) -> None:
    descriptor = os.open(name, _NEW_FILE, mode, dir_fd=folder)
    try:
        _write_all(descriptor, data)
        if durable:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _append(folder: int, name: str, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, 0o644, dir_fd=folder)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _is_folder(folder: int, name: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return False
