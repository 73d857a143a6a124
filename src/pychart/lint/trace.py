"""Which line of a template a line of its output came from.

The template is rendered once more with a mark at the beginning of every line of its text and before every action;
the marks that come out say where each line began. What named templates print counts as the line that includes them.
"""

from __future__ import annotations

from pychart.errors import PychartError
from pychart.templates.golang.program import JINJA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pychart.lint.finding import Finding
    from pychart.lint.render import LenientRender
    from pychart.templates.golang.nodes import Statement

_OPEN, _CLOSE = "\ue000", "\ue001"


def trace_findings(findings: Iterable[Finding], render: LenientRender) -> list[Finding]:
    """Give the findings with the lines of their templates where they had only lines of rendered text.

    A template that does not render with marks in it, or is written in Jinja2, leaves its findings at the file's first
    line.
    """
    findings = list(findings)
    names = {finding.file for finding in findings if finding.rendered and not finding.file.endswith(JINJA)}
    try:
        texts, marked = _render_marked(names, render)
    except PychartError:
        return findings
    lines = {name: _map_lines(marked[name]) for name in names if name in marked}
    return [_locate(finding, lines.get(finding.file, []), texts) for finding in findings]


def _locate(finding: Finding, lines: list[int], texts: dict[str, str]) -> Finding:
    if not 0 < finding.rendered <= len(lines):
        return finding
    line = lines[finding.rendered - 1]
    text = texts[finding.file].split("\n")[line - 1]
    indent = len(text) - len(text.lstrip(" "))
    return finding._replace(line=line, column=min(finding.column, indent + 1))


def _render_marked(names: set[str], render: LenientRender) -> tuple[dict[str, str], dict[str, str]]:
    """Give the named templates' texts and what they render to with marks."""
    from pychart.templates.engine import TemplateSource, render_templates

    prefix = f"{render.chart.name}/"
    texts: dict[str, str] = {}
    sources: list[TemplateSource] = []
    for source in render.sources():
        name = source.path.removeprefix(prefix)
        if name in names:
            texts[name] = source.text
            marked = _add_marks(source.path, source.text)
            source = TemplateSource(source.path, marked, source.context_key, source.base_path)
        sources.append(source)
    rendered = render_templates(sources, render.contexts(), {"required": _pass, "fail": _silence})
    return texts, {name: rendered.get(prefix + name, "") for name in names}


def _pass(_message: str, value: Any) -> Any:
    return "" if value is None else value


def _silence(_message: str) -> str:
    return ""


def _add_marks(path: str, text: str) -> str:
    from pychart.functions.table import FUNCTIONS
    from pychart.templates.golang.parser import parse_file

    body = parse_file(path, text, FUNCTIONS)[path].body
    pieces = []
    place = 0
    for offset, addition in sorted(_additions(body, text)):
        pieces += [text[place:offset], addition]
        place = offset
    return "".join(pieces) + text[place:]


def _additions(body: list[Statement], text: str) -> Iterator[tuple[int, str]]:
    """Yield what to insert where; definitions are left alone, as their text may be an argument of functions."""
    from pychart.templates.golang import nodes

    for node in body:
        if isinstance(node, nodes.Text):
            if text.startswith(node.text, node.pos):
                yield from _text_marks(node.pos, node.text, text)
        elif isinstance(node, nodes.If | nodes.With | nodes.Range):
            yield from _additions(node.body, text)
            yield from _additions(node.else_body or [], text)
        elif isinstance(node, nodes.Action):
            opening = text.rfind("{{", 0, node.pos + 1)
            if opening >= 0:
                offset = opening + (3 if text[opening + 2 : opening + 3] == "-" else 2)
                yield offset, f' "{_mark(opening, text)}" }}}}{{{{'


def _text_marks(pos: int, part: str, text: str) -> Iterator[tuple[int, str]]:
    if pos == 0:
        yield 0, _mark(0, text)
    place = part.find("\n")
    while place >= 0:
        yield pos + place + 1, _mark(pos + place + 1, text)
        place = part.find("\n", place + 1)


def _mark(offset: int, text: str) -> str:
    number = text.count("\n", 0, offset) + 1
    return f"{_OPEN}{number}{_CLOSE}"


def _map_lines(marked: str) -> list[int]:
    """Give for every rendered line the line of the template that it began in."""
    lines = []
    current = 1
    for line in marked.split("\n"):
        first = True
        begin = current
        rest = line
        while _OPEN in rest:
            before, _, rest = rest.partition(_OPEN)
            number, _, rest = rest.partition(_CLOSE)
            current = int(number)
            if first and not before.strip():
                begin = current
            first = first and not before.strip()
        lines.append(begin)
    return lines
