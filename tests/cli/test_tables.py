from __future__ import annotations

import pytest

from pychart.cli.tables import format_json, format_records, format_table, format_yaml, text_width

_ROWS = [("NAME", "DESCRIPTION"), ("one", "something long"), ("two", "")]


@pytest.mark.parametrize(
    ("rows", "max_width", "lines"),
    [
        (_ROWS, 0, ["NAME\tDESCRIPTION   ", "one \tsomething long", "two \t              "]),
        (_ROWS, 10, ["NAME\tDESCRIP...", "one \tsomethi...", "two \t          "]),
        (_ROWS, 1, ["N...\tD...", "o...\ts...", "t...\t "]),
        (_ROWS, 4, ["NAME\tD...", "one \ts...", "two \t    "]),
        ([("日本語", "a")], 0, ["日本語\ta"]),
        ([("日本語", "a"), ("abc", "b")], 0, ["日本語\ta", "abc   \tb"]),
        # The cut comes behind a wide character: the cell is wider than it should be, and Helm's.
        ([("日本語日本語", "a")], 8, ["日本語...\ta"]),
        ([("é\u0301", "a"), ("xx", "b")], 0, ["é\u0301 \ta", "xx\tb"]),
        ([("one\ntwo", "a"), ("x", "b")], 0, ["o...\ta", "x  \tb"]),
        ([("\x1b[31mred\x1b[0m", "a"), ("longer", "b")], 0, ["\x1b[31mred\x1b[0m   \ta", "longer\tb"]),
        ([("", "")], 0, ["\t"]),
        ([], 0, [""]),
    ],
)
def test_a_table_is_laid_out_as_helm_does(rows: list[tuple[str, ...]], max_width: int, lines: list[str]) -> None:
    assert format_table(rows, max_width) == "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("日本", 4),
        ("ｗ", 2),
        ("\x1b[1mx\x1b[0m", 1),
        ("a\tb", 2),
        ("…", 1),
    ],
)
def test_width_is_what_a_terminal_gives(text: str, width: int) -> None:
    assert text_width(text) == width


def test_records_come_in_three_styles() -> None:
    records = [{"name": "b<c", "app_version": "1"}]
    assert format_records(records, "table", [("NAME",), ("b<c",)]) == "NAME\nb<c \n"
    assert format_records(records, "json", []) == '[{"name":"b\\u003cc","app_version":"1"}]\n'
    assert format_records(records, "yaml", []) == '- app_version: "1"\n  name: b<c\n'
    assert (format_json([]), format_yaml([])) == ("[]\n", "[]\n")


def test_terminals_get_a_last_column_that_fits() -> None:
    rows = [("NAME", "DESCRIPTION"), ("web", "x" * 90)]
    lines = format_table(rows, 50, screen=40).split("\n")
    assert [line.rstrip() for line in lines] == ["NAME\tDESCRIPTION", "web \t" + "x" * 29 + "..."]
    assert format_table(rows, 50, screen=200) == format_table(rows, 50)
