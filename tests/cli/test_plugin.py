from __future__ import annotations

import json
from pathlib import Path

import pytest

from pychart.cli.main import run
from pychart.cli.plugin_command import split_flags
from tests.reference import environment_of

LAST = """\
name: last
version: 0.1.0
usage: does last things
command: "$HELM_PLUGIN_DIR/run.sh a $HELM_PLUGIN_NAME"
hooks: {install: "echo installed $HELM_PLUGIN_NAME", delete: echo deleted}
"""
SCRIPT = """\
#!/bin/sh
echo "args: $*"
echo "namespace: $HELM_NAMESPACE debug: $HELM_DEBUG qps: $HELM_QPS kubeconfig: $KUBECONFIG"
[ "$3" != fail ] || exit 7
"""
TABLE = """\
NAME\tVERSION\tTYPE  \tAPIVERSION\tPROVENANCE\tSOURCE \n\
last\t0.1.0  \tcli/v1\tlegacy    \tlocal dev \tunknown
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in environment_of(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "last"
    folder.mkdir()
    (folder / "plugin.yaml").write_text(LAST)
    (folder / "run.sh").write_text(SCRIPT)
    (folder / "run.sh").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KUBECONFIG", raising=False)
    return tmp_path


def run_line(line: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["pychart", *line.split()])
    status = run()
    return (status, *capfd.readouterr())


def test_install_list_use_and_uninstall(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def do(line: str) -> tuple[int, str, str]:
        return run_line(line, capfd, monkeypatch)

    head = "Installing plugin from local directory (development mode)\n"
    assert do("plugin install ./last/") == (0, f"{head}installed last\nInstalled plugin: last\n", "")
    assert (home / "home/data/plugins/last").readlink() == home / "last"
    assert do("plugin ls") == (0, TABLE, "")
    assert json.loads(do("plugin list -o json")[1])[0]["provenance"] == "local dev"
    status, out, err = do("plugin add last")
    assert (status, out) == (1, head)
    assert err.endswith("Error: plugin already exists\n")
    facts = "namespace: default debug: false qps: 0.00 kubeconfig: \n"
    assert do("last x --foo -h") == (0, f"args: a last x --foo -h\n{facts}", "")
    assert do("-n other last --kubeconfig=/k y --qps 3") == (
        0,
        "args: a last y --qps 3\nnamespace: other debug: false qps: 3.00 kubeconfig: /k\n",
        "",
    )
    assert do("last fail")[::2] == (7, 'Error: plugin "last" exited with error\n')
    assert "  last " in do("--help")[1]
    assert do("help last")[1].startswith("does last things\n")
    assert do("__complete la") == (0, "last\tdoes last things\n:4\n", "")
    assert do("__complete plugin rm l") == (0, "last\tdoes last things\n:4\n", "")
    monkeypatch.setenv("HELM_NO_PLUGINS", "1")
    status, out, err = do("last")
    assert (status, out, err.splitlines()[0]) == (1, "", 'Error: unknown command "last" for "pychart"')
    assert do("plugin rm nope last") == (
        1,
        "deleted\nUninstalled plugin: last\n",
        "Error: plugin: nope not found\n",
    )
    assert (home / "last/run.sh").exists()
    assert not (home / "home/data/plugins/last").is_symlink()


REFUSED = {
    "plugin install": '"pychart plugin install" requires 1 argument\n\nUsage:  pychart plugin install [options]'
    " <path|url> [flags]",
    "plugin install nope": 'cannot get information about plugin source "nope" (if it\'s a local directory, does it'
    " exist?), last error was: Cannot detect VCS",
    "plugin install last/run.sh": "expected plugin to be a directory (containing a file 'plugin.yaml')",
    "plugin install home": "plugin metadata (plugin.yaml) missing",
    "plugin install https://example.com/p.tgz": "pychart installs plugins from folders only: fetch"
    ' "https://example.com/p.tgz" and install the folder that holds its plugin.yaml',
    "plugin uninstall": "please provide plugin name to uninstall",
    "plugin uninstall nope": "plugin: nope not found",
}


@pytest.mark.parametrize("line", REFUSED)
def test_refusals(line: str, home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "home").mkdir()
    status, _, err = run_line(line, capfd, monkeypatch)
    assert (status, err) == (1, f"Error: {REFUSED[line]}\n")


def test_a_plugin_that_cannot_be_loaded_stays_linked(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "last/plugin.yaml").write_text("name: ../x")
    status, _, err = run_line("plugin install last", capfd, monkeypatch)
    assert status == 1
    assert err.startswith("Error: plugin is installed but unusable: failed to load plugin ")
    assert (home / "home/data/plugins/last").is_symlink()


@pytest.mark.parametrize(
    ("line", "ours", "rest"),
    [
        ("x --debug -n a --foo b", "--debug -n a", "x --foo b"),
        ("--kube-context=a --namespace", "--kube-context=a --namespace", ""),
        ("--qps 3 -nx -- --debug", "--debug", "--qps 3 -nx --"),
    ],
)
def test_flags_are_divided_between_us_and_the_plugin(line: str, ours: str, rest: str) -> None:
    assert split_flags(line.split()) == (ours.split(), rest.split())
