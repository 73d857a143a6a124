"""Readers of files and flags: any bytes end in a result or in one of our own errors, never in another exception.

Where a property beyond that is cheap to check, the target checks it.
"""

from __future__ import annotations

from fuzz.expected import EXPECTED, text_of
from pychart.errors import PychartError


def templates(data: bytes) -> None:
    """Read Go templates: lexer and parser."""
    from pychart.functions.table import FUNCTIONS
    from pychart.templates.golang.parser import parse_file

    parse_file("c/templates/a.yaml", text_of(data), FUNCTIONS)


def jinja(data: bytes) -> None:
    """Read Jinja2 templates: parser and the rewriting of what it gives."""
    from pychart.functions.table import FUNCTIONS
    from pychart.templates.jinja.compile import compile_names

    compile_names("c/templates/a.yaml.j2", text_of(data), FUNCTIONS)


def yaml(data: bytes) -> None:
    """Read YAML; what is read can be written and read again, and is the same then."""
    from pychart.yamlio import dump, load

    value = load(data)
    try:
        text = dump(value)
    except PychartError:
        return
    assert dump(load(text + "\n")) == text


def set_flags(data: bytes) -> None:
    """Read the text of --set and its kin."""
    from pychart.values import set_flags as grammar

    text = text_of(data)
    for parse in (grammar.parse_set, grammar.parse_set_string, grammar.parse_set_literal, grammar.parse_set_json):
        try:
            parse(text, {"a": {"b": [1, {"c": None}]}})
        except EXPECTED:
            continue


def archive(data: bytes) -> None:
    """Read the files of an archive: of a gzip stream, and of its content as it stands."""
    import gzip

    from pychart.archive.read import read_chart_files

    for packed in (data, gzip.compress(data, 1)):
        try:
            files = read_chart_files(packed)
        except EXPECTED:
            continue
        assert not [file.name for file in files if file.name.startswith("/") or ".." in file.name.split("/")]


def index(data: bytes) -> None:
    """Read index.yaml, strictly and by pattern; where the pattern fits, both find the same charts."""
    from pychart.repo.parse import read_index
    from pychart.repo.scan import scan_index

    scan_index(data)
    read_index(data, [])


def provenance(data: bytes) -> None:
    """Check a provenance file; nothing that is not in the corpus may verify, for the key is thrown away."""
    from pychart.provenance.verify import check_provenance

    check_provenance("web-1.0.0.tgz", b"", data, [])


def keyring(data: bytes) -> None:
    """Read a keyring."""
    from pychart.provenance.keyring import packets_of
    from pychart.provenance.keys import group_keys, parse_packets

    list(group_keys(parse_packets(packets_of("ring", data))))


def chart_yaml(data: bytes) -> None:
    """Read and check Chart.yaml; what is accepted has a name that is one part of a path."""
    from pychart.chart.load import read_metadata
    from pychart.files import File

    metadata = read_metadata([File("Chart.yaml", data)])
    assert "/" not in metadata.name
    assert metadata.name not in ("", ".", "..")
    assert "/" not in metadata.version


def ignore(data: bytes) -> None:
    """Read .helmignore and ask it."""
    from pychart.chart.ignore import make_ignore, parse_rules

    ignored = make_ignore(parse_rules(data))
    ignored("templates/a.yaml", False)
    ignored("templates", True)


def versions(data: bytes) -> None:
    """Read a range of versions, and a version."""
    from pychart.versions import is_compatible

    constraint, _, version = text_of(data).partition("\n")
    is_compatible(constraint, version)


def schema(data: bytes) -> None:
    """Lay a schema on values."""
    from pychart.values.schema import find_problem

    find_problem(data, {"a": 1, "b": ["x", {"c": None}]}, _refuse)


def regexp(data: bytes) -> None:
    """Compile a pattern and search with it."""
    from pychart.gostd.regexp import RegexpError, compile_pattern

    pattern, _, text = text_of(data).partition("\n")
    try:
        compile_pattern(pattern).find_all(text, 10)
    except RegexpError:
        return


def _refuse(url: str) -> bytes:
    raise PychartError(f"{url} is not fetched here")
