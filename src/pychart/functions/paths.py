"""Slash-separated paths in templates (sprig); the os functions work as on a POSIX system and so do the same."""

from __future__ import annotations

from pychart.gostd import path as go


def base(path: str) -> str:
    """Give the last element of a path: ``.`` for an empty path, ``/`` for slashes only.

    ``base PATH`` gives string. Origin: Go's path.Base.
    """
    return go.base(path)


def dir_(path: str) -> str:
    """Give all but the last element of a path, cleaned.

    ``dir PATH`` gives string. Origin: Go's path.Dir.
    """
    return go.dir_(path)


def clean(path: str) -> str:
    """Give the shortest path that means the same.

    ``clean PATH`` gives string. Origin: Go's path.Clean.
    """
    return go.clean(path)


def ext(path: str) -> str:
    """Give the file name's extension with its dot, "" if there is none.

    ``ext PATH`` gives string. Origin: Go's path.Ext.
    """
    return go.ext(path)


def is_abs(path: str) -> bool:
    """Tell whether a path begins at the root.

    ``isAbs PATH`` gives bool. Origin: Go's path.IsAbs.
    """
    return go.is_abs(path)


os_base = base
os_dir = dir_
os_clean = clean
os_ext = ext
os_is_abs = is_abs
