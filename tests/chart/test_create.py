from __future__ import annotations

from pathlib import Path

import pytest

from pychart.chart.create import create_chart
from pychart.chart.load import load_chart
from pychart.errors import ChartError, OutputError
from tests.chart.folders import make

# The files and the keys of values.yaml that `helm create` (v4.3.1) gives.
FILES = [
    ".helmignore",
    "Chart.yaml",
    "templates/NOTES.txt",
    "templates/_helpers.tpl",
    "templates/deployment.yaml",
    "templates/hpa.yaml",
    "templates/httproute.yaml",
    "templates/ingress.yaml",
    "templates/service.yaml",
    "templates/serviceaccount.yaml",
    "templates/tests/test-connection.yaml",
    "values.yaml",
]
KEYS = {
    "affinity": None,
    "autoscaling": ["enabled", "maxReplicas", "minReplicas", "targetCPUUtilizationPercentage"],
    "fullnameOverride": None,
    "httpRoute": ["annotations", "enabled", "hostnames", "parentRefs", "rules"],
    "image": ["pullPolicy", "repository", "tag"],
    "imagePullSecrets": None,
    "ingress": ["annotations", "className", "enabled", "hosts", "tls"],
    "livenessProbe": ["httpGet"],
    "nameOverride": None,
    "nodeSelector": None,
    "podAnnotations": None,
    "podLabels": None,
    "podSecurityContext": None,
    "readinessProbe": ["httpGet"],
    "replicaCount": None,
    "resources": None,
    "securityContext": None,
    "service": ["port", "type"],
    "serviceAccount": ["annotations", "automount", "create", "name"],
    "tolerations": None,
    "volumeMounts": None,
    "volumes": None,
}
HELPERS = ["chart", "fullname", "labels", "name", "selectorLabels", "serviceAccountName"]


def test_a_new_chart_has_helms_shape(tmp_path: Path) -> None:
    folder = create_chart(tmp_path / "my-app")
    assert folder == tmp_path / "my-app"
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()) == FILES
    assert (folder / "charts").is_dir()
    chart = load_chart(folder)
    assert (chart.name, chart.metadata.version, chart.metadata.app_version) == ("my-app", "0.1.0", "1.16.0")
    found = {key: sorted(value) or None if isinstance(value, dict) else None for key, value in chart.values.items()}
    assert found == KEYS
    text = (folder / "templates" / "_helpers.tpl").read_text()
    assert sorted(line.split('"')[1] for line in text.splitlines() if "define" in line) == [
        f"my-app.{name}" for name in HELPERS
    ]
    assert not any(b"<CHARTNAME>" in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a b", 'chart name must match the regular expression "^[a-zA-Z0-9._-]+$"'),
        ("x$y", 'chart name must match the regular expression "^[a-zA-Z0-9._-]+$"'),
        ("a" * 251, "chart name must be between 1 and 250 characters"),
        (".", 'chart name "." is not allowed'),
        ("..", 'chart name ".." is not allowed'),
        ("", 'chart name "." is not allowed'),
    ],
)
def test_refuses_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ChartError) as caught:
        create_chart(name)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_refuses_places(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"file .*/file already exists and is not a directory"):
        create_chart(tmp_path / "file")
    with pytest.raises(ChartError, match=r"^stat .*/a/b: no such file or directory$"):
        create_chart(tmp_path / "a" / "b" / "c")


def test_tells_what_it_overwrites(tmp_path: Path) -> None:
    make(tmp_path / "c", {"values.yaml": "old: 1\n", "other": "kept"})
    told: list[str] = []
    create_chart(tmp_path / "c", on_overwrite=told.append)
    assert told == [f"{tmp_path}/c/Chart.yaml", f"{tmp_path}/c/values.yaml"]
    assert (tmp_path / "c" / "other").read_text() == "kept"


def test_copies_a_starter(tmp_path: Path) -> None:
    starter = make(
        tmp_path / "starter",
        {
            "templates/a.yaml": "name: <CHARTNAME>\n",
            "values.yaml": "# about <CHARTNAME>\nname: <CHARTNAME>\n",
            "README.md": "<CHARTNAME>",
            "Chart.lock": "digest: d\n",
        },
    )
    folder = create_chart(tmp_path / "new", starter=starter)
    assert (folder / "Chart.yaml").read_text() == (
        "apiVersion: v2\nappVersion: 0.1.0\ndescription: Runs new on Kubernetes\nname: new\n"
        "type: application\nversion: 0.1.0\n"
    )
    assert (folder / "templates" / "a.yaml").read_text() == "name: new\n"
    assert (folder / "values.yaml").read_text() == "# about new\nname: new\n"
    assert (folder / "README.md").read_text() == "<CHARTNAME>"
    assert not (folder / "Chart.lock").exists()


def test_a_starter_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ChartError) as caught:
        create_chart(tmp_path / "c", starter=tmp_path / "no")
    assert str(caught.value) == f"could not load {tmp_path}/no: stat {tmp_path}/no: no such file or directory"
