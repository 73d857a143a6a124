"""The chart that is being linted, and how it is to be rendered: what all rules draw on."""

from __future__ import annotations

import os

from pychart import logs
from pychart.capabilities import Capabilities
from pychart.errors import ChartError
from pychart.lint.finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pychart.cache import Entry
    from pychart.chart.model import Chart


class Subject:
    """One chart folder.

    ``values`` are the user's; lint fills them with the chart's defaults, as Helm does, so that charts linted with
    the same values see each other's. ``entry`` is what earlier runs learnt. ``traces`` asks for the places of what
    is found in rendered text, which takes a second rendering.
    """

    def __init__(
        self,
        folder: str,
        *,
        values: dict[str, Any] | None = None,
        namespace: str = "default",
        capabilities: Capabilities | None = None,
        skip_schema_validation: bool = False,
        entry: Entry | None = None,
        traces: bool = False,
    ) -> None:
        self.folder = folder
        self.values: dict[str, Any] = {} if values is None else values
        self.namespace = namespace
        self.capabilities = capabilities or Capabilities()
        self.skip_schema_validation = skip_schema_validation
        self.entry = entry
        self.traces = traces
        self._chart: Chart | None = None

    @property
    def kube_version(self) -> tuple[int, int]:
        """The version of Kubernetes that deprecations are looked up for."""
        version = self.capabilities.KubeVersion
        return int(version.Major), int(version.Minor)

    def read(self, name: str) -> bytes:
        """Read a file of the chart as it stands on disk.

        Raises ChartError, also for a link that leads out of the chart.
        """
        from pychart.filesystem import read_file
        from pychart.settings import follows_links

        path = f"{self.folder}/{name}"
        if os.path.islink(path) and not follows_links():
            target, root = os.path.realpath(path), os.path.realpath(self.folder)
            if not target.startswith(f"{root}/"):
                raise ChartError(f"the symbolic link {path} leads out of the chart, to {target}")
        return read_file(path, error=ChartError)

    def load(self) -> Chart:
        """Load the chart. Raises ChartError.

        Helm loads it anew for each group of rules; what is logged on the way is logged again here too.
        """
        if self._chart is not None:
            return self._chart
        before = logs.count()
        chart = self._load()
        if logs.count() == before:
            self._chart = chart
        else:
            self.entry = None
        return chart

    def _load(self) -> Chart:
        if self.entry is not None:
            try:
                return self.entry.load_chart()
            except ChartError:
                self.entry = None
        from pychart.chart.load import load_chart

        return load_chart(self.folder, any_version=True)

    def find_loaded(self) -> Chart | None:
        """Give the chart where that takes no loading."""
        if self._chart is None and self.entry is not None and self.entry.is_warm:
            return self.load()
        return self._chart

    def recall(self, topic: str, text: str, check: Callable[[], Iterable[Finding]]) -> list[Finding]:
        """Give what a check finds that depends on nothing but a text, or remember it."""
        if self.entry is None:
            return list(check())
        plain = self.entry.recall(text, f"lint {topic}", lambda _text: [tuple(finding) for finding in check()])
        return [Finding(*facts) for facts in plain]
