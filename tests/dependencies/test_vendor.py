from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pychart.archive.write import archive_bytes
from pychart.dependencies.vendor import lock_chart, replace_charts, require_charts_folder
from pychart.errors import ChartError, OutputError
from pychart.files import File
from pychart.filesystem import make_private_folder


def packed(name: str, version: str = "1.0.0") -> bytes:
    text = f"apiVersion: v2\nname: {name}\nversion: {version}\n"
    return archive_bytes([File(f"{name}/Chart.yaml", text.encode(), 1)])


OLD = {"a-1.0.0.tgz": packed("a"), "b-1.0.0.tgz": packed("b")}
NEW = {"a-2.0.0.tgz": packed("a", "2.0.0"), "b-1.0.0.tgz": packed("b")}


def quiet(text: str) -> None:
    raise AssertionError(text)


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    folder = tmp_path / "app"
    folder.mkdir()
    return folder


def contents(chart: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (chart / "charts").iterdir() if path.is_file()}


def test_a_set_replaces_another(chart: Path) -> None:
    replace_charts(str(chart), OLD, (), quiet)
    assert contents(chart) == OLD
    assert (chart / "charts").stat().st_mode & 0o777 == 0o755
    replace_charts(str(chart), NEW, (), quiet)
    assert contents(chart) == NEW
    assert os.listdir(chart.parent) == ["app"]
    assert os.listdir(chart) == ["charts"]


def test_nothing_is_touched_where_nothing_changes(chart: Path) -> None:
    replace_charts(str(chart), OLD, (), quiet)
    before = (chart / "charts").stat()
    replace_charts(str(chart), OLD, (), quiet)
    after = (chart / "charts").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    (chart / "charts/a-1.0.0.tgz").write_bytes(b"damaged")
    replace_charts(str(chart), OLD, (), quiet)
    assert contents(chart) == OLD


def test_what_is_not_outdated_stays(chart: Path) -> None:
    charts = chart / "charts"
    (charts / "open/templates").mkdir(parents=True)
    (charts / "open/templates/a.yaml").write_text("kind: A\n")
    (charts / "open/link").symlink_to("templates")
    (charts / "open").chmod(0o700)
    (charts / "README").write_text("no chart\n")
    (charts / "mine-1.0.0.tgz").write_bytes(packed("mine"))
    (charts / "old-1.0.0.tgz").write_bytes(packed("old"))
    told: list[str] = []
    replace_charts(str(chart), NEW, {"mine"}, told.append)
    assert set(os.listdir(charts)) == {*NEW, "open", "README", "mine-1.0.0.tgz"}
    assert (charts / "open/templates/a.yaml").read_text() == "kind: A\n"
    assert os.readlink(charts / "open/link") == "templates"
    assert (charts / "open").stat().st_mode & 0o777 == 0o700
    assert len(told) == 1
    assert told[0].startswith(f"Could not verify {charts}/README for deletion: ")
    assert told[0].endswith(" (Skipping)\n")


def test_links_are_refused(chart: Path) -> None:
    outside = chart.parent / "outside"
    outside.mkdir()
    (chart / "charts").symlink_to(outside)
    with pytest.raises(ChartError, match=f'^the charts folder of {chart} is a symlink to "{outside}"$'):
        replace_charts(str(chart), NEW, (), quiet)
    assert os.listdir(outside) == []
    (chart / "charts").unlink()
    (chart / "charts").write_text("")
    with pytest.raises(ChartError, match=f'^"{chart}/charts" is not a directory$'):
        require_charts_folder(str(chart))


def test_a_failure_leaves_the_old_set(chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_charts(str(chart), OLD, (), quiet)

    def fail(path: str, other: str) -> None:
        raise OutputError("no space left on device")

    monkeypatch.setattr("pychart.filesystem.swap_folders", fail)
    with pytest.raises(OutputError):
        replace_charts(str(chart), NEW, (), quiet)
    assert contents(chart) == OLD
    assert os.listdir(chart.parent) == ["app"]


def test_without_a_place_beside_the_chart(chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(path: str) -> str:
        made.append(path)
        if len(made) == 1:
            raise OutputError("permission denied")
        return make_private_folder(path)

    monkeypatch.setattr("pychart.dependencies.vendor.make_private_folder", make)
    replace_charts(str(chart), NEW, (), quiet)
    assert [os.path.dirname(path) for path in made] == [str(chart.parent), str(chart)]
    assert contents(chart) == NEW
    assert os.listdir(chart) == ["charts"]


KILLED = (
    "import sys\nfrom tests.dependencies.test_vendor import NEW, OLD, quiet\n"
    "from pychart.dependencies.vendor import lock_chart, replace_charts\n"
    "print(flush=True)\n"
    "while True:\n    for archives in (NEW, OLD):\n        with lock_chart(sys.argv[1]):\n"
    "            replace_charts(sys.argv[1], archives, (), quiet)\n"
)


def start(chart: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(chart)], cwd=root, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def list_at_once(folder: Path) -> set[str]:
    """List a folder; one that was replaced and emptied meanwhile says nothing of what was ever there together."""
    while True:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            names = set(os.listdir(descriptor))
            if os.path.samestat(os.fstat(descriptor), os.stat(folder)):
                return names
        finally:
            os.close(descriptor)


def test_a_kill_leaves_the_old_set_or_the_new_one(chart: Path) -> None:
    replace_charts(str(chart), OLD, (), quiet)
    for round_ in range(6):
        processes = [start(chart) for _ in range(2)]
        for number in range(20):
            time.sleep(0.003)
            assert list_at_once(chart / "charts") in (OLD.keys(), NEW.keys()), number
        for process in processes:
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
        assert contents(chart) in (OLD, NEW), round_
    replace_charts(str(chart), {**NEW, "c-1.0.0.tgz": packed("c")}, (), quiet)
    assert os.listdir(chart.parent) == ["app"]


def test_one_at_a_time(chart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pychart.dependencies.vendor._WAIT", 0.2)
    refused = pytest.raises(ChartError, match=r"are being changed by another process$")
    with lock_chart(str(chart)), refused, lock_chart(str(chart)):
        raise AssertionError
    with lock_chart(str(chart)):
        pass
    assert os.listdir(chart) == []
