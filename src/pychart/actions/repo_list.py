"""List the chart repositories that are known by name (Helm: pkg/cmd, repo_list.go)."""

from __future__ import annotations

from pychart.repo.config import load_config


def list_repositories(config_path: str) -> list[dict[str, str]]:
    """Give name and URL of each repository; a file that cannot be read names none."""
    return [{"name": entry.name, "url": entry.url} for entry in load_config(config_path).entries]
