"""What was verified is what is loaded: an archive that is swapped after the look at its signature changes nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

import pychart
from pychart.actions.contents import DeployOptions, read_given
from pychart.actions.explain import explain
from pychart.actions.package import Signing, package
from pychart.actions.show import show
from pychart.actions.template import TemplateOptions, template
from pychart.actions.template_matrix import template_matrix
from pychart.actions.values import ValuesOptions, explain_values
from pychart.locate import ChartQuery
from pychart.provenance import verify
from pychart.settings import Settings
from tests.cli.worlds import chart_yaml, write_files
from tests.provenance.keyrings import write_ring
from tests.repo.publishing import entry, index
from tests.transport.serving import Server, answer

SIGNED, SWAPPED = "signed", "swapped"
ARCHIVE = "web-1.0.0.tgz"


def _template(query: ChartQuery, settings: Settings, folder: Path) -> str:
    return template(["r", query.reference], TemplateOptions(query=query), settings)


def _matrix(query: ChartQuery, settings: Settings, folder: Path) -> str:
    write_files(folder, {"m.yaml": "{}\n"})
    options = TemplateOptions(query=query, output_dir=str(folder / "out"))
    template_matrix(query.reference, [str(folder / "m.yaml")], options, settings)
    return (folder / "out/m/web/templates/a.yaml").read_text()


def _show(query: ChartQuery, settings: Settings, folder: Path) -> str:
    return show(query, settings, "values")


def _values(query: ChartQuery, settings: Settings, folder: Path) -> str:
    return str(explain_values(query, ValuesOptions(), settings)[0])


def _explain(query: ChartQuery, settings: Settings, folder: Path) -> str:
    options = TemplateOptions(query=query)
    return str(explain(["r", query.reference], options, settings, "ConfigMap", "r", "data.v").source)


def _install(query: ChartQuery, settings: Settings, folder: Path) -> str:
    given = read_given(query.reference, DeployOptions(chart=TemplateOptions(query=query)), settings)
    return str(given.chart.values)


WAYS = (_template, _matrix, _show, _values, _explain, _install)
"""Every action that makes a chart of a reference; install stands for upgrade too."""


@pytest.fixture
def ring(tmp_path: Path) -> str:
    return write_ring(tmp_path / "public.gpg", "Jo")


@pytest.fixture
def archives(tmp_path: Path) -> tuple[bytes, bytes, bytes]:
    """A signed archive, its provenance, and another archive of the same name."""
    template = "kind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  v: {{ .Values.v }}\n"
    write_ring(tmp_path / "secret.gpg", "Jo", secret=True)
    made = []
    for value in (SIGNED, SWAPPED):
        files = {"Chart.yaml": chart_yaml("web"), "values.yaml": f"v: {value}\n", "templates/a.yaml": template}
        write_files(tmp_path / value / "web", dict(files))
        signing = Signing("Jo", str(tmp_path / "secret.gpg"), lambda: lambda name: "")
        made.append(Path(package(tmp_path / value / "web", destination=tmp_path / value, signing=signing)))
    return made[0].read_bytes(), made[0].with_name(f"{ARCHIVE}.prov").read_bytes(), made[1].read_bytes()


@pytest.fixture
def swap(monkeypatch: pytest.MonkeyPatch, archives: tuple[bytes, bytes, bytes]) -> Callable[[Callable[[], Path]], None]:
    """Have a file replaced in the moment in which a signature has been found good."""

    def arrange(find: Callable[[], Path]) -> None:
        original = verify.check_provenance

        def check(*args: object) -> verify.Verification:
            found = original(*args)  # type: ignore[arg-type]
            path = find()
            path.unlink()
            path.write_bytes(archives[2])
            return found

        monkeypatch.setattr(verify, "check_provenance", check)

    return arrange


@pytest.mark.parametrize("way", WAYS)
def test_a_local_archive(
    way: Callable[[ChartQuery, Settings, Path], str],
    archives: tuple[bytes, bytes, bytes],
    ring: str,
    swap: Callable[[Callable[[], Path]], None],
    settings: Settings,
    tmp_path: Path,
) -> None:
    path = tmp_path / ARCHIVE
    write_files(tmp_path, {ARCHIVE: archives[0], f"{ARCHIVE}.prov": archives[1]})
    swap(lambda: path)
    query = ChartQuery(str(path), verify=True, keyring=ring)
    shown = way(query, settings, tmp_path)
    assert SIGNED in shown
    assert SWAPPED not in shown
    assert path.read_bytes() == archives[2]
    assert SWAPPED in way(query._replace(verify=False), settings, tmp_path)


@pytest.mark.parametrize("way", WAYS)
def test_an_archive_in_the_content_cache(
    way: Callable[[ChartQuery, Settings, Path], str],
    archives: tuple[bytes, bytes, bytes],
    ring: str,
    swap: Callable[[Callable[[], Path]], None],
    server: Server,
    settings: Settings,
    tmp_path: Path,
) -> None:
    server.replies["/index.yaml"] = answer(200, index(entry("web", "1.0.0", digest="")))
    server.replies[f"/{ARCHIVE}"] = answer(200, archives[0])
    server.replies[f"/{ARCHIVE}.prov"] = answer(200, archives[1])
    swap(lambda: next(Path(settings.content_cache).rglob("*.chart")))
    shown = way(ChartQuery("web", repo=server.url, verify=True, keyring=ring), settings, tmp_path)
    assert SIGNED in shown
    assert SWAPPED not in shown


def test_who_finds_a_chart_loads_what_was_found() -> None:
    source = Path(pychart.__file__).parent
    for path in sorted((source / "actions").glob("*.py")):
        names = {
            alias.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }  # fmt: skip
        if "find_chart" in names:
            assert not names & {"load_chart", "load_archive"}, f"{path.name} opens a chart's path once more"


def test_an_archive_that_cannot_be_kept_is_loaded_from_memory(
    archives: tuple[bytes, bytes, bytes], server: Server, settings: Settings, tmp_path: Path
) -> None:
    server.replies[f"/{ARCHIVE}"] = answer(200, archives[0])
    write_files(tmp_path, {"file": ""})
    closed = settings._replace(content_cache=str(tmp_path / "file/content"))
    assert SIGNED in show(ChartQuery(f"{server.url}/{ARCHIVE}"), closed, "values")
