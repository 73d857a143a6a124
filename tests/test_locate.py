from __future__ import annotations

from pathlib import Path

import pytest

from pychart.errors import ChartError
from pychart.locate import load_reference

UNKNOWN = {
    "nope": "non-absolute URLs should be in form of repo_name/path_to_chart, got: nope",
    "a b": "non-absolute URLs should be in form of repo_name/path_to_chart, got: a%20b",
    "": "non-absolute URLs should be in form of repo_name/path_to_chart, got: ",
    "foo:bar/x": "non-absolute URLs should be in form of repo_name/path_to_chart, got: foo:bar/x",
    "foo://bar": "non-absolute URLs should be in form of repo_name/path_to_chart, got: foo://bar",
    "http://": "non-absolute URLs should be in form of repo_name/path_to_chart, got: http:",
    "https://host": "non-absolute URLs should be in form of repo_name/path_to_chart, got: https://host",
    "foo://bar/": 'scheme "foo" not supported',
    "foo:///bar/x": "repo  not found",
    "http:///x": "repo  not found",
    "stable/nginx/x": "repo stable not found",
    "stable//x": "repo stable not found",
    "a%zz/b": "invalid chart URL format: a%zz/b",
    ":x": "invalid chart URL format: :x",
    "./nope": 'path "./nope" not found',
    "/nope": 'path "/nope" not found',
}
"""What the reference says of references behind which there is nothing."""


@pytest.mark.parametrize("reference", UNKNOWN)
def test_unknown_references_are_refused_as_helm_does(
    reference: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(ChartError) as caught:
        load_reference(reference)
    assert str(caught.value) == UNKNOWN[reference]


def test_a_path_may_stand_between_blanks(tmp_path: Path) -> None:
    (tmp_path / "Chart.yaml").write_text("apiVersion: v2\nname: x\nversion: 1.0.0\n")
    assert load_reference(f" {tmp_path} ").name == "x"
