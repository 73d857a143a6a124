"""Chart folders for tests."""

from __future__ import annotations

from pathlib import Path

CHART_YAML = "apiVersion: v2\nname: c\nversion: 0.1.0\n"


def make(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below ``root``, a Chart.yaml among them, and give the folder."""
    for name, data in {"Chart.yaml": CHART_YAML, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return root


def subchart(name: str) -> str:
    """Give the text of a subchart's Chart.yaml."""
    return f"apiVersion: v2\nname: {name}\nversion: 1.0.0\n"
