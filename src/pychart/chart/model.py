"""A chart in memory: what every loader makes and what rendering, packaging and linting consume."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.chart.metadata import Metadata
    from pychart.files import File


class Chart(NamedTuple):
    """One chart with its dependencies.

    ``values`` is the parsed values.yaml (Go's values, see gostd.types) and must not be changed: rendering copies it.
    ``raw`` holds every file as it was read, in reading order: what packaging writes for values.yaml.
    ``files`` are the files that templates see as ``.Files``; ``templates`` all below ``templates/``.
    """

    metadata: Metadata
    values: dict[str, Any] = {}  # noqa: RUF012 - never changed, see above
    schema: bytes | None = None
    lock: dict[str, Any] | None = None
    templates: tuple[File, ...] = ()
    files: tuple[File, ...] = ()
    raw: tuple[File, ...] = ()
    dependencies: tuple[Chart, ...] = ()

    @property
    def name(self) -> str:
        """The name in Chart.yaml, or the alias a parent gave."""
        return self.metadata.name

    def with_metadata(self, **changes: Any) -> Chart:
        """Give the same chart with other metadata fields."""
        return self._replace(metadata=self.metadata._replace(**changes))

    def walk(self, prefix: str = "") -> Iterator[tuple[str, Chart]]:
        """Yield (full path, chart) for this chart and all below it: ``c``, ``c/charts/s``, ``c/charts/s/charts/t``."""
        path = prefix + self.name
        yield path, self
        for dependency in self.dependencies:
            yield from dependency.walk(f"{path}/charts/")
