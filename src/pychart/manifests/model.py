"""What a rendered document is, once its head has been read."""

from __future__ import annotations

from pychart.records import NamedTuple


class Manifest(NamedTuple):
    """One document that becomes an object in the cluster.

    ``path`` is the template it came from (``chart/templates/x.yaml``), ``content`` its text as it was rendered.
    """

    path: str
    content: str
    kind: str = ""
    api_version: str = ""
    name: str = ""


class Hook(NamedTuple):
    """One document that runs at a point in a release's life (annotation ``helm.sh/hook``)."""

    path: str
    content: str
    kind: str
    name: str
    events: tuple[str, ...]
    weight: int = 0
    delete_policies: tuple[str, ...] = ()
    output_log_policies: tuple[str, ...] = ()

    @property
    def is_test(self) -> bool:
        """Tell whether `helm test` runs it."""
        return "test" in self.events
