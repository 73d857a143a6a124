"""Advice about rendered text that is no YAML: the line of the template that wrote it, and what it lacks."""

from __future__ import annotations

from pychart.advice.describe import describe_value, list_names, quote_short
from pychart.advice.failing import display_path
from pychart.advice.jinja import ENDING
from pychart.advice.model import Advice, Fact, Place
from pychart.advice.near import find_nearest
from pychart.advice.settings import suggest_yaml
from pychart.errors import PychartError, YamlError
from pychart.gostd.types import type_name
from pychart.records import NamedTuple
from pychart.values.paths import is_absent, look_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pychart.advice.model import Request
    from pychart.advice.origins import Sources
    from pychart.chart.model import Chart
    from pychart.errors import ManifestError
    from pychart.templates.engine import TemplateSource

_PREFIX = "YAML parse error on "
_UNKNOWN_TEMPLATE = "could not find template "
_NEAR = 3
"""How many lines before the one that YAML names may be at fault."""


class _Fault(NamedTuple):
    """A rendered file that is no YAML: its lines, the guilty one from 1, its column, and the parser's words."""

    lines: list[str]
    line: int
    column: int
    problem: str


def explain_manifest(error: ManifestError, sources: Sources, request: Request) -> Advice | None:
    """Say which line of a template wrote what is no YAML."""
    message = str(error)
    if message.startswith(_UNKNOWN_TEMPLATE):
        return _explain_show_only(message, sources)
    path = message.removeprefix(_PREFIX).partition(": ")[0] if message.startswith(_PREFIX) else ""
    text = _cut_file(error.partial, path)
    fault = _find_fault(text) if text else None
    if fault is None or sources.chart is None:
        return None
    template = _read_template(path, sources.chart).split("\n")
    if template == [""]:
        return _explain_jinja(f"{path}{ENDING}", message, fault, sources)
    tracer = _Tracer(path, sources, request)
    fault = _shift(fault)
    line, source, suggestion = _judge(fault, template, tracer)
    place = _make_place(display_path(path, sources), line, source)
    rendered = Fact(f"rendered line {fault.line}", quote_short(fault.lines[fault.line - 1]), "")
    return Advice(message, place, (), (*_facts(source, path, sources, tracer), rendered), suggestion)


def _explain_jinja(path: str, message: str, fault: _Fault, sources: Sources) -> Advice | None:
    """Name the line of a Jinja2 template whose own text the guilty line begins with, where there is just one."""
    lines = _read_template(path, sources.chart).split("\n") if sources.chart else []
    fault = _shift(fault)
    rendered = fault.lines[fault.line - 1]
    heads = [(number, line.partition("{{")[0]) for number, line in enumerate(lines, 1)]
    found = [number for number, head in heads if head.strip() and rendered.startswith(head)]
    line, source = (found[0], lines[found[0] - 1]) if len(found) == 1 else (1, "")
    suggestion = suggest_yaml(fault.lines, fault.line, fault.column, fault.problem)[2]
    fact = Fact(f"rendered line {fault.line}", quote_short(rendered), "")
    return Advice(message, _make_place(display_path(path, sources), line, source), (), (fact,), suggestion)


def _explain_show_only(message: str, sources: Sources) -> Advice:
    name = message.removeprefix(_UNKNOWN_TEMPLATE).removesuffix(" in chart")
    known: list[str] = []
    for path, part in sources.chart.walk() if sources.chart else ():
        known += [f"{path}/{file.name}".partition("/")[2] for file in part.templates]
    near = find_nearest(name, known) or next((path for path in known if path.endswith(f"/{name}")), "")
    return Advice(message, suggestion=f"did you mean {near}?" if near else f"the chart has {list_names(known)}")


def _cut_file(partial: str, path: str) -> str:
    """Give the rendered text of one file out of all that was rendered."""
    start = f"---\n# Source: {path}\n"
    if start not in partial:
        return ""
    return partial.partition(start)[2].partition("\n---\n# Source: ")[0]


