"""Which names Kubernetes accepts, by kind (Helm: validateMetadataName; apimachinery, util/validation)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
_SUBDOMAIN = rf"{_LABEL}(\.{_LABEL})*"
_SERVICE_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?"
_LOWER = frozenset("abcdefghijklmnopqrstuvwxyz")
_ALPHANUMERIC = _LOWER | frozenset("0123456789")
_LABEL_CHARS = _ALPHANUMERIC | {"-"}
_MAX_LABEL, _MAX_SUBDOMAIN = 63, 253


def check_name(kind: str, name: str) -> list[str]:
    """Say what is wrong with a name for a kind, in Kubernetes' words; kinds are compared without regard to case."""
    return _CHECKS.get(kind.lower(), _check_subdomain)(name)


def _check_subdomain(name: str) -> list[str]:
    reasons = _check_length(name, _MAX_SUBDOMAIN)
    if not _is_subdomain(name):
        rule = "lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
        example = f"(e.g. 'example.com', regex used for validation is '{_SUBDOMAIN}')"
        reasons.append(f"a lowercase RFC 1123 subdomain must consist of {rule} {example}")
    return reasons


def _check_label(name: str) -> list[str]:
    reasons = _check_length(name, _MAX_LABEL)
    if _is_label(name):
        return reasons
    if _is_subdomain(name):
        return [*reasons, "must not contain dots"]
    rule = "lower case alphanumeric characters or '-', and must start and end with an alphanumeric character"
    example = f"(e.g. 'my-name',  or '123-abc', regex used for validation is '{_LABEL}')"
    return [*reasons, f"a lowercase RFC 1123 label must consist of {rule} {example}"]


def _check_service(name: str) -> list[str]:
    reasons = _check_length(name, _MAX_LABEL)
    if not (_is_label(name) and name[0] in _LOWER):
        rule = (
            "lower case alphanumeric characters or '-', start with an alphabetic character, and end with an"
            " alphanumeric character"
        )
        example = f"(e.g. 'my-name',  or 'abc-123', regex used for validation is '{_SERVICE_LABEL}')"
        reasons.append(f"a DNS-1035 label must consist of {rule} {example}")
    return reasons


def _check_path_segment(name: str) -> list[str]:
    if name in (".", ".."):
        return [f"may not be '{name}'"]
    return [f"may not contain '{char}'" for char in "/%" if char in name]


def _accept(_name: str) -> list[str]:
    return []


def _check_length(name: str, limit: int) -> list[str]:
    size = len(name.encode("utf-8", "surrogateescape"))
    return [f"must be no more than {limit} characters"] if size > limit else []


def _is_label(name: str) -> bool:
    return bool(name) and name[0] in _ALPHANUMERIC and name[-1] in _ALPHANUMERIC and _LABEL_CHARS.issuperset(name)


def _is_subdomain(name: str) -> bool:
    return all(map(_is_label, name.split(".")))


_CHECKS: dict[str, Callable[[str], list[str]]] = {
    "service": _check_service,
    "namespace": _check_label,
    "certificatesigningrequest": _accept,
    "role": _check_path_segment,
    "clusterrole": _check_path_segment,
    "rolebinding": _check_path_segment,
    "clusterrolebinding": _check_path_segment,
}
"""The kinds whose names are not DNS subdomains."""
