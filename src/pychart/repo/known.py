"""Read repositories.yaml where it is written as Helm writes it, without the YAML reader, which takes longer to import.

Only what cannot mean anything else is read: one field a line, in blocks, with texts that begin with a letter and hold
no sign that YAML knows. For all else the answer is None, and the YAML reader is asked.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEAD = 'apiVersion: ""\ngenerated: "0001-01-01T00:00:00Z"\nrepositories:\n'
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PLAIN = _LETTERS | frozenset("0123456789-_./:@")
_WORDS = frozenset(("y", "n", "yes", "no", "true", "false", "on", "off", "null"))
_BOOLEANS = {"true": True, "false": False}


def read_plainly(text: str, fields: dict[str, str], flags: frozenset[str]) -> list[dict[str, Any]] | None:
    """Give the entries of repositories.yaml, each as a map from attribute to value; None where it is not plain.

    ``fields`` maps the names in the file to attributes; those in ``flags`` are true or false, the others are texts.
    """
    if not text.startswith(_HEAD):
        return None
    entries: list[dict[str, Any]] = []
    for line in text[len(_HEAD) :].splitlines():
        if line.startswith("- "):
            entries.append({})
        elif not line.startswith("  "):
            return None
        name, colon, written = line[2:].partition(": ")
        value = _read_value(written, name in flags)
        if not colon or not entries or value is None or name not in fields or fields[name] in entries[-1]:
            return None
        entries[-1][fields[name]] = value
    return entries


def _read_value(text: str, is_flag: bool) -> str | bool | None:
    if is_flag:
        return _BOOLEANS.get(text)
    if text == '""':
        return ""
    if not text or text[0] not in _LETTERS or text[-1] == ":" or not _PLAIN.issuperset(text) or text.lower() in _WORDS:
        return None
    return text
