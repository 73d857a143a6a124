"""References to charts in registries: ``oci://host/path/name:tag@digest`` (oras-go: registry/reference.go)."""

from __future__ import annotations

import re

from pychart.errors import RepositoryError
from pychart.gostd.strconv import quote
from pychart.records import NamedTuple

SCHEME = "oci://"
_COMPONENT = r"[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*"
_REPOSITORY = re.compile(rf"{_COMPONENT}(?:/{_COMPONENT})*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_REGISTRY = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9a-fA-F:.]+\])(?::[0-9]*)?")
_ALGORITHMS = {"sha256": 64, "sha384": 96, "sha512": 128}
_MAX_LENGTH = 4096


class Reference(NamedTuple):
    """A place in a registry; ``tag`` and ``digest`` are empty where none is given."""

    registry: str
    repository: str
    tag: str = ""
    digest: str = ""

    @property
    def target(self) -> str:
        """What the manifest is asked by: the tag where there is one, else the digest."""
        return self.tag or self.digest

    @property
    def host(self) -> str:
        """The server that answers for the registry: Docker Hub's has another name."""
        return "registry-1.docker.io" if self.registry == "docker.io" else self.registry

    def __str__(self) -> str:
        name = f"{self.registry}/{self.repository}"
        if self.tag:
            return f"{name}:{self.tag}"
        return f"{name}@{self.digest}" if self.digest else name


def parse_reference(text: str) -> Reference:
    """Read a reference as Helm does: a ``+`` in the tag stands for ``_``, which registries allow.

    Raises RepositoryError in the words of oras-go.
    """
    rest, at, digest = text.removeprefix(SCHEME).rpartition("@")
    if not at:
        rest, digest = digest, ""
    tag = rest.rpartition(":")[2] if ":" in rest else ""
    if tag and "/" not in tag:
        rest = rest.replace(tag, tag.replace("+", "_"))
    return parse_plainly(rest)._replace(digest=digest)


def parse_plainly(text: str) -> Reference:
    """Read a reference that has a tag or a digest, as oras-go does. Raises RepositoryError."""
    registry, slash, path = text[:_MAX_LENGTH].partition("/")
    if not slash:
        raise _refuse("missing registry or repository")
    repository, at, digest = path.partition("@")
    tag = ""
    if at:
        repository = repository.partition(":")[0]
    else:
        repository, _, tag = path.partition(":")
    require_registry(registry)
    if not _REPOSITORY.fullmatch(repository):
        raise _refuse(f"invalid repository {quote(repository)}")
    if tag and not _TAG.fullmatch(tag):
        raise _refuse(f"invalid tag {quote(tag)}")
    if at:
        require_digest(digest)
    return Reference(registry, repository, tag, digest)


def require_registry(registry: str) -> None:
    """Refuse what is no host, maybe with a port. Raises RepositoryError."""
    if not _REGISTRY.fullmatch(registry):
        raise _refuse(f"invalid registry {quote(registry)}")


def require_digest(digest: str) -> None:
    """Refuse what is no digest. Raises RepositoryError in the words of go-digest."""
    algorithm, colon, hex_ = digest.partition(":")
    if not colon or not re.fullmatch(r"[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+", digest):
        problem = "invalid checksum digest format"
    elif algorithm not in _ALGORITHMS:
        problem = "unsupported digest algorithm"
    elif len(hex_) != _ALGORITHMS[algorithm]:
        problem = "invalid checksum digest length"
    elif re.fullmatch("[0-9a-f]+", hex_):
        return
    else:
        problem = "invalid checksum digest format"
    raise _refuse(f"invalid digest {quote(digest)}: {problem}")


def _refuse(reason: str) -> RepositoryError:
    return RepositoryError(f"invalid reference: {reason}")
