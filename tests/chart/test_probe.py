from __future__ import annotations

import pytest

from pychart.chart.load import load_archive
from pychart.chart.metadata import Metadata
from pychart.chart.probe import probe_archive
from pychart.errors import ChartError
from tests.archive.packing import CHART_YAML, END, entry, pack

INNER = pack(entry("y/Chart.yaml", CHART_YAML), END)
BROKEN = pack(entry("y/Chart.yaml", b"name: [\n"), END)
FULL = (
    b"apiVersion: v2\nname: x\nversion: 1.2.3-rc.1\nappVersion: 1.10\nkeywords: [a, b]\ndescription: 'a\xc2\xa0b'\n"
    b"maintainers:\n- name: Jo\ndependencies:\n- {name: y, version: '1', repository: 'https://r'}\n"
)


def outcome(probe: bool, data: bytes) -> Metadata | str | None:
    try:
        return (
            probe_archive(data, "x.tgz").metadata if probe else load_archive(data, "x.tgz", any_version=True).metadata
        )
    except ChartError as problem:
        return str(problem)


@pytest.mark.parametrize(
    "files",
    [
        {"Chart.yaml": CHART_YAML},
        {"Chart.yaml": FULL, "values.yaml": b"a: 1\n", "templates/a.yaml": b"{{ bad", "README.md": b"# x"},
        {"Chart.yaml": b"name: x\nversion: 1\n"},
        {"Chart.yaml": b"name: x\nversion: 1.0.0\n", "values.yaml": b""},
        {"Chart.yaml": b"\xef\xbb\xbf" + CHART_YAML, "values.yaml": b"# only a comment\n"},
        {"Chart.yaml": CHART_YAML, "values.yaml": b"a: [\n"},
        {"Chart.yaml": CHART_YAML, "values.yaml": b"- a\n"},
        {"Chart.yaml": CHART_YAML, "values.yaml": b"a: 1\n---\nb: 2\n"},
        {"Chart.yaml": CHART_YAML, "values.schema.json": b"no schema"},
        {"Chart.yaml": b"apiVersion: v3\nname: x\nversion: 0.1.0\n"},
        {"Chart.yaml": b"apiVersion: v2\nversion: 0.1.0\n"},
        {"Chart.yaml": b"apiVersion: v2\nname: x\nversion: bad\n"},
        {"Chart.yaml": b"apiVersion: v2\nname: [x]\nversion: 0.1.0\n"},
        {"Chart.yaml": b"apiVersion: v2\nname: x\nversion: 0.1.0\ntype: other\n"},
        {"Chart.yaml": b"a: b: c\n"},
        {"Chart.yaml": b""},
        {"values.yaml": b"a: 1\n"},
        {"Chart.yaml": CHART_YAML, "Chart.lock": b"generated: bad\n"},
        {"Chart.yaml": CHART_YAML, "Chart.lock": b"digest: a\n"},
        {"Chart.yaml": CHART_YAML, "charts/y.tgz": INNER},
        {"Chart.yaml": CHART_YAML, "charts/y.tgz": BROKEN},
        {"Chart.yaml": CHART_YAML, "charts/y.tgz": b"no gzip"},
        {"Chart.yaml": CHART_YAML, "charts/_y.tgz": b"no gzip"},
        {"Chart.yaml": CHART_YAML, "charts/y.tgz.prov": b"no gzip"},
        {"Chart.yaml": CHART_YAML, "charts/README.md": b"not a chart"},
        {"Chart.yaml": CHART_YAML, "charts/y/Chart.yaml": CHART_YAML, "charts/y/values.yaml": b"a: [\n"},
        {"Chart.yaml": CHART_YAML, "charts/y/templates/a.yaml": b"a"},
    ],
    ids="+".join,
)
def test_finds_what_loading_finds(files: dict[str, bytes]) -> None:
    data = pack(*[entry(f"x/{name}", content) for name, content in files.items()], END)
    assert outcome(probe=True, data=data) == outcome(probe=False, data=data)


@pytest.mark.parametrize("data", [b"", b"junk", pack(END), pack(entry("x/a", b"1"))[:-1]])
def test_refuses_what_loading_refuses(data: bytes) -> None:
    assert outcome(probe=True, data=data) == outcome(probe=False, data=data)


@pytest.mark.parametrize("name", ["requirements.yaml", "charts/y/requirements.lock"])
def test_leaves_what_is_warned_of_to_the_loader(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    data = pack(entry("x/Chart.yaml", CHART_YAML), entry(f"x/{name}", b"dependencies: []\n"), END)
    assert outcome(probe=True, data=data) is None
    assert capsys.readouterr().err == ""
