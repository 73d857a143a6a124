"""Charts in folders, and names in them, that lead elsewhere."""

# ruff: noqa: E501 - one input a line
from __future__ import annotations

from tests.cli.worlds import Files, chart_yaml
from tests.hostile.case import Case


def _depends(more: str) -> Files:
    return {"c/Chart.yaml": chart_yaml("c", more=f"dependencies:\n- {{{more}}}\n"), "d/Chart.yaml": chart_yaml("d")}


_DEP = _depends("name: d, version: 1.x, repository: 'file://../d'")

CASES = [
    Case("link to a file outside", "CVE-2019-18658", "template r c", "link", links={"c/templates/b.yaml": "../../outside/secret.txt"}),
    Case("link to a file outside, packaged", "CVE-2019-18658", "package c", "link", links={"c/b.txt": "../outside/secret.txt"}),
    Case("link to an endless device", "CVE-2019-18658", "template r c", "link", links={"c/z": "/dev/zero"}),
    Case("link to the parent", "CVE-2019-18658", "template r c", "link", links={"c/files/up": "../.."}),
    Case("link in a loop", "CVE-2019-18658", "template r c", "link", links={"c/loop": "loop"}),
    Case("link to nothing", "CVE-2019-18658", "template r c", "link", links={"c/z": "nowhere"}),
    Case("named pipe", "CVE-2019-18658", "template r c", "irregular", fifos=("c/p",)),
    Case("Chart.lock is a link", "CVE-2025-53547", "dependency update c --skip-refresh", "link", _DEP, links={"c/Chart.lock": "../outside/secret.txt"}),
    Case("charts is a link", "W3", "dependency update c --skip-refresh", "link", _DEP, links={"c/charts": "../outside"}),
    Case("output folder with a link in it", "W9", "template r c --output-dir out", "cannot write", links={"out/c": "../outside"}),
    Case("dependency with a path for a name", "CVE-2024-25620", "dependency update c", "", _depends("name: ../../e, version: '1'"))._replace(says="not found"),
    Case("file dependency with a path for a name", "CVE-2024-25620", "dependency update c --skip-refresh", "name", {
        **_DEP, "d/Chart.yaml": "apiVersion: v2\nname: ../../e\nversion: 1.0.0\n"}),
    Case("version with a path", "CVE-2024-25620", "package c", "version", {"c/Chart.yaml": chart_yaml("c", "../../e")}),
    Case("alias with a path", "CVE-2020-15184", "template r c", "alias", {
        **_depends("name: d, version: 1.x, alias: ../../e"), "c/charts/d/Chart.yaml": chart_yaml("d")}),
    Case("escape sequence in a name", "CVE-2021-21303", "template r c", "name", {"c/Chart.yaml": chart_yaml('"x\\e[31m/"')}),
    Case("name of 300 letters", "CVE-2024-25620", "package c", "name", {"c/Chart.yaml": chart_yaml("x" * 300)}),
    Case("maintainers of nothing", "CVE-2025-55198", "template r c", "maintainer", {"c/Chart.yaml": chart_yaml("c", more="maintainers: [null]\n")}),
    Case("import-values of odd types", "CVE-2025-55198", "template r c", "", {
        "c/Chart.yaml": chart_yaml("c", more='dependencies: [{name: d, version: "*", import-values: [null, 7]}]\n'),
        "c/charts/d/Chart.yaml": chart_yaml("d")}),
    Case("empty Chart.yaml", "CVE-2024-26147", "template r c", "validation: ", {"c/Chart.yaml": ""}),
    Case("Chart.yaml is null", "CVE-2024-26147", "template r c", "validation: ", {"c/Chart.yaml": "null\n"}),
    Case("plugin with a path for a name", "CVE-2020-15186", "plugin install ./p", "invalid", {
        "p/plugin.yaml": "apiVersion: v1\nname: ../../e\ntype: cli/v1\nruntime: subprocess\nversion: 1.0.0\n"}),
    Case("plugin with a path for a version", "CVE-2026-35204", "plugin install ./p", "version", {
        "p/plugin.yaml": "apiVersion: v1\nname: e\ntype: cli/v1\nruntime: subprocess\nversion: ../../e\n"}),
    Case("plugin with two of one key", "CVE-2020-15187", "plugin install ./p", "already", {
        "p/plugin.yaml": "apiVersion: v1\nname: e\nname: f\ntype: cli/v1\nruntime: subprocess\nversion: 1.0.0\n"}),
]  # fmt: skip
