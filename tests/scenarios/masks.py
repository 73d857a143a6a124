"""What no two runs share, put out of sight before they are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RULES = [
    (re.compile(pattern), shown)
    for pattern, shown in (
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", "<time>"),
        # As `install` prints it; the field stays in sight, and a text that is no time there does not match.
        (r"(?<=LAST DEPLOYED: )[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}(?=\n)", "<time>"),
        (r"\b[0-9a-f]{64}\b", "<digest>"),
        (r"(?<=[a-z]-)1\d{9}\b", "<seconds>"),  # the release names of --generate-name
        (r'(?<=HELM_BIN=")[^"]*', "<program>"),
    )
]
_SIGNATURE = re.compile(r"(?<=-----BEGIN PGP SIGNATURE-----\n\n)[A-Za-z0-9+/=\n]+(?=\n-----END)")
_TIMES = re.compile(r"\b\d{4}/\d\d/\d\d \d\d:\d\d:\d\d\b")
_PROGRAM = re.compile(r"\bpychart\b")


def mask_file(data: bytes) -> str:
    """Mask times, digests and generated names."""
    text = data.decode("utf-8", "backslashreplace")
    for pattern, shown in _RULES:
        text = pattern.sub(shown, text)
    return _SIGNATURE.sub("<signature>", text)


def mask_text(data: bytes, places: Mapping[str, str]) -> str:
    """Mask output: beside what files may hold, the program's name, log times and the places of this run."""
    text = _TIMES.sub("<time>", mask_file(data))
    for name, value in places.items():
        text = text.replace(value, name)
    return _PROGRAM.sub("helm", text)
