"""`dependency list` answers as the reference does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.asking import Recorded, ask_helm, ask_pychart
from tests.cli.worlds import DEPENDENT
from tests.reference import requires_reference

CASES: dict[str, Recorded] = {
    "dependency list deps": (
        (
            "NAME\tVERSION\tREPOSITORY             \tSTATUS          \n"
            "a   \t1.0.0  \thttps://example.com/a  \tok              \n"
            "b   \t1.x    \thttps://example.com/b  \tok              \n"
            "c   \t9      \thttps://example.com/c  \twrong version   \n"
            "d   \t1.0.0  \thttps://example.com/d  \ttoo many matches\n"
            "e   \tbad    \thttps://example.com/e  \tinvalid version \n"
            "f   \t1      \thttps://example.com/f  \tok              \n"
            "g   \t1      \thttps://example.com/g  \tmissing         \n"
            "h-[ \t1      \thttps://example.com/h-[\tbad pattern     \n"
            "i   \tzz     \thttps://example.com/i  \tinvalid version \n"
            "k   \t1      \thttps://example.com/k  \tcorrupt         \n"
            "m   \t1      \thttps://example.com/m  \tmisnamed        \n"
            "u   \t1.x    \thttps://example.com/u  \tunpacked        \n"
            "w   \t9      \thttps://example.com/w  \twrong version   \n"
            "\n"
            'WARNING: "deps/charts/k-1.0.0.tgz" is not a chart.\n'
            'WARNING: "deps/charts/stranger" is not in Chart.yaml.\n'
        ),
        "",
        0,
    ),
    "dep ls deps --max-col-width 10": (
        (
            "NAME\tVERSION\tREPOSITORY\tSTATUS    \n"
            "a   \t1.0.0  \thttps:/...\tok        \n"
            "b   \t1.x    \thttps:/...\tok        \n"
            "c   \t9      \thttps:/...\twrong v...\n"
            "d   \t1.0.0  \thttps:/...\ttoo man...\n"
            "e   \tbad    \thttps:/...\tinvalid...\n"
            "f   \t1      \thttps:/...\tok        \n"
            "g   \t1      \thttps:/...\tmissing   \n"
            "h-[ \t1      \thttps:/...\tbad pat...\n"
            "i   \tzz     \thttps:/...\tinvalid...\n"
            "k   \t1      \thttps:/...\tcorrupt   \n"
            "m   \t1      \thttps:/...\tmisnamed  \n"
            "u   \t1.x    \thttps:/...\tunpacked  \n"
            "w   \t9      \thttps:/...\twrong v...\n"
            "\n"
            'WARNING: "deps/charts/k-1.0.0.tgz" is not a chart.\n'
            'WARNING: "deps/charts/stranger" is not in Chart.yaml.\n'
        ),
        "",
        0,
    ),
    "dependencies list wide": (
        (
            "NAME                              \tVERSION\tREPOSITORY                    \tSTATUS \n"
            "x                                 \t1.x    \thttps://example.com/αβγ/日本語\tmissing\n"
            "a-really-long-name-of-a-chart-here\t1      \t                              \tmissing\n"
            "\n"
        ),
        "",
        0,
    ),
    "dep list wide --max-col-width 0": (
        (
            "NAME                              \tVERSION\tREPOSITORY                    \tSTATUS \n"
            "x                                 \t1.x    \thttps://example.com/αβγ/日本語\tmissing\n"
            "a-really-long-name-of-a-chart-here\t1      \t                              \tmissing\n"
            "\n"
        ),
        "",
        0,
    ),
    "dep list wide --max-col-width 1": (
        "N...\tV...\tR...\tS...\nx\t1...\th...\tm...\na...\t1\t \tm...\n\n",
        "",
        0,
    ),
    "dep list wide --max-col-width=4": (
        ("NAME\tV...\tR...\tS...\nx   \t1.x \th...\tm...\na...\t1   \t    \tm...\n\n"),
        "",
        0,
    ),
    "dep list wide --max-col-width 12": (
        (
            "NAME        \tVERSION\tREPOSITORY  \tSTATUS \n"
            "x           \t1.x    \thttps://e...\tmissing\n"
            "a-really-...\t1      \t            \tmissing\n"
            "\n"
        ),
        "",
        0,
    ),
    "dep list none": (
        "WARNING: no dependencies at none/charts\n",
        "",
        0,
    ),
    "dep list none/": (
        "WARNING: no dependencies at none/charts\n",
        "",
        0,
    ),
    "dep list nil": (
        ('NAME\tVERSION\tREPOSITORY\tSTATUS\n\nWARNING: "nil/charts/a-1.0.0.tgz" is not in Chart.yaml.\n'),
        "",
        0,
    ),
    "dep list old": (
        "NAME\tVERSION\tREPOSITORY\tSTATUS\n\n",
        "",
        0,
    ),
    "dep list small-1.0.0.tgz": (
        "WARNING: no dependencies at small-1.0.0.tgz/charts\n",
        "",
        0,
    ),
    "dep list nochart": (
        "",
        "Error: Chart.yaml file is missing\n",
        1,
    ),
    "dep list nope": (
        "",
        "Error: stat nope: no such file or directory\n",
        1,
    ),
    "dep list": (
        "",
        "Error: Chart.yaml file is missing\n",
        1,
    ),
    "dep list a b": (
        "",
        ('Error: "helm dependency list" accepts at most 1 argument\n\nUsage:  helm dependency list CHART [flags]\n'),
        1,
    ),
    "dep list --max-col-width x deps": (
        "",
        ('Error: invalid argument "x" for "--max-col-width" flag: strconv.ParseUint: parsing "x": invalid syntax\n'),
        1,
    ),
    "dep list --max-col-width -1 deps": (
        "",
        ('Error: invalid argument "-1" for "--max-col-width" flag: strconv.ParseUint: parsing "-1": invalid syntax\n'),
        1,
    ),
}
"""Command line: what the reference printed on stdout and stderr, and its exit status."""


@pytest.mark.parametrize("line", CASES)
def test_answer_is_the_recorded_one(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=DEPENDENT).printed == CASES[line]


@requires_reference
@pytest.mark.reference
@pytest.mark.parametrize("line", CASES)
def test_reference_answers_alike(
    line: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = ask_helm(line, tmp_path / "world", work=DEPENDENT)
    assert theirs.printed == CASES[line]
    assert ask_pychart(line, tmp_path / "world", capfd, monkeypatch, work=DEPENDENT) == theirs