def _find_fault(text: str) -> _Fault | None:
    """Find the first document that is no YAML, and its place in the file."""
    from pychart.manifests.split import split_documents
    from pychart.yamlio import read_head

    offset = 0
    for document in split_documents(text):
        offset = max(offset, text.find(document.rstrip("\n"), offset))
        try:
            read_head(document)
        except YamlError as error:
            first = text.count("\n", 0, offset)
            lines = text.split("\n")
            line = min(max(1, first + (error.line or 1)), len(lines))
            return _Fault(lines, line, error.column or 1, str(error))
    return None


def _shift(fault: _Fault) -> _Fault:
    """Move to the line that is really at fault, which a parser often finds only further on."""
    for line in range(fault.line, max(0, fault.line - _NEAR), -1):
        if "map[" in fault.lines[line - 1]:
            return fault._replace(line=line, column=fault.lines[line - 1].index("map[") + 1)
    line, column, _ = suggest_yaml(fault.lines, fault.line, fault.column, fault.problem)
    return fault._replace(line=min(max(1, line), len(fault.lines)), column=column)


def _judge(fault: _Fault, template: list[str], tracer: _Tracer) -> tuple[int, str, str]:
    """Give the template's line, its text, and what may help."""
    for number in range(fault.line, max(0, fault.line - _NEAR), -1):
        line = tracer.find(number)
        source = template[line - 1] if 0 < line <= len(template) else ""
        rendered = fault.lines[number - 1]
        suggestion = _suggest(source, rendered, fault, template, line)
        if suggestion:
            return line, source, suggestion
    line = tracer.find(fault.line)
    source = template[line - 1] if 0 < line <= len(template) else ""
    return line, source, suggest_yaml(fault.lines, fault.line, fault.column, fault.problem)[2]


def _suggest(source: str, rendered: str, fault: _Fault, template: list[str], line: int) -> str:
    action = _first_action(source)
    if not action:
        return ""
    indent = _wanted_indent(source, template, line)
    block = "toYaml" in action or "include" in action or "tpl" in action
    if "map[" in rendered and not block:
        return f"a map is printed as Go prints it; write {{{{- toYaml {action} | nindent {indent} }}}}"
    if block and "indent" not in action:
        return f"its lines are not indented; write {{{{- {action} | nindent {indent} }}}}"
    if block and "indent" in action:
        return _suggest_indent(action, source, indent)
    value = rendered.partition(": ")[2] or rendered.lstrip(" -")
    if (": " in value or value[:1] in "*&%@`{}[]|>!#\"'" or value.endswith(":")) and "quote" not in action:
        if source.lstrip(" -").startswith("{{"):
            return ""
        return f"the text needs quotes; write {{{{ {action} | quote }}}}"
    return ""


def _suggest_indent(action: str, source: str, wanted: int) -> str:
    word = "nindent" if "nindent" in action else "indent"
    given = "".join(rune for rune in action.rpartition(word)[2].split()[0] if rune.isdigit()) if action.split() else ""
    if word == "indent":
        before = len(source) - len(source.lstrip(" "))
        if before:
            return (
                "the line's own spaces come before the first line; write {{- "
                + action.replace("indent", "nindent")
                + " }}, which begins a new line"
            )
        if given and int(given) != wanted:
            return f"it is indented by {given}, the line above asks for {wanted}: indent {wanted}"
        return ""
    if given and int(given) != wanted:
        return f"it is indented by {given}, the line above asks for {wanted}: nindent {wanted}"
    return ""


def _first_action(source: str) -> str:
    """Give the first action of a line that prints something, without its braces."""
    for piece in source.split("{{")[1:]:
        inner = piece.partition("}}")[0].strip("- ")
        word = inner.split(maxsplit=1)[0] if inner.split() else ""
        if word and word not in ("if", "else", "end", "with", "range", "define", "block") and ":=" not in inner:
            return inner
    return ""


