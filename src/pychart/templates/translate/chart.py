"""Translate the Jinja2 templates of a chart and the charts below it into Go templates."""

from __future__ import annotations

from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from pychart.templates.golang.program import JINJA
from pychart.templates.jinja.environment import ChartEnvironment
from pychart.templates.jinja.syntax import DEFINE_PREFIX
from pychart.templates.translate.expressions import Expressions, spell_name
from pychart.templates.translate.layout import Piece, lay_out
from pychart.templates.translate.scopes import CONTEXT_NAMES, DATA, Macro, Scope, Variable
from pychart.templates.translate.statements import Statements
from pychart.templates.translate.writer import Outlined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pychart.chart.model import Chart
    from pychart.files import File


class Problem(NamedTuple):
    """What has no form in Go templates: the file, the line, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class _Source(NamedTuple):
    """A Jinja2 file: its chart's full path, its name in the chart, its tree."""

    chart: str
    file: File
    tree: nodes.Template

    @property
    def is_partial(self) -> bool:
        return self.file.name.rpartition("/")[2].startswith("_")

    @property
    def target(self) -> str:
        return self.file.name.removesuffix(JINJA)


def translate_chart(chart: Chart) -> tuple[Chart, list[Problem]]:
    """Give the chart with Go templates in place of its Jinja2 ones, and what has no form in them."""
    translator = _Translator(chart)
    return translator.translate(chart, chart.name), sorted(translator.problems, key=lambda one: (one.file, one.line))


class _Translator:
    def __init__(self, chart: Chart) -> None:
        self.problems: list[Problem] = []
        self._sources: list[_Source] = []
        self._macros: dict[tuple[str, str, str], tuple[Macro, nodes.Macro]] = {}
        """By the path of the chart, the file's name and the macro's."""
        environment = ChartEnvironment()
        for path, part in chart.walk():
            for file in part.templates:
                if file.name.endswith(JINJA):
                    self._parse(environment, path, file)
        self._collect()
        self._refuse_foreign(chart)

    def _parse(self, environment: ChartEnvironment, path: str, file: File) -> None:
        try:
            tree = environment.parse(file.data.decode("utf-8", "surrogateescape"), file.name, file.name)
        except TemplateSyntaxError as error:
            self._note(path, file.name, error.lineno, error.message or "it cannot be parsed")
            return
        self._sources.append(_Source(path, file, tree))

    def _note(self, chart: str, file: str, line: int, reason: str) -> None:
        self.problems.append(Problem(f"{chart}/{file}", line, reason))

    # Macros

    def _collect(self) -> None:
        """Find all macros, and which of them need the chart's context: those that use it, and those that call such."""
        found = [
            (source, node) for source in self._sources for node in source.tree.body if isinstance(node, nodes.Macro)
        ]
        known: tuple[set[int], set[int]] = set(), set()
        while True:
            for source, node in found:
                made = _describe(source, node, id(node) in known[0], id(node) in known[1])
                self._macros[source.chart, source.file.name, node.name] = made
            needing = {id(node) for source, node in found if self._needs(source, node, "needs_context")}
            using = {id(node) for source, node in found if self._needs(source, node, "uses_facts")}
            if (needing, using) == known:
                return
            known = needing, using

    def _needs(self, source: _Source, node: nodes.Macro, what: str) -> bool:
        """Tell whether a macro needs ctx (``needs_context``), or a chart's context as that (``uses_facts``)."""
        calls = self._called(source)
        named = self._named(source)
        names = (*CONTEXT_NAMES, DATA) if what == "needs_context" else CONTEXT_NAMES
        for part in node.find_all((nodes.Name, nodes.Call, nodes.Filter, nodes.Include)):
            if isinstance(part, nodes.Name) and part.name in names:
                return True
            if isinstance(part, nodes.Include):
                return True
            if isinstance(part, nodes.Filter) and part.name in ("include", "tpl"):
                return True
            if isinstance(part, nodes.Call):
                name = spell_name(part.node)
                written = getattr(part.args[0], "value", None) if name == "include" and part.args else None
                macro = calls.get(name) or (named.get(written) if isinstance(written, str) else None)
                if macro is not None and getattr(macro, what):
                    return True
                if name in ("include", "tpl") and len(part.args) < 2 and (macro is None or what == "needs_context"):
                    return True
        return False

    def _called(self, source: _Source) -> dict[str, Macro]:
        """Give the macros that a file can call, by the names it has for them."""
        found = self._macros_of(source.chart, source.file.name)
        for node in source.tree.body:
            if isinstance(node, (nodes.Import, nodes.FromImport)):
                other = self._resolve(source, node.template)
                known = self._macros_of(source.chart, other.file.name) if other else {}
                if isinstance(node, nodes.Import):
                    found |= {f"{node.target}.{name}": macro for name, macro in known.items()}
                    continue
                for item in node.names:
                    name, alias = item if isinstance(item, tuple) else (item, item)
                    found |= {alias: known[name]} if name in known else {}
        return found

    def _macros_of(self, chart: str, file: str) -> dict[str, Macro]:
        return {name: macro for (at, where, name), (macro, _) in self._macros.items() if (at, where) == (chart, file)}

    def _named(self, source: _Source) -> dict[str, Macro]:
        """Give what include can name: macros of partials by both of their names, definitions, and files."""
        found: dict[str, Macro] = {}
        for (chart, file, name), (macro, _) in self._macros.items():
            is_definition = name.startswith(DEFINE_PREFIX)
            is_partial = file.rpartition("/")[2].startswith("_") and not name.startswith("_")
            if is_definition or is_partial:
                found[macro.name] = macro
                if is_partial and not is_definition and chart == source.chart:
                    found[name] = macro
        for other in self._sources:
            if other.chart == source.chart:
                below = other.target.removeprefix("templates")
                entry = Macro(below, (), (), "context", True)
                for name in (other.file.name, below.removeprefix("/") + JINJA, f"{other.chart}/{other.file.name}"):
                    found[f"file {name}"] = entry
        return found

    def _resolve(self, source: _Source, template: Any) -> _Source | None:
        wanted = getattr(template, "value", None)
        folder = source.file.name.rpartition("/")[0]
        names = (f"{folder}/{wanted}", f"templates/{wanted}", wanted)
        return next((one for one in self._sources if one.chart == source.chart and one.file.name in names), None)

    def _refuse_foreign(self, chart: Chart) -> None:
        """Refuse macros that Go templates include, but that take more than what include can give them."""
        wanted = {f'"{macro.name}"': node for macro, node in self._macros.values() if macro.takes == "dict"}
        for path, part in chart.walk():
            for file in part.templates:
                if file.name.endswith(JINJA):
                    continue
                text = file.data.decode("utf-8", "surrogateescape")
                for name in wanted:
                    if name in text:
                        line = text.count("\n", 0, text.index(name)) + 1
                        self._note(
                            path, file.name, line, f"{name} takes several values in Jinja2, and one from include"
                        )

    # Files

    def translate(self, chart: Chart, path: str) -> Chart:
        """Give a chart with its templates translated, and the charts below it."""
        templates: list[File] = []
        sources = {source.file.name: source for source in self._sources if source.chart == path}
        for file in chart.templates:
            source = sources.get(file.name)
            templates += [file] if source is None else self._translate_file(source, chart)
        below = tuple(self.translate(part, f"{path}/charts/{part.name}") for part in chart.dependencies)
        return chart._replace(templates=tuple(templates), dependencies=below)

    def _translate_file(self, source: _Source, chart: Chart) -> Iterator[File]:
        problems: list[tuple[int, str]] = []
        outlined: list[Outlined] = []
        for node in source.tree.body:
            if isinstance(node, nodes.Macro):
                self._translate_macro(source, node, chart, outlined, problems)
        expressions = Expressions(Scope("$", {}), self._called(source), self._named(source), chart.values)
        prefix = _prefix(source, chart.name)
        statements = Statements(expressions, prefix, outlined, problems, source.is_partial)
        pieces = statements.write_body(source.tree.body)
        body = lay_out([*statements.take_start(), *pieces])
        for line, reason in problems:
            self._note(source.chart, source.file.name, line, reason)
        definitions = "\n".join(_write_definition(one) for one in outlined)
        if source.is_partial and not body.strip():
            yield source.file._replace(name=source.target, data=_encode(definitions))
            return
        yield source.file._replace(name=source.target, data=_encode(body))
        if definitions:
            # Beside the body, every line break between definitions would be a part of its text.
            folder, _, base = source.target.rpartition("/")
            yield source.file._replace(name=f"{folder}/_{base}.definitions.tpl", data=_encode(definitions))

    def _translate_macro(
        self,
        source: _Source,
        node: nodes.Macro,
        chart: Chart,
        outlined: list[Outlined],
        problems: list[tuple[int, str]],
    ) -> None:
        macro, _ = self._macros[source.chart, source.file.name, node.name]
        if macro.takes == "context":
            scope = Scope("$", {})
        elif macro.takes == "data":
            scope = Scope("", {macro.parameters[0]: Variable("$")})
        else:
            names = {name: Variable(f"$.{name}") for name in macro.parameters}
            scope = Scope("$.ctx" if macro.needs_context else "", names | {"caller": Variable("$.caller", "string")})
        expressions = Expressions(scope, self._called(source), self._named(source), chart.values)
        place = len(outlined)
        outlined.append(Outlined(macro.name, []))
        statements = Statements(expressions, macro.name, outlined, problems)
        pieces = statements.write_body(node.body)
        outlined[place] = Outlined(macro.name, [*statements.take_start(), *pieces])


