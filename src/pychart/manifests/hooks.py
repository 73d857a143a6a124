"""Hooks: documents with the annotation ``helm.sh/hook`` (Helm: pkg/release/v1/util, manifest_sorter.go)."""

from __future__ import annotations

from pychart import logs
from pychart.gostd.strings import SPACES
from pychart.manifests.model import Hook

HOOK = "helm.sh/hook"
HOOK_WEIGHT = "helm.sh/hook-weight"
HOOK_DELETE_POLICY = "helm.sh/hook-delete-policy"
HOOK_OUTPUT_LOG_POLICY = "helm.sh/hook-output-log-policy"

EVENTS = {
    event: event
    for event in (
        "pre-install",
        "post-install",
        "pre-delete",
        "post-delete",
        "pre-upgrade",
        "post-upgrade",
        "pre-rollback",
        "post-rollback",
        "test",
    )
} | {"test-success": "test"}
"""Each word that the annotation may hold and the event it stands for."""


def read_hook(path: str, content: str, kind: str, name: str, annotations: dict[str, str]) -> Hook | None:
    """Make the hook that the annotations describe.

    Returns None, with an INFO line, where an event is unknown: Helm leaves such a document out altogether.
    """
    types = annotations[HOOK]
    events = [EVENTS.get(word) for word in _words(types)]
    if None in events:
        logs.info("skipping unknown hooks", hookTypes=types)
        return None
    return Hook(
        path=path,
        content=content,
        kind=kind,
        name=name,
        events=tuple(event for event in events if event),
        weight=_weight(annotations.get(HOOK_WEIGHT, "")),
        delete_policies=_policies(annotations, HOOK_DELETE_POLICY),
        output_log_policies=_policies(annotations, HOOK_OUTPUT_LOG_POLICY),
    )


def _words(text: str) -> list[str]:
    return [word.strip(SPACES).lower() for word in text.split(",")]


def _policies(annotations: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(_words(annotations[key])) if key in annotations else ()


def _weight(text: str) -> int:
    """Read a weight as Go's Atoi does; what is no number weighs 0."""
    digits = text[1:] if text[:1] in ("+", "-") else text
    if not (digits.isascii() and digits.isdigit()):
        return 0
    number = int(text) if len(digits) < 20 else 0
    return number if -(2**63) <= number < 2**63 else 0