def _wanted_indent(source: str, template: list[str], line: int) -> int:
    """Tell how far what a line prints must be indented: two more than the key it belongs to."""
    head = source.partition("{{")[0]
    if head.strip():
        return len(head) - len(head.lstrip(" ")) + 2
    for above in reversed(template[: line - 1]):
        bare = above.strip()
        if bare and not bare.startswith(("{{", "#")):
            return len(above) - len(above.lstrip(" ")) + (2 if bare.endswith(":") else 0)
    return 2


def _make_place(name: str, line: int, source: str) -> Place:
    action = _first_action(source)
    start = source.find(action) if action else -1
    if start < 0:
        start, action = len(source) - len(source.lstrip()), source.strip()
    return Place(name, max(1, line), start + 1, max(1, len(action)), source)


def _read_template(path: str, chart: Chart) -> str:
    for prefix, part in chart.walk():
        for file in part.templates:
            if f"{prefix}/{file.name}" == path:
                return file.data.decode("utf-8", "surrogateescape")
    return ""


def _facts(source: str, path: str, sources: Sources, tracer: _Tracer) -> Iterator[Fact]:
    """Yield the values that a line names."""
    prefix = tuple(path.split("/templates/")[0].split("/charts/")[1:])
    for chain in _value_chains(source):
        full = (*prefix, *chain)
        value = look_up(tracer.values, full)
        if is_absent(value):
            continue
        origin = sources.find(full)
        name = "." + ".".join(("Values", *chain))
        yield Fact(name, describe_value(value), type_name(value), origin.text if origin else "")


def _value_chains(source: str) -> Iterator[tuple[str, ...]]:
    for piece in source.split(".Values.")[1:]:
        end = 0
        while end < len(piece) and (piece[end].isalnum() or piece[end] in "_."):
            end += 1
        if piece[:end]:
            yield tuple(piece[:end].rstrip(".").split("."))


class _Tracer:
    """Renders the chart once more, with marks, to tell which line of a template wrote a line."""

    def __init__(self, path: str, sources: Sources, request: Request) -> None:
        self._path = path
        self._request = request
        self.chart: Any = sources.chart
        self.values: dict[str, Any] = {}
        self._contexts: Any = {}
        try:
            self._prepare(sources.folder)
        except PychartError:
            self.chart = None

    def _prepare(self, reference: str) -> None:
        from pychart.actions.template import choose_capabilities
        from pychart.locate import load_reference
        from pychart.render import prepare
        from pychart.templates.context import Release, build_contexts
        from pychart.values.sources import merge_sources

        flags = self._request.flags
        values = merge_sources(
            flags.get("values", ()),
            flags.get("set_json", ()),
            flags.get("set", ()),
            flags.get("set_string", ()),
            flags.get("set_file", ()),
            flags.get("set_literal", ()),
            lambda _url: b"",
        )
        capabilities = choose_capabilities(flags.get("kube_version") or "", flags.get("api_versions", ()))
        name = self._request.args[0] if len(self._request.args) > 1 else "release-name"
        release = Release(name, flags.get("namespace") or "default", is_upgrade=bool(flags.get("is_upgrade")))
        chart = load_reference(reference)
        prepared = prepare(chart, values, release, capabilities, skip_schema_validation=True)
        self.chart, self.values = prepared.chart, prepared.values
        self._contexts = build_contexts(prepared.chart, prepared.values, release, capabilities)

    def sources(self) -> list[TemplateSource]:
        """Give the chart's templates."""
        from pychart.templates.engine import chart_sources

        return chart_sources(self.chart)

    def contexts(self) -> Any:
        """Give what the templates see."""
        from pychart.values.coalesce import copy_table

        return {path: type(context)(copy_table(context)) for path, context in self._contexts.items()}

    def find(self, rendered: int) -> int:
        """Give the template's line that wrote a line of its text, 1 where that cannot be told."""
        if self.chart is None:
            return 1
        from pychart.lint.finding import ERROR, Finding
        from pychart.lint.trace import trace_findings

        name = self._path.partition("/")[2]
        finding = Finding("template-yaml", ERROR, name, "", name, 1, 1, rendered)
        return trace_findings([finding], self)[0].line  # type: ignore[arg-type]
