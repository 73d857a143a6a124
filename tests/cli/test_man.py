from __future__ import annotations

import shutil
import subprocess

import pytest

from pychart.cli.main import root
from pychart.cli.man import describe_page
from tests.cli.every_command import COMMANDS, GROUPS
from tests.reference import ROOT

PAGES = ROOT / "docs/man"


@pytest.mark.parametrize("path", [*GROUPS, *COMMANDS])
def test_every_command_has_its_page(path: str) -> None:
    found = GROUPS.get(path) or COMMANDS[path]
    text = (PAGES / f"{path.replace(' ', '-')}.1").read_text()
    for title in ("NAME", "SYNOPSIS", "DESCRIPTION", "GLOBAL FLAGS", "EXAMPLES", "SEE ALSO"):
        assert f"\n.SH {title}\n" in text
    assert text.count("\n.nf\n") == len(found.examples)
    purpose = text.split(".SH NAME\n")[1].split("\n")[0].partition(" \\- ")[2]
    assert describe_page(found, path, purpose.replace("\\-", "-").replace("\\e", "\\")) == text


def test_no_page_is_left_over() -> None:
    names = {f"{path.replace(' ', '-')}.1" for path in (*GROUPS, *COMMANDS)}
    assert {page.name for page in PAGES.iterdir()} == names


def test_pages_are_installed_with_the_package() -> None:
    assert '"docs/man" = "share/man/man1"' in (ROOT / "pyproject.toml").read_text()


def test_dashes_and_dots_are_text() -> None:
    text = describe_page(root, "pychart", "a-b \\ c")
    assert "pychart \\- a\\-b \\e c\n" in text
    assert "\n.B \\-n, \\-\\-namespace string\n" in text


@pytest.mark.parametrize("path", [*GROUPS, *COMMANDS])
def test_roff_has_no_complaints(path: str) -> None:
    man = shutil.which("groff")
    if man is None:
        pytest.skip("needs groff")
    command = [man, "-man", "-ww", "-z", "-Tutf8", str(PAGES / f"{path.replace(' ', '-')}.1")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