def _describe(source: _Source, node: nodes.Macro, needs_context: bool, uses_facts: bool) -> tuple[Macro, nodes.Macro]:
    chart = source.chart.rpartition("/")[2]
    parameters = tuple(arg.name for arg in node.args)
    if node.name.startswith(DEFINE_PREFIX):
        name = bytes.fromhex(node.name.removeprefix(DEFINE_PREFIX)).decode("utf-8", "surrogateescape")
    elif source.is_partial and not node.name.startswith("_"):
        name = f"{chart}.{node.name}"
    else:
        name = f"{_prefix(source, chart)}.{node.name}"
    uses_caller = any(found.name == "caller" for found in node.find_all(nodes.Name))
    takes = "dict"
    if not parameters and not uses_caller:
        takes = "context"
    elif len(parameters) == 1 and not needs_context and not uses_caller:
        takes = "data"
    return Macro(name, parameters, tuple(node.defaults), takes, needs_context, uses_facts), node


def _prefix(source: _Source, chart: str) -> str:
    base = source.target.rpartition("/")[2].lstrip("_")
    return f"{chart}.{base.partition('.')[0]}"


def _write_definition(one: Outlined) -> str:
    pieces: list[Piece] = list(one.pieces)
    body = lay_out(pieces)
    start = "{{- define " + _quote(one.name)
    opens = "{{" + start[3:] + (" -}}\n" if body[:1].strip() else " }}")
    return f"{opens}{body}" + ("\n{{- end }}\n" if body[-1:].strip() else "{{ end }}\n")


def _quote(text: str) -> str:
    from pychart.gostd.strconv import quote

    return quote(text)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
