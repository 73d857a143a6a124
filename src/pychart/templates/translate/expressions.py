"""From Jinja2's expressions to Go's pipelines."""

from __future__ import annotations

from typing import Any, NoReturn

from jinja2 import nodes

from pychart.functions.table import FUNCTIONS
from pychart.gostd.strconv import quote
from pychart.templates.translate import operators
from pychart.templates.translate.pipelines import MISSING, Go, as_bool, write_literal
from pychart.templates.translate.scopes import (
    ANY,
    BOOL,
    CONTEXT_NAMES,
    DATA,
    FLOAT,
    INT,
    LIST,
    MAP,
    OBJECT,
    STRING,
    CannotTranslate,
    Macro,
    Scope,
    kind_of_default,
)

_KINDS = {"string": STRING, "bool": BOOL, "int": INT, "int64": INT, "float64": FLOAT, "map": MAP}
_STRING_FACTS = {"Release": STRING, "Template": STRING, "Chart": ANY}
_KNOWN_STRINGS = frozenset(("Chart.Name", "Chart.Version", "Chart.AppVersion", "Release.Name", "Release.Namespace"))
_ENGINE_FILTERS = frozenset(("abs", "map", "reject", "rejectattr", "select", "selectattr", "sort", "unique"))


class Expressions:
    """Writes the expressions of one Go template.

    ``macros`` gives the macro that a call means, by name (``fullname``, ``h.fullname``); ``templates`` those that
    include can name. ``defaults`` are the chart's values, ``loops`` the texts that stand for what ``loop`` has.
    """

    def __init__(self, scope: Scope, macros: dict[str, Macro], templates: dict[str, Macro], defaults: Any) -> None:
        self.scope = scope
        self.macros = macros
        self.templates = templates
        self.defaults = defaults
        self.loops: list[dict[str, str]] = []

    def write(self, node: Any) -> Go:
        """Write an expression. Raises CannotTranslate."""
        method = getattr(self, f"_write_{type(node).__name__}", None)
        if method is None:
            self.refuse(f"{type(node).__name__} has no form in Go templates", node)
        found: Go = method(node)
        return found

    def refuse(self, reason: str, node: Any) -> NoReturn:
        """Raise CannotTranslate for a node."""
        raise CannotTranslate(reason, getattr(node, "lineno", 0) or 1)

    # Literals

    def _write_Const(self, node: nodes.Const) -> Go:  # noqa: N802
        return write_literal(node.value, node.lineno)

    def _write_TemplateData(self, node: nodes.TemplateData) -> Go:  # noqa: N802
        return Go(quote(node.data), STRING, is_fixed=True)

    def _write_List(self, node: nodes.List | nodes.Tuple) -> Go:  # noqa: N802
        items = tuple(map(self.write, node.items))
        return Go(" ".join(["list", *(item.operand for item in items)]), LIST, False, items=items)

    _write_Tuple = _write_List  # noqa: N815

    def _write_Dict(self, node: nodes.Dict) -> Go:  # noqa: N802
        pairs = [text for pair in node.items for text in (self.write(pair.key).operand, self.write(pair.value).operand)]
        return Go(" ".join(["dict", *pairs]), MAP, False)

    # Names and fields

    def _write_Name(self, node: nodes.Name) -> Go:  # noqa: N802
        variable = self.scope.find(node.name)
        if variable is not None:
            return Go(variable.text, variable.kind)
        if node.name == DATA or node.name in CONTEXT_NAMES:
            return self._write_context(node)
        if node.name == "loop":
            self.refuse("loop is only known by its fields", node)
        return self.refuse(f"{node.name} is not known where the Go template is called", node)

    def _write_context(self, node: nodes.Name) -> Go:
        if not self.scope.has_context:
            self.refuse(f"{node.name} is not known where the Go template is called", node)
        root = self.scope.root
        if node.name == DATA:
            return Go(root)
        text = f".{node.name}" if root == "." else f"{root}.{node.name}"
        return Go(text, OBJECT if node.name in ("Files", "Capabilities") else MAP, default=self._default_of(node.name))

    def _default_of(self, name: str) -> Any:
        return self.defaults if name == "Values" and isinstance(self.defaults, dict) else MISSING

    def _write_Getattr(self, node: nodes.Getattr) -> Go:  # noqa: N802
        base = node.node
        if isinstance(base, nodes.Name) and base.name == "loop" and self.loops:
            return self._write_loop(node)
        if isinstance(base, nodes.Name) and base.name == DATA and node.attr in CONTEXT_NAMES:
            return self._write_context(nodes.Name(node.attr, "load", lineno=node.lineno))
        holder = self.write(base)
        default = _enter(holder.default, node.attr)
        kind = kind_of_default(default) if default is not MISSING else ANY
        if isinstance(base, nodes.Name) and f"{base.name}.{node.attr}" in _KNOWN_STRINGS:
            kind = STRING
        if not node.attr.isidentifier() or not node.attr.isascii():
            return Go(f"index {holder.operand} {quote(node.attr)}", kind, False, default)
        start = holder.base
        if not _is_there(holder):
            start = f"({holder.text})"
        return Go(f".{node.attr}" if start == "." else f"{start}.{node.attr}", kind, default=default)

    def _write_Getitem(self, node: nodes.Getitem) -> Go:  # noqa: N802
        key = getattr(node.arg, "value", None)
        if isinstance(key, str) and key.isidentifier() and key.isascii():
            return self._write_Getattr(nodes.Getattr(node.node, key, "load", lineno=node.lineno))
        if isinstance(node.arg, nodes.Slice):
            self.refuse("slices have no form in Go templates; use the functions slice, substr or trunc", node)
        holder, index = self.write(node.node), self.write(node.arg)
        default = _enter(holder.default, key)
        kind = kind_of_default(default) if default is not MISSING else ANY
        wanted = operators.as_int(index).operand if holder.kind == LIST else index.operand
        return Go(f"index {holder.operand} {wanted}", kind, False, default)

    def _write_loop(self, node: nodes.Getattr) -> Go:
        text = self.loops[-1].get(node.attr)
        if text is None:
            self.refuse(f"loop.{node.attr} has no form in Go templates", node)
        kind = BOOL if node.attr in ("first", "last") else INT
        return Go(text, kind, text[:1] in "$(")

    # Operators

    def _write_And(self, node: nodes.BinExpr) -> Go:  # noqa: N802
        return self._write_logic("and", node)

    def _write_Or(self, node: nodes.BinExpr) -> Go:  # noqa: N802
        return self._write_logic("or", node)

    def _write_logic(self, word: str, node: nodes.BinExpr) -> Go:
        kind = type(node)
        parts: list[Go] = []
        left: Any = node
        while isinstance(left, kind):
            parts.insert(0, self.write(left.right))
            left = left.left
        parts.insert(0, self.write(left))
        kinds = {part.kind for part in parts}
        return Go(" ".join([word, *(part.operand for part in parts)]), kinds.pop() if len(kinds) == 1 else ANY, False)

    def _write_Not(self, node: nodes.UnaryExpr) -> Go:  # noqa: N802
        return Go(f"not {self.write(node.node).operand}", BOOL, False)

    def _write_Compare(self, node: nodes.Compare) -> Go:  # noqa: N802
        left = self.write(node.expr)
        parts = []
        for operand in node.ops:
            right = self.write(operand.expr)
            parts.append(operators.compare(operand.op, left, right, node.lineno))
            left = right
        if len(parts) == 1:
            return parts[0]
        return Go(" ".join(["and", *(part.operand for part in parts)]), BOOL, False)

    def _write_Concat(self, node: nodes.Concat) -> Go:  # noqa: N802
        return operators.join([self.write(part) for part in node.nodes])

    def _write_arithmetic(self, node: nodes.BinExpr) -> Go:
        return operators.calculate(node.operator, self.write(node.left), self.write(node.right), node.lineno)

    _write_Add = _write_Sub = _write_Mul = _write_Div = _write_arithmetic  # noqa: N815
    _write_FloorDiv = _write_Mod = _write_Pow = _write_arithmetic  # noqa: N815

    def _write_Neg(self, node: nodes.Neg) -> Go:  # noqa: N802
        if isinstance(node.node, nodes.Const) and isinstance(node.node.value, (int, float)):
            return write_literal(-node.node.value, node.lineno)
        return operators.calculate("-", write_literal(0, node.lineno), self.write(node.node), node.lineno)

    def _write_Pos(self, node: nodes.Pos) -> Go:  # noqa: N802
        return self.write(node.node)

    def _write_CondExpr(self, node: nodes.CondExpr) -> Go:  # noqa: N802
        """Write a choice; ternary evaluates both sides, so what may fail on purpose is refused."""
        for side in (node.expr1, node.expr2):
            if side is not None and _may_fail(side):
                self.refuse("a choice of what may fail has no form in Go templates; use if", node)
        test, first = self.write(node.test), self.write(node.expr1)
        second = self.write(node.expr2) if node.expr2 is not None else Go('""', STRING)
        kind = first.kind if first.kind == second.kind else ANY
        text = f"ternary {first.operand} {second.operand} {as_bool(test).operand}"
        return Go(text, kind, False)

    def _write_Test(self, node: nodes.Test) -> Go:  # noqa: N802
        args = [self.write(arg) for arg in node.args]
        if node.name in ("defined", "undefined"):
            return self._write_defined(node)
        return operators.test(node.name, self.write(node.node), args, node.lineno)

    def _write_defined(self, node: nodes.Test) -> Go:
        asked = node.node
        if isinstance(asked, nodes.Name) and self.scope.find(asked.name) is None and asked.name not in CONTEXT_NAMES:
            found = Go("false", BOOL)
        elif isinstance(asked, nodes.Getattr) and _is_there(holder := self.write(asked.node)):
            found = Go(f"hasKey {holder.operand} {quote(asked.attr)}", BOOL, False)
        else:
            found = Go(f'not (kindIs "invalid" {self.write(asked).operand})', BOOL, False)
        return found if node.name == "defined" else Go(f"not {found.operand}", BOOL, False)

    # Calls

    def _write_Filter(self, node: nodes.Filter) -> Go:  # noqa: N802
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.refuse(f"{node.name} with named arguments has no form in Go templates", node)
        if node.node is None:
            self.refuse("a filter without a value", node)
        value = self.write(node.node)
        return self.apply_filter(node, value)

    def apply_filter(self, node: nodes.Filter, value: Go) -> Go:
        """Write a filter of a value that is written already."""
        name = node.name
        if name in _ENGINE_FILTERS or name not in (*FUNCTIONS, "optional", "string", "length", "count"):
            self.refuse(f"the filter {name} has no form in Go templates", node)
        if name == "optional":
            return value
        if name == "string":
            return Go(f"{value.text} | toString", STRING, False)
        if name in ("length", "count"):
            return Go(f"{value.text} | default list | len" if value.kind == ANY else f"len {value.operand}", INT, False)
        args = [self.write(arg) for arg in node.args]
        if name in ("include", "tpl"):
            return self._write_named(name, [value, *args], node) if not args else self._refuse_data(node)
        return self._call(name, args, value, node)

    def _refuse_data(self, node: Any) -> Go:
        self.refuse("what is piped into include or tpl is its data; call it as a function", node)

    def _write_Call(self, node: nodes.Call) -> Go:  # noqa: N802
        if node.dyn_args or node.dyn_kwargs:
            self.refuse("* and ** have no form in Go templates", node)
        name = spell_name(node.node)
        if name in self.macros:
            return self.call_macro(self.macros[name], node)
        if isinstance(node.node, nodes.Getattr):
            return self._call_method(node.node, node)
        if name == "caller" and self.scope.find("caller"):
            return Go(self.scope.find("caller").text, STRING)  # type: ignore[union-attr]
        if name == "range":
            return self._write_range(node)
        if name not in FUNCTIONS:
            self.refuse(f"{name or 'what'} is called, but has no form in Go templates", node)
        args = [self.write(arg) for arg in node.args]
        if name == "dict":
            pairs = [text for pair in node.kwargs for text in (quote(pair.key), self.write(pair.value).operand)]
            return Go(" ".join(["dict", *(arg.operand for arg in args), *pairs]), MAP, False)
        if node.kwargs:
            self.refuse(f"{name} takes no named arguments", node)
        if name in ("include", "tpl"):
            return self._write_named(name, args, node)
        return self._call(name, args, None, node)

    def _call(self, name: str, args: list[Go], piped: Go | None, node: Any) -> Go:
        """Write a call of a function of the table; whole numbers become integers where it wants them."""
        _, _, parameters, result = FUNCTIONS[name]
        count = len(args) + (piped is not None)
        fitted = [_fit(arg, _parameter(parameters, index)) for index, arg in enumerate(args)]
        kind = LIST if result.startswith("[]") else _KINDS.get(result, ANY)
        if name == "default" and count == 2:
            kind = args[0].kind if args[0].kind == (piped or args[-1]).kind else ANY
        if name in ("and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge") and piped is None:
            kind = ANY if name in ("and", "or") else BOOL
        call = " ".join([name, *(arg.operand for arg in fitted)])
        if piped is None:
            return Go(call, kind, False)
        value = _fit(piped, _parameter(parameters, count - 1))
        return Go(f"{value.text} | {call}", kind, False)

    def _call_method(self, called: nodes.Getattr, node: nodes.Call) -> Go:
        args = [self.write(arg) for arg in node.args]
        holder = self.write(called.node)
        if called.attr == "keys" and holder.kind != OBJECT:
            return Go(f"keys {holder.operand} | sortAlpha", LIST, False)
        if called.attr == "get" and holder.kind != OBJECT:
            if len(args) == 1:
                return Go(f"index {holder.operand} {args[0].operand}", ANY, False)
            return Go(f"dig {args[0].operand} {args[1].operand} {holder.operand}", ANY, False)
        if called.attr in ("items", "values") and holder.kind != OBJECT:
            self.refuse(f"{called.attr}() has a form in Go templates only as what for goes over", node)
        if called.attr in ("cycle", "changed"):
            self.refuse(f"loop.{called.attr} has no form in Go templates", node)
        return Go(" ".join([f"{holder.base}.{called.attr}", *(arg.operand for arg in args)]), ANY, False)

    def _write_range(self, node: nodes.Call) -> Go:
        bounds = [operators.as_int(self.write(arg)).operand for arg in node.args]
        if len(bounds) == 1:
            return Go(f"until {bounds[0]}", LIST, False)
        step = bounds[2] if len(bounds) == 3 else "1"
        return Go(f"untilStep {bounds[0]} {bounds[1]} {step}", LIST, False)

    # Named templates

    def _write_named(self, name: str, args: list[Go], node: Any) -> Go:
        if name == "tpl":
            data = args[1].operand if len(args) > 1 else self.need_context(node)
            return Go(f"tpl {args[0].operand} {data}", STRING, False)
        written = getattr(node.args[0] if isinstance(node, nodes.Call) and node.args else None, "value", None)
        macro = self.templates.get(written) if isinstance(written, str) else None
        if macro is None:
            target = args[0].operand
            if isinstance(written, str):
                target = quote(written.removesuffix(".j2"))
            data = args[1].operand if len(args) > 1 else self.need_context(node)
            return Go(f"include {target} {data}", STRING, False)
        return Go(f"include {quote(macro.name)} {self._give_data(macro, args[1:], node)}", STRING, False)

    def _give_data(self, macro: Macro, data: list[Go], node: Any) -> str:
        is_context = not data or data[0].text in (self.scope.root, "$", ".")
        if macro.takes == "data":
            return data[0].operand if data else self.need_context(node)
        if macro.takes == "context":
            if not is_context and macro.uses_facts and data[0].kind == MAP and data[0].text.startswith("dict "):
                self.refuse(f"{macro.name} uses Values and the like, which Go knows only of what it is given", node)
            return data[0].operand if data else self.need_context(node)
        given = data[0].operand if data else self.need_context(node)
        pairs = [f'"ctx" {self.need_context(node)}'] if macro.needs_context else []
        values = {name: self.write(default).operand for name, default in macro.list_defaults()}
        if macro.parameters:
            values[macro.parameters[0]] = given
        pairs += [f"{quote(name)} {value}" for name, value in values.items()]
        return f"(dict {' '.join(pairs)})"

    def need_context(self, node: Any) -> str:
        """Give the text of ctx. Raises CannotTranslate where it is not known."""
        if not self.scope.has_context:
            self.refuse("the chart's context is not known where the Go template is called", node)
        return self.scope.root

    def call_macro(self, macro: Macro, node: nodes.Call, caller: str = "") -> Go:
        """Write the call of a macro; ``caller`` is what caller() gives there."""
        given = dict(zip(macro.parameters, map(self.write, node.args), strict=False))
        if len(node.args) > len(macro.parameters):
            self.refuse(f"{macro.name} takes {len(macro.parameters)} arguments", node)
        for pair in node.kwargs:
            if pair.key not in macro.parameters:
                self.refuse(f"{macro.name} has no parameter {pair.key}", node)
            given[pair.key] = self.write(pair.value)
        for name, default in macro.list_defaults():
            if name not in given:
                given[name] = self.write(default)
        return Go(f"include {quote(macro.name)} {self._pack(macro, given, caller, node)}", STRING, False)

    def _pack(self, macro: Macro, given: dict[str, Go], caller: str, node: Any) -> str:
        if macro.takes == "data" and not caller:
            return next(iter(given.values())).operand if given else '""'
        if macro.takes == "context" and not caller:
            return self.need_context(node) if macro.needs_context or self.scope.has_context else "dict"
        pairs = [f'"ctx" {self.need_context(node)}'] if macro.needs_context else []
        pairs += [f"{quote(name)} {value.operand}" for name, value in given.items()]
        pairs += [f'"caller" {caller}'] if caller else []
        return f"(dict {' '.join(pairs)})"


