from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pychart.cli.completing import complete
from pychart.cli.main import root
from tests.reference import environment_of

CONFIG = """\
apiVersion: ""
generated: "2026-01-01T00:00:00Z"
repositories:
- name: demo
  url: https://charts.example.com/demo
- name: other
  url: https://charts.example.com/other
"""
INDEX = """\
apiVersion: v1
entries:
  web:
  - {apiVersion: v2, name: web, version: 0.9.0, appVersion: "3", created: "2026-01-02T03:04:05Z", urls: [web-0.9.0.tgz]}
  - {apiVersion: v2, name: web, version: 0.10.0, created: "2026-02-02T03:04:05Z", urls: [web-0.10.0.tgz]}
  cache: []
"""
KUBECONFIG = """\
current-context: test
contexts:
- {name: test, context: {cluster: minikube, namespace: staging}}
- {name: prod, context: {cluster: far-away}}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home with two repositories, one of them with a cached index, and a kubeconfig."""
    environment = environment_of(tmp_path)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    config = tmp_path / "config"
    monkeypatch.setenv("KUBECONFIG", str(tmp_path / "kubeconfig"))
    for folder in (config, tmp_path / "cache/repository", tmp_path / "data/starters/service"):
        folder.mkdir(parents=True, exist_ok=True)
    (config / "repositories.yaml").write_text(CONFIG)
    (tmp_path / "cache/repository/demo-index.yaml").write_text(INDEX)
    (tmp_path / "kubeconfig").write_text(KUBECONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


WORDS: dict[str, tuple[list[str], int]] = {
    "tem": (["template"], 4),
    "--debug tem": (["template"], 4),
    "-n x tem": (["template"], 4),
    "repo ind": (["index"], 4),
    "completion ''": (["bash", "fish", "powershell", "zsh"], 4),
    "help temp": (["template"], 4),
    "help repo ind": (["index"], 4),
    "help template ''": ([], 4),
    "repo remove ''": (["demo", "other"], 4),
    "repo remove demo ''": (["other"], 4),
    "template ''": (["demo/", "other/", "oci://", "https://", "http://", "./", "/"], 2),
    "template d": (["demo/", "data/"], 2),
    "template rel demo/": (["demo/cache", "demo/web"], 0),
    "template rel demo/web ''": ([], 4),
    "template https://x": ([], 6),
    "template rel demo/web --version ''": (["0.10.0", "0.9.0"], 4),
    "template rel demo/web --version=0.9": (["0.9.0"], 4),
    "template rel demo/nope --version ''": ([], 4),
    "template ./web --version ''": ([], 4),
    "template c --values ''": (["yaml", "yml", "json"], 8),
    "template c -f ''": (["yaml", "yml", "json"], 8),
    "template c --output-dir ''": ([], 16),
    "template c --set ''": ([], 0),
    "template c --kube-version v1.37": (["v1.37.0"], 4),
    "template c --color=a": (["always", "auto"], 4),
    "template c -n ''": (["staging"], 4),
    "template c --kube-context ''": (["prod", "test"], 4),
    "template c --dry-run=": (["client"], 4),
    "template c --show": (["--show-only"], 4),
    "template c --debug --deb": ([], 4),
    "template c --set a=1 --set-s": (["--set-string"], 4),
    "create --starter s": (["service"], 0),
    "create web ''": ([], 4),
    "package ''": ([], 16),
    "version ''": ([], 4),
    "version -": (
        [
            "--color",
            "--debug",
            "--help",
            "--kube-context",
            "--kubeconfig",
            "--namespace",
            "--offline",
            "--short",
            "--template",
            "-n",
        ],
        4,
    ),
    "template --nope ''": ([], 0),
    "nope ''": ([], 0),
}


@pytest.mark.parametrize("line", WORDS)
def test_offers_what_may_follow(line: str, home: Path) -> None:
    found, directive = complete(shlex.split(line), root)
    assert ([word for word, _ in found], directive) == WORDS[line]


def test_candidates_have_descriptions(home: Path) -> None:
    assert complete(["repo", "remove", "d"], root) == ([("demo", "https://charts.example.com/demo")], 4)
    assert complete(["template", "r", "demo/web", "--version", ""], root)[0][1] == ("0.9.0", "app 3, 2026-01-02")


def ask(*words: str) -> str:
    done = subprocess.run([sys.executable, "-m", "pychart", *words], capture_output=True, text=True, check=True)
    return done.stdout


def test_the_hidden_commands_answer_in_cobras_protocol(home: Path) -> None:
    assert ask("__complete", "template", "r", "demo/w") == "demo/web\n:0\n"
    assert ask("__complete", "repo", "remove", "o") == "other\thttps://charts.example.com/other\n:4\n"
    assert ask("__completeNoDesc", "repo", "remove", "o") == "other\n:4\n"


def test_a_broken_cache_offers_nothing(home: Path) -> None:
    (home / "cache/repository/demo-index.yaml").write_text("entries: [")
    assert complete(["template", "r", "demo/"], root) == ([], 0)


@pytest.mark.parametrize(
    ("line", "replies"),
    [
        ("pychart tem", ["template"]),
        ("pychart repo remove ", ["demo", "other"]),
        ("pychart template rel demo/w", ["demo/web"]),
        ("pychart template rel demo/web --version=0.1", ["0.10.0"]),
        ("pychart template --color=a", ["always", "auto"]),
        ("pychart template http:", ["//"]),
        ("pychart template c -f v", ["values.yaml"]),
        ("pychart package d", ["data"]),
        ("pychart nope ", []),
    ],
)
def test_bash_completes_with_the_script(line: str, replies: list[str], home: Path) -> None:
    """Run a real bash with the script and have it complete a line as readline would."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    (home / "values.yaml").touch()
    install_program(home)
    words = split_as_readline(line)
    script = f"""
        PATH={shlex.quote(str(home))}/bin:$PATH
        source <(pychart completion bash)
        complete -p pychart >/dev/null || exit 9
        COMP_LINE={shlex.quote(line)} COMP_POINT={len(line)} COMP_TYPE=9
        COMP_WORDS=({shlex.join(words)}) COMP_CWORD={len(words) - 1}
        _pychart pychart {shlex.quote("" if words[-1] in (":", "=") else words[-1])} ""
        ((${{#COMPREPLY[@]}})) && printf '%s\\n' "${{COMPREPLY[@]}}"
        exit 0
    """
    done = subprocess.run([bash, "--norc", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == replies


def install_program(home: Path) -> None:
    (home / "bin").mkdir()
    program = home / "bin/pychart"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m pychart "$@"\n')
    program.chmod(0o755)


def split_as_readline(line: str) -> list[str]:
    """Split a line into words as bash does for COMP_WORDS: blanks divide, and = and : are words."""
    for mark in "=:":
        line = line.replace(mark, f" {mark} ")
    return [*line.split(), ""] if line.endswith(" ") and line.rstrip()[-1] not in "=:" else line.split()


@pytest.mark.parametrize("shell", ["bash", "fish", "powershell", "zsh"])
def test_scripts_ask_with_or_without_descriptions(shell: str) -> None:
    plain, bare = ask("completion", shell), ask("completion", shell, "--no-descriptions")
    assert " __complete " in plain
    assert " __completeNoDesc " in bare
    assert " __complete " not in bare.replace("`pychart __complete ", "")


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_scripts_are_valid(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    (tmp_path / "script").write_text(ask("completion", shell))
    assert subprocess.run([shell, "-n", str(tmp_path / "script")], capture_output=True, check=False).returncode == 0


def test_fish_completes_with_the_script(home: Path) -> None:
    fish = shutil.which("fish")
    if fish is None:
        pytest.skip("needs fish")
    install_program(home)
    (home / "pychart.fish").write_text(ask("completion", "fish"))
    line = "pychart template rel demo/web --version=0.1"
    script = f"source pychart.fish; complete -C {shlex.quote(line)}"
    environment = {**os.environ, "PATH": f"{home}/bin:{os.environ['PATH']}"}
    done = subprocess.run([fish, "--no-config", "-c", script], env=environment, capture_output=True, check=True)
    assert done.stdout == b"--version=0.10.0\t2026-02-02\n"


@pytest.mark.parametrize("words", [["--help"], ["completion", "bash"], ["__complete", "tem"], ["template", "--help"]])
def test_help_and_completion_import_little(words: list[str]) -> None:
    code = f"import sys; from pychart.cli.main import run; run({words}); print('\\n', *sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "pychart.cli.main" in loaded
    heavy = {"click", "yaml", "jinja2", "requests", "json", "pychart.yamlio", "pychart.templates", "pychart.render"}
    assert loaded & heavy == set()
