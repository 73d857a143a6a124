"""The commands that write files, each with the state that it finds."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.worlds import chart_yaml, pack, write_files
from tests.crash.killing import Command, run
from tests.provenance.keyrings import write_ring

_TEMPLATE = "kind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  v: {{ .Values.v | quote }}\n"
_PLUGIN = "name: greet\nversion: 0.1.0\nusage: greets\ncommand: echo hello\n"
_INDEX = (
    "apiVersion: v1\nentries:\n  {name}:\n  - {{apiVersion: v2, name: {name}, version: {version}, urls: [{url}]}}\n"
)


def write_chart(folder: Path, value: str = "new") -> None:
    write_files(folder, {f"web/templates/a{number}.yaml": _TEMPLATE for number in range(5)})
    write_files(folder, {"web/Chart.yaml": chart_yaml("web"), "web/values.yaml": f"v: {value}\n"})
    write_files(folder, {"web/big.bin": bytes(300_000)})


def _packaged(folder: Path) -> None:
    write_chart(folder, "old")
    write_ring(folder / "secret.gpg", "Jo", secret=True)
    line = ("package", "web", "--sign", "--key", "Jo", "--keyring", "secret.gpg")
    assert run(line, folder).status == 0
    write_chart(folder)


def _indexed(folder: Path) -> None:
    write_files(folder, {f"c{number}-1.0.0.tgz": pack(f"c{number}", "1.0.0") for number in range(3)})
    assert run(("repo", "index", "."), folder).status == 0
    write_files(folder, {f"d{number}-1.0.0.tgz": pack(f"d{number}", "1.0.0") for number in range(3)})


def _rendered(folder: Path) -> None:
    write_chart(folder, "old")
    assert run(("template", "r", "web", "--output-dir", "out"), folder).status == 0
    write_chart(folder)


def _rendered_for_two(folder: Path) -> None:
    write_files(folder, {"m/one.yaml": "{}\n", "m/two.yaml": "v: 2\n"})
    write_chart(folder, "old")
    assert run(_MATRIX, folder).status == 0
    write_chart(folder)
    write_files(folder, {"m/two.yaml": "v: 3\n"})


_MATRIX = ("template", "web", "--matrix", "m", "--output-dir", "out")


def _dependent(folder: Path) -> None:
    for name in ("one", "two", "three"):
        write_files(folder, {f"{name}/Chart.yaml": chart_yaml(name)})
    listed = "dependencies:\n" + "".join(
        f"- {{name: {name}, version: 1.x, repository: 'file://../{name}'}}\n" for name in ("one", "two", "three")
    )
    write_files(folder, {"app/Chart.yaml": chart_yaml("app", more=listed)})
    assert run(("dependency", "update", "app", "--skip-refresh"), folder).status == 0
    for name in ("one", "two", "three"):
        write_files(folder, {f"{name}/Chart.yaml": chart_yaml(name, "1.1.0")})


def _locked(folder: Path) -> None:
    _dependent(folder)
    assert run(("dependency", "update", "app", "--skip-refresh"), folder).status == 0
    for archive in (folder / "app/charts").iterdir():
        archive.unlink()


def _plugin(folder: Path) -> None:
    write_files(folder, {"greet/plugin.yaml": _PLUGIN, "greet/big.bin": bytes(300_000)})


def _with_plugin(folder: Path) -> None:
    _plugin(folder)
    assert run(("plugin", "install", "greet"), folder).status == 0


def list_file_commands(server: str) -> list[Command]:
    """Give the commands; ``server`` serves a repository (see serve)."""

    def known(folder: Path) -> None:
        for name in ("a", "b", "c"):
            assert run(("repo", "add", name, f"{server}/old/"), folder).status == 0

    def moved(folder: Path) -> None:
        known(folder)
        path = folder / "home/config/repositories.yaml"
        path.write_text(path.read_text().replace("/old/", "/new/"))

    return [
        Command("package", ("package", "web"), _packaged, ("web-1.0.0.tgz",)),
        Command(
            "package --sign",
            ("package", "web", "--sign", "--key", "Jo", "--keyring", "secret.gpg"),
            _packaged,
            ("web-1.0.0.tgz", "web-1.0.0.tgz.prov"),
        ),
        Command("repo index", ("repo", "index", "."), _indexed, ("index.yaml",)),
        Command("repo add", ("repo", "add", "d", f"{server}/new/"), known, _HOME),
        Command("repo remove", ("repo", "remove", "b"), known, _HOME[:1]),
        Command("repo update", ("repo", "update"), moved, _HOME),
        Command("pull", ("pull", f"{server}/new/web-2.0.0.tgz"), write_chart, ("*.tgz",)),
        Command(
            "pull --untar", ("pull", f"{server}/new/web-2.0.0.tgz", "--untar", "-d", "out"), write_chart, ("out/web",)
        ),
        Command("dependency update", ("dependency", "update", "app"), _dependent, ("app/charts", "app/Chart.lock")),
        Command("dependency build", ("dependency", "build", "app"), _locked, ("app/charts", "app/Chart.lock")),
        Command("create", ("create", "fresh"), write_chart, ("fresh/Chart.yaml", "fresh/values.yaml")),
        Command("convert", ("convert", "web", "-d", "there"), write_chart, ("there",)),
        Command(
            "template --output-dir",
            ("template", "r", "web", "--output-dir", "out"),
            _rendered,
            tuple(f"out/web/templates/a{number}.yaml" for number in range(5)),
        ),
        Command("template --matrix", _MATRIX, _rendered_for_two, ("out/one", "out/two")),
        Command("plugin install", ("plugin", "install", "greet"), _plugin, ("home/data/plugins/greet",)),
        Command("plugin uninstall", ("plugin", "uninstall", "greet"), _with_plugin, ("home/data/plugins/greet",)),
    ]


_HOME = (
    "home/config/repositories.yaml",
    *(f"home/cache/repository/{name}-index.yaml" for name in "abcd"),
)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve two states of a repository from a process of its own, since a process with threads cannot well fork."""
    for state, version in (("old", "1.0.0"), ("new", "2.0.0")):
        archive = f"web-{version}.tgz"
        index = _INDEX.format(name="web", version=version, url=archive)
        write_files(folder, {f"{state}/index.yaml": index, f"{state}/{archive}": pack("web", version)})
    with serve_folder(folder) as server:
        yield server


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder while the block runs; gives the URL."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _serve(folder, writer)
    os.close(writer)
    port = os.read(reader, 20).decode()
    os.close(reader)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def _serve(folder: Path, writer: int) -> None:
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    try:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        os.write(writer, str(server.server_port).encode())
        os.close(writer)
        server.serve_forever()
    finally:
        os._exit(0)
