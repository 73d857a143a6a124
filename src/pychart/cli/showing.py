"""A release as commands show it (Helm: pkg/cmd, status.go)."""

from __future__ import annotations

from pychart.cli.tables import format_json, format_yaml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pychart.release.model import Release

Objects = "dict[str, list[dict[str, Any]]]"


def show_release(
    release: Release,
    style: str = "table",
    *,
    debug: bool = False,
    metadata: bool = False,
    hide_notes: bool = False,
    objects: dict[str, list[dict[str, Any]]] | None = None,
) -> str:
    """Give a release in the style of --output.

    ``debug`` adds values, hooks and manifests, ``metadata`` the chart, ``objects`` what there is in the cluster;
    beside it, JSON and YAML leave the chart out (Helm: pkg/cmd/status.go).
    """
    if style != "table":
        from pychart.release.encode import release_record, sort_maps

        record = release_record(release)
        if objects is not None:
            record.pop("chart", None)
        if objects:
            record["info"] = {**record["info"], "resources": sort_maps(objects)}
        return format_json(record) if style == "json" else format_yaml(record)
    parts = [_show_facts(release, metadata)]
    if objects:
        from pychart.kube.tables import print_tables

        parts.append(f"RESOURCES:\n{print_tables(objects)}\n")
    parts.append(_show_tests(release))
    if debug:
        parts.append(_show_values(release))
    if debug or release.info.description.lower() == "dry run complete":
        hooks = "".join(f"---\n# Source: {hook.path}\n{hook.manifest}\n" for hook in release.hooks)
        parts.append(f"HOOKS:\n{hooks}MANIFEST:\n{release.manifest}\n")
    if not hide_notes and release.info.notes:
        parts.append(f"NOTES:\n{release.info.notes.strip()}\n")
    return "".join(parts)


def _show_facts(release: Release, metadata: bool) -> str:
    from pychart.release.moments import ANSIC, format_moment

    lines = [f"NAME: {release.name}"]
    if release.info.last_deployed:
        lines.append(f"LAST DEPLOYED: {format_moment(release.info.last_deployed, ANSIC)}")
    lines += [f"NAMESPACE: {release.namespace}", f"STATUS: {release.status}", f"REVISION: {release.version}"]
    if metadata:
        chart = release.metadata
        names = (("CHART", "name"), ("VERSION", "version"), ("APP_VERSION", "appVersion"))
        lines += [f"{title}: {chart.get(name) or ''}" for title, name in names]
    return "\n".join([*lines, f"DESCRIPTION: {release.info.description}"]) + "\n"


def _show_tests(release: Release) -> str:
    from pychart.release.moments import ANSIC, format_moment

    tests = [hook for hook in release.hooks for event in hook.events if event == "test"]
    if not tests:
        return "TEST SUITE: None\n"
    return "".join(
        f"TEST SUITE:     {hook.name}\nLast Started:   {format_moment(hook.last_run.started_at, ANSIC)}\n"
        f"Last Completed: {format_moment(hook.last_run.completed_at, ANSIC)}\n"
        f"Phase:          {hook.last_run.phase}\n"
        for hook in tests
        if hook.last_run.started_at
    )


def _show_values(release: Release) -> str:
    from pychart.actions.upgrade import compute_values

    given = format_yaml(None if release.config is None else dict(release.config))
    return f"USER-SUPPLIED VALUES:\n{given}\nCOMPUTED VALUES:\n{format_yaml(compute_values(release))}\n"
