"""All targets by name. A target is a function of bytes; what it raises but for refusals is a finding."""

from __future__ import annotations

from collections.abc import Callable

from fuzz import answers, readers, rendering
from fuzz.expected import EXPECTED

TARGETS: dict[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (
        readers.templates,
        readers.jinja,
        readers.yaml,
        readers.set_flags,
        readers.archive,
        readers.index,
        readers.provenance,
        readers.keyring,
        readers.chart_yaml,
        readers.ignore,
        readers.versions,
        readers.schema,
        readers.regexp,
        rendering.render_go,
        rendering.render_jinja,
        answers.record,
        answers.manifest,
        answers.challenge,
        answers.cluster,
        answers.status,
    )
}


def check(name: str, data: bytes) -> None:
    """Give bytes to a target; what it may raise is swallowed."""
    try:
        TARGETS[name](data)
    except EXPECTED:
        return
