"""What ``repo/name`` meant the last time, so that a chart that is in the content cache is found without its index.

An answer counts as long as repositories.yaml and the index of the repository are the files that it was found in.
Nothing secret is kept: the answer is the archive's digest.
"""

from __future__ import annotations

import os

from pychart import __version__
from pychart.cache.storage import digest, is_private, make_private, mark_used, prune, read, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.settings import Settings


def recall_digest(reference: str, version: str, settings: Settings) -> str:
    """Give the digest of the archive that a reference and a version or range mean; empty where nobody remembers."""
    path = _find_path(reference, version, settings)
    if not path or not is_private(os.path.dirname(path)):
        return ""
    try:
        stamp, answer = read(path).decode("ascii").split("\n")
        if stamp != _stamp(reference, settings):
            return ""
    except (OSError, ValueError):
        return ""
    mark_used(path)
    return answer


def remember_digest(reference: str, version: str, settings: Settings, answer: str) -> None:
    """Keep what a reference means now; where it cannot be kept it is found out again, and that is no error."""
    path = _find_path(reference, version, settings)
    if not path or not make_private(os.path.dirname(path)):
        return
    try:
        stamp = _stamp(reference, settings)
    except OSError:
        return
    write(path, f"{stamp}\n{answer}".encode("ascii"))
    prune(os.path.dirname(path), path)


def _find_path(reference: str, version: str, settings: Settings) -> str:
    if not settings.use_cache or "/" not in reference or ":" in reference:
        return ""
    parts = (
        reference,
        version,
        os.path.abspath(settings.repository_config),
        os.path.abspath(_index(reference, settings)),
    )
    name = digest("\0".join(parts).encode("utf-8", "surrogateescape"), 16).hex()
    return f"{settings.pychart_cache}/names/{name}"


def _index(reference: str, settings: Settings) -> str:
    return f"{settings.repository_cache}/{reference.partition('/')[0]}-index.yaml"


def _stamp(reference: str, settings: Settings) -> str:
    """Give by what it is told whether the files are those that were read."""
    facts = [__version__]
    for path in (settings.repository_config, _index(reference, settings)):
        status = os.stat(path)
        facts += [str(one) for one in (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)]
    return " ".join(facts)
