"""A chart repository that the scenarios' web server serves below /parts, and once more below /elsewhere."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from pychart.archive.write import archive_bytes
from pychart.files import File
from pychart.repo.index import build_index, index_yaml

_CHARTS = (
    ("cache", "1.0.0", ""),
    ("db", "1.0.0", "appVersion: '14'\n"),
    ("db", "1.1.0", "appVersion: '15'\n"),
    ("db", "2.0.0-rc.1", ""),
)


@cache
def pages() -> dict[str, bytes]:
    """Give what is served: path to body."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for chart, version, more in _CHARTS:
            text = f"apiVersion: v2\nname: {chart}\nversion: {version}\ndescription: The chart {chart}\n{more}"
            template = f"kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: {chart}\n"
            files = [File(f"{chart}/Chart.yaml", text.encode(), 1_700_000_000)]
            files.append(File(f"{chart}/templates/a.yaml", template.encode(), 1_700_000_000))
            (folder / f"{chart}-{version}.tgz").write_bytes(archive_bytes(files))
        index = index_yaml(build_index(folder)).encode()
        for place in ("/parts", "/elsewhere"):
            found[f"{place}/index.yaml"] = index
            found |= {f"{place}/{path.name}": path.read_bytes() for path in folder.iterdir()}
    return found
