"""What a release may be called."""

from __future__ import annotations


def is_release_name(name: str) -> bool:
    """Tell whether a release may have the name: at most 53 characters, a DNS name in lower case."""
    return len(name) <= 53 and bool(name) and all(map(_is_label, name.split(".")))


def _is_label(part: str) -> bool:
    return (
        bool(part)
        and part.isascii()
        and part == part.lower()
        and part.replace("-", "").isalnum()
        and not part.startswith("-")
        and not part.endswith("-")
    )
