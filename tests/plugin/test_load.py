from __future__ import annotations

from pathlib import Path

import pytest

from pychart.errors import PluginError
from pychart.plugin.load import list_plugins, load_folder


def make(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "plugin.yaml").write_text(text)


def test_lists_by_folder_and_leaves_broken_ones_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "b", "name: one")
    make(tmp_path / "a", "name: two\ndownloaders: [{command: x, protocols: [s3]}]")
    make(tmp_path / "c", "apiVersion: v9")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    assert [plugin.name for plugin in load_folder(str(tmp_path))] == ["two", "one"]
    path = tmp_path / "c"
    assert capfd.readouterr().err == (
        f'level=WARN msg="failed to load plugin (ignoring)" plugin_yaml={path}/plugin.yaml'
        f' error="failed to load plugin \\"{path}\\": invalid plugin apiVersion: \\"v9\\""\n'
    )
    assert [plugin.name for plugin in list_plugins(str(tmp_path), type="getter/v1")] == ["two"]
    assert [plugin.name for plugin in list_plugins(f"{tmp_path}/nope:{tmp_path}", name="one")] == ["one"]
    assert list_plugins("") == []


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    make(tmp_path / "a", "name: one")
    make(tmp_path / "b", "name: one")
    with pytest.raises(PluginError, match=f'^two plugins claim the name "one" at "{tmp_path}/a" and "{tmp_path}/b"$'):
        load_folder(str(tmp_path))


def test_a_huge_description_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make(tmp_path / "a", "name: one #" + "x" * (1 << 20))
    assert load_folder(str(tmp_path)) == []
    assert "larger than the maximum size" in capfd.readouterr().err
