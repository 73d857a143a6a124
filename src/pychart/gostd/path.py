"""Slash-separated paths: Go's package path, filepath.Match as on Linux, and the globs of .Files.Glob."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


_BAD_PATTERN = "syntax error in pattern"


def clean(path: str) -> str:
    """Give path.Clean: no empty, ``.`` and inner ``..`` elements; ``.`` for the empty path."""
    rooted = path[:1] == "/"
    kept: list[str] = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != "..":
            kept.append(part)
        elif kept and kept[-1] != "..":
            kept.pop()
        elif not rooted:
            kept.append(part)
    text = "/".join(kept)
    return "/" + text if rooted else text or "."


def base(path: str) -> str:
    """Give path.Base: the last element; ``.`` for the empty path, ``/`` for slashes alone."""
    if not path:
        return "."
    return path.rstrip("/").rpartition("/")[2] or "/"


def dir_(path: str) -> str:
    """Give path.Dir: all but the last element, cleaned."""
    return clean(path[: path.rfind("/") + 1])


def ext(path: str) -> str:
    """Give path.Ext: the last element from its last dot on, or nothing."""
    name = path[path.rfind("/") + 1 :]
    place = name.rfind(".")
    return name[place:] if place >= 0 else ""


def is_abs(path: str) -> bool:
    """Tell whether the path begins with a slash."""
    return path[:1] == "/"


def join(*parts: str) -> str:
    """Give path.Join: the non-empty parts with slashes between them, cleaned; nothing for no parts."""
    text = "/".join(part for part in parts if part)
    return clean(text) if text else ""


def match(pattern: str, name: str) -> bool:
    """Give filepath.Match on Linux: ``*`` and ``?`` within an element, ``[a-z]``, ``[^a]``, backslash escapes.

    Raises ValueError("syntax error in pattern"). Like Go's it never looks at what follows the first piece between
    stars that cannot match, so a fault there goes unseen.
    """
    while pattern:
        star, chunk, pattern = _split_chunk(pattern)
        if star and not chunk:
            return "/" not in name
        rest = _match_chunk(chunk, name)
        if rest is not None and (not rest or pattern):
            name = rest
            continue
        if not star:
            return False
        rest = _match_after_star(chunk, name, last=not pattern)
        if rest is None:
            return False
        name = rest
    return not name


def compile_glob(pattern: str) -> Callable[[str], bool]:
    """Give a test for whole names, as Helm's .Files.Glob compiles patterns (gobwas/glob, separator ``/``).

    ``*`` and ``?`` stay within an element, ``**`` does not, ``[abc]``, ``[a-z]``, ``[!a]``, ``{a,b}``. Raises
    ValueError for a pattern that gobwas/glob refuses.
    """
    from pychart.gostd.glob import compile_glob as compile_

    return compile_(pattern)


def _split_chunk(pattern: str) -> tuple[bool, str, str]:
    """Split off leading stars and what stands before the next one."""
    bare = pattern.lstrip("*")
    in_class = False
    place = 0
    while place < len(bare):
        char = bare[place]
        if char == "\\":
            place += 1
        elif char in "[]":
            in_class = char == "["
        elif char == "*" and not in_class:
            break
        place += 1
    return len(bare) < len(pattern), bare[:place], bare[place:]


def _match_after_star(chunk: str, name: str, last: bool) -> str | None:
    for place, char in enumerate(name):
        if char == "/":
            return None
        rest = _match_chunk(chunk, name[place + 1 :])
        if rest is not None and not (last and rest):
            return rest
    return None


def _match_chunk(chunk: str, name: str) -> str | None:
    """Match a piece without stars at the start of the name; gives the rest of the name, None for no match."""
    failed = False
    while chunk:
        failed = failed or not name
        char, first = chunk[0], name[:1]
        if char == "[":
            found, chunk = _match_class(chunk[1:], first)
            failed = failed or not found
        else:
            if char == "\\":
                chunk = chunk[1:]
                if not chunk:
                    raise ValueError(_BAD_PATTERN)
            failed = failed or (first == "/" if char == "?" else first != chunk[0])
            chunk = chunk[1:]
        name = name[1:]
    return None if failed else name


def _match_class(chunk: str, rune: str) -> tuple[bool, str]:
    """Match one character against a class, given from behind its bracket; also gives what follows the class."""
    negated = chunk[:1] == "^"
    if negated:
        chunk = chunk[1:]
    found = False
    count = 0
    while not (count and chunk[:1] == "]"):
        low, chunk = _class_rune(chunk)
        high = low
        if chunk[0] == "-":
            high, chunk = _class_rune(chunk[1:])
        found = found or low <= rune <= high
        count += 1
    return found != negated, chunk[1:]


def _class_rune(chunk: str) -> tuple[str, str]:
    if not chunk or chunk[0] in "-]":
        raise ValueError(_BAD_PATTERN)
    if chunk[0] == "\\":
        chunk = chunk[1:]
    if len(chunk) < 2 or "\ud800" <= chunk[0] <= "\udfff":
        raise ValueError(_BAD_PATTERN)
    return chunk[0], chunk[1:]
