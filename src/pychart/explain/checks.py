"""The checks that a command asks for by flags, after a render that went well."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.explain.trace import Trace


def check_values(trace: Trace, strict: bool, unused: str) -> None:
    """Refuse undefined values where ``strict``; ``unused`` says to warn of unused ones, to refuse them, or nothing.

    Raises StrictnessError.
    """
    if strict:
        from pychart.explain.strictness import require_defined

        require_defined(trace)
    if unused:
        from pychart.explain.unused import check_unused

        check_unused(trace, unused)


def require_mode(mode: str) -> str:
    """Give what --unused-values was set to, "" for nothing. Raises UsageError for what it cannot be."""
    from pychart.errors import UsageError
    from pychart.explain.unused import MODES
    from pychart.gostd.strconv import quote

    if mode and mode not in MODES:
        raise UsageError(f"invalid value {quote(mode)} for --unused-values: use warn or fail")
    return mode