def spell_name(node: Any) -> str:
    """Give the name that is called: ``m``, ``h.m``; "" where it is no name."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _enter(default: Any, key: Any) -> Any:
    if isinstance(default, dict) and key in default:
        return default[key]
    if isinstance(default, list) and isinstance(key, int) and 0 <= key < len(default):
        return default[key]
    return MISSING


def _is_there(holder: Go) -> bool:
    """Tell whether Go may ask a value for a field: of a nil that some map holds it may not."""
    return holder.kind in (MAP, OBJECT) or holder.text[:1] == "(" or "." not in holder.text or holder.text == "."


def _parameter(parameters: tuple[str, ...], index: int) -> str:
    if not parameters:
        return "any"
    return parameters[min(index, len(parameters) - 1)].removesuffix("...")


def _fit(value: Go, parameter: str) -> Go:
    """Give a value in the type that a parameter has: numbers of values and results have several."""
    if parameter == "int" and not value.is_fixed and not value.text.startswith(("int ", "len ")):
        return operators.as_int(value)
    if parameter == "int64":
        return Go(f"int64 {value.operand}", INT, False)
    if parameter == "float64" and value.kind != FLOAT:
        return Go(f"float64 {value.operand}", FLOAT, False)
    return value


def _may_fail(node: nodes.Node) -> bool:
    parts = [node, *node.find_all((nodes.Name, nodes.Filter))]
    return any(getattr(part, "name", "") in ("fail", "required") for part in parts)
