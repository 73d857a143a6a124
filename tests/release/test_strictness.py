"""--strict-values and --unused-values of install and upgrade: refused before anything is written to the cluster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.apiserver import ApiServer
from tests.release.twins import Side, write_files

CONFIG = (
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{ .Release.Name }}'}\n"
    "data: {a: '{{ .Values.a }}', b: '{{ .Values.b }}'}\n"
)
CRD = (
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\n"
    "spec:\n  group: example.com\n  scope: Namespaced\n  names: {plural: widgets, kind: Widget}\n"
    "  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]\n"
)
CHART = {
    "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
    "web/values.yaml": "a: 1\n",
    "web/templates/config.yaml": CONFIG,
}
UNDEFINED = (
    "1 value is read but not defined:\n"
    "  web/templates/config.yaml:4:37: .Values.b; give it a default, or ask for it with if"
)
UNUSED = "1 value is given but nothing reads it:\n  c (--set b=1,c=2)"


@pytest.fixture
def side(tmp_path: Path) -> Iterator[Side]:
    with ApiServer(delay=0.0) as api:
        write_files(tmp_path, CHART)
        yield Side(tmp_path, api)


def refuse(side: Side, line: str) -> str:
    """Run a line that has to be refused without a request that writes, and give what it says."""
    side.api.requests.clear()
    answer = side.run("pychart", line)
    assert answer.status == 1, answer
    assert answer.stdout == ""
    assert {request.split()[0] for request in map(str, side.api.requests)} <= {"GET"}
    return answer.stderr.rstrip("\n")


@pytest.mark.parametrize("dry_run", ["none", "client", "server"])
def test_install(side: Side, dry_run: str) -> None:
    line = f"install rel web --dry-run={dry_run}"
    assert refuse(side, f"{line} --strict-values") == f"Error: INSTALLATION FAILED: {UNDEFINED}"
    assert refuse(side, f"{line} --unused-values fail --set b=1,c=2") == f"Error: INSTALLATION FAILED: {UNUSED}"
    answer = side.run("pychart", f"{line} --strict-values --unused-values warn --set b=1,c=2")
    assert answer.status == 0
    assert answer.stderr == 'level=WARN msg="nothing reads a value" value=c source="--set b=1,c=2"\n'


def test_a_mode_that_is_none(side: Side) -> None:
    assert refuse(side, "install rel web --unused-values x") == (
        'Error: INSTALLATION FAILED: invalid value "x" for --unused-values: use warn or fail'
    )


def test_definitions_are_not_sent_either(side: Side) -> None:
    write_files(side.folder, {"web/crds/widgets.yaml": CRD})
    assert refuse(side, "install rel web --strict-values").endswith(UNDEFINED)
    assert side.run("pychart", "install rel web --strict-values --set b=1").status == 0


def test_what_needs_the_definitions_is_checked_after_them(side: Side) -> None:
    needs = '{{ if not (.Capabilities.APIVersions.Has "example.com/v1") }}{{ fail "no widgets" }}{{ end }}'
    write_files(side.folder, {"web/crds/widgets.yaml": CRD, "web/templates/config.yaml": f"{needs}\n{CONFIG}"})
    answer = side.run("pychart", "install rel web --strict-values")
    assert ".b" in answer.stderr
    assert "rel" not in [one["metadata"]["name"] for _, _, one in side.api.objects()]
    assert side.run("pychart", "install rel web --strict-values --set b=1").status == 0


@pytest.mark.parametrize("dry_run", ["none", "client", "server"])
def test_upgrade(side: Side, dry_run: str) -> None:
    assert side.run("pychart", "upgrade --install rel web --set b=1 --strict-values").status == 0
    line = f"upgrade rel web --dry-run={dry_run}"
    assert refuse(side, f"{line} --reset-values --strict-values") == f"Error: UPGRADE FAILED: {UNDEFINED}"
    assert refuse(side, f"{line} --unused-values fail --set b=1,c=2") == f"Error: UPGRADE FAILED: {UNUSED}"
    assert side.run("pychart", f"{line} --strict-values --unused-values fail").status == 0


@pytest.mark.parametrize("reuse", ["", "--reuse-values", "--reset-then-reuse-values"])
def test_values_of_the_last_revision_count(side: Side, reuse: str) -> None:
    assert side.run("pychart", "install rel web --set b=1,old.x=2").status == 0
    answer = side.run("pychart", f"upgrade rel web --strict-values --unused-values warn {reuse}")
    assert answer.status == 0
    assert answer.stderr == 'level=WARN msg="nothing reads a value" value=old source="revision 1 of rel"\n'
    assert side.record("rel", 2)["config"] == {"b": 1, "old": {"x": 2}}


def test_a_null_takes_a_value_of_the_last_revision_away(side: Side) -> None:
    assert side.run("pychart", "install rel web --set b=1").status == 0
    assert refuse(side, "upgrade rel web --reset-then-reuse-values --set b=null --strict-values").startswith(
        f"Error: UPGRADE FAILED: {UNDEFINED}"
    )


def test_what_lookup_gives_is_seen(side: Side) -> None:
    look = '{{ if lookup "v1" "ConfigMap" .Release.Namespace "rel" }}{{ .Values.late }}{{ end }}\n'
    write_files(side.folder, {"web/templates/config.yaml": look + CONFIG})
    assert side.run("pychart", "install rel web --set b=1 --strict-values").status == 0
    assert ".late" in refuse(side, "upgrade rel web --strict-values")
