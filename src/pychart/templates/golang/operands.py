"""Lower pipelines and operands to jinja2 expressions (Go: exec.go evalPipeline, evalCommand, evalArg).

Every lowered expression comes with what is known of its Go type: a type of the function table, ``any`` for a value
whose nil is an invalid value, or ``interface`` for what a map or list held, whose nil is a nil interface.
Whatever Go would refuse when it gets there, becomes a call that raises there.
"""

from __future__ import annotations

from functools import cache

from jinja2 import nodes

from pychart.functions.bind import NIL_PARAMETERS, go_name
from pychart.functions.table import FUNCTIONS, Row
from pychart.templates.golang import build
from pychart.templates.golang import nodes as go
from pychart.templates.golang.fields import MAP_METHODS
from pychart.templates.golang.positions import last_node
from pychart.templates.golang.spelling import spell

Typed = tuple[nodes.Expr, str]

_MAX_HEIGHT = 40
_UNKNOWN_ROW: Row = ("", "", ("any...",), "any")
_LITERALS = (go.String, go.Number, go.Bool, go.Nil)
_LOGIC: dict[str, type[nodes.BinExpr]] = {"and": nodes.And, "or": nodes.Or}


class Local:
    """A Go variable or the dot: the Python local it lives in and what is known of its type."""

    __slots__ = ("name", "node", "type")

    def __init__(self, name: str, type_: str) -> None:
        self.name = name
        self.type = type_
        self.node = build.local(name)


class ReassignedError(Exception):
    """A variable turned out to be assigned where nobody had looked: lowering must begin again."""


class OperandLowering:
    """Lowers expressions within one definition; keeps the scopes of Go's variables.

    ``reassigned`` are the variables that an ``=`` changes somewhere: of those neither type nor value is known for
    good.
    """

    def __init__(self, reassigned: set[str]) -> None:
        root = Local("d0", "any")
        self.dot = root
        self.scopes: list[dict[str, Local]] = [{"$": root}]
        self.reassigned = reassigned
        self.outlined: list[nodes.Macro] = []
        self._count = 0
        self._constants: dict[str, nodes.Const] = {}

    def new_name(self, letter: str) -> str:
        """Give a name that no other local of the definition has."""
        self._count += 1
        return f"{letter}{self._count}"

    def find_variable(self, name: str) -> Local | None:
        """Give the local of a variable in the innermost scope that has it."""
        for scope in reversed(self.scopes):
            found = scope.get(name)
            if found is not None:
                return found
        return None

    def declare(self, name: str, type_: str, home: str | None = None) -> Local:
        """Make a variable in the current scope, in the local ``home`` or a new one."""
        known = "any" if name in self.reassigned else type_
        variable = self.scopes[-1][name] = Local(home or self.new_name("v"), known)
        return variable

    # Pipelines

    def lower_pipe(self, pipe: go.Pipe) -> Typed:
        """Lower a pipeline with its declarations; the result is never an interface."""
        value, type_ = self.lower_commands(pipe)
        for variable in pipe.decl:
            value = self._lower_declaration(pipe, variable.names[0], value, type_)
        return value, type_

    def lower_commands(self, pipe: go.Pipe) -> Typed:
        """Lower a pipeline without its declarations."""
        typed: Typed | None = None
        for command in pipe.commands:
            expression, type_ = self._lower_command(command, typed, pipe)
            typed = (self._flatten(expression), "any" if type_ == "interface" else type_)
        assert typed is not None
        return typed

    def find_target(self, pipe: go.Pipe, name: str, type_: str) -> Local | None:
        """Give the variable that a pipeline declares or assigns; None where it assigns one that does not exist.

        Raises ReassignedError where the assignment comes as a surprise.
        """
        if not pipe.is_assign:
            return self.declare(name, type_)
        if name not in self.reassigned:
            self.reassigned.add(name)
            raise ReassignedError
        return self.find_variable(name)

    def _lower_declaration(self, pipe: go.Pipe, name: str, value: nodes.Expr, type_: str) -> nodes.Expr:
        variable = self.find_target(pipe, name, type_)
        if variable is None:
            return self.refuse(f"undefined variable: {name}", last_node(pipe), value)
        return build.store(variable.name, value)

    def _lower_command(self, command: go.Command, final: Typed | None, pipe: go.Pipe) -> Typed:
        first = command.args[0]
        rest = command.args[1:]
        if isinstance(first, go.Identifier):
            return self._lower_function(first, command, rest, final)
        if not rest and final is None:
            if isinstance(first, go.Nil):
                return self.refuse("nil is not a command", first), "any"
            return self.lower_operand(first)
        extra = [final[0]] if final else []
        if isinstance(first, go.Field):
            return self._call_field(self.dot, first.names, command, rest, extra)
        if isinstance(first, go.Variable) and len(first.names) > 1:
            variable = self.find_variable(first.names[0]) or Local("None", "any")
            return self._call_field(variable, first.names[1:], command, rest, extra)
        if isinstance(first, go.Chain):
            base, type_ = self.lower_operand(first.node)
            return self._call_method(base, type_, first.names, command, rest, extra)
        origin = _place_of_stage(pipe, command) if isinstance(first, go.Pipe) else first
        return self.refuse(f"can't give argument to non-function {spell(first)}", origin, *extra), "any"

    # Operands

    def lower_operand(self, operand: go.Operand) -> Typed:
        """Lower what stands for a value by itself: a literal, the dot, a variable, a field, a pipeline in parens."""
        if isinstance(operand, go.Field):
            return self._lower_field(self.dot.node, self.dot.type, operand.names, operand)
        if isinstance(operand, go.Variable):
            return self._lower_variable(operand)
        if isinstance(operand, go.Dot):
            return self.dot.node, self.dot.type
        if isinstance(operand, go.Pipe):
            return self.lower_pipe(operand)
        if isinstance(operand, go.Chain):
            base, type_ = self.lower_operand(operand.node)
            return self._lower_field(base, type_, operand.names, operand)
        if isinstance(operand, go.Identifier):
            expression, type_ = self._lower_function(operand, operand, [], None)
            return expression, "interface" if type_ == "any" else type_
        return self._lower_literal(operand, "any"), _literal_type(operand)

    def _lower_variable(self, operand: go.Variable) -> Typed:
        variable = self.find_variable(operand.names[0])
        if variable is None:
            return self.refuse(f"undefined variable: {operand.names[0]}", operand), "any"
        if len(operand.names) == 1:
            return variable.node, variable.type
        return self._lower_field(variable.node, variable.type, operand.names[1:], operand)

    def _lower_field(self, base: nodes.Expr, type_: str, names: tuple[str, ...], origin: build.Origin) -> Typed:
        function = "get_item" if type_ == "interface" else "get"
        quick = 2 if type_ == "interface" else 5
        if len(names) <= quick and MAP_METHODS.isdisjoint(names):
            function += str(len(names))
        constants = self._constants
        args: list[nodes.Expr] = [base]
        for name in names:
            constant = constants.get(name)
            if constant is None:
                constant = constants[name] = build.const(name)
            args.append(constant)
        return build.call(function, args, origin), "interface"

    def _call_field(
        self,
        base: Local,
        names: tuple[str, ...],
        command: go.Command,
        args: list[go.Operand],
        final: list[nodes.Expr],
    ) -> Typed:
        return self._call_method(base.node, base.type, names, command, args, final)

    def _call_method(
        self,
        base: nodes.Expr,
        type_: str,
        names: tuple[str, ...],
        command: go.Command,
        args: list[go.Operand],
        final: list[nodes.Expr],
    ) -> Typed:
        typed = [self.lower_operand(arg) for arg in args]
        given = [value for value, _ in typed]
        types = tuple([type_ for _, type_ in typed])
        is_item = build.const(type_ == "interface")
        if all(map(_is_plain, given)) and (_is_plain(base) or not final):
            return build.call("call_field", [base, build.const(names), is_item, *given, *final], command, types), "any"
        # What the pipeline hands on comes first, and a receiver that takes no arguments before them.
        homes = [self.new_name("v") for _ in (*final, base)]
        stored = [build.store(home, value) for home, value in zip(homes, (*final, base), strict=True)]
        *handed, receiver = [build.local(home) for home in homes]
        count = build.const(len(given) + len(final))
        checked = build.call("require_method", [receiver, build.const(names), is_item, count], command, types)
        values = [receiver, build.const(names), is_item, *given, *handed]
        called = build.choose(checked, build.call("call_field", values, command, types))
        for before in reversed(stored):
            called = build.evaluate_first(before, called)
        return called, "any"

    def _lower_literal(self, literal: go.Operand, parameter: str) -> nodes.Expr:
        """Lower a literal for a parameter of a Go type, or refuse it in Go's words."""
        if isinstance(literal, go.Nil):
            if parameter in NIL_PARAMETERS:
                return build.const(None)
            return self.refuse(f"cannot assign nil to {go_name(parameter)}", literal)
        if parameter == "any":
            return self._lower_any_literal(literal)
        if parameter not in _WANTED:
            return self.refuse(f"can't handle {literal} for arg of type {go_name(parameter)}", literal)
        value = _literal_value(literal, parameter)
        if value is None:
            return self.refuse(f"expected {_WANTED[parameter]}; found {literal}", literal)
        return build.const(value)

    def _lower_any_literal(self, literal: go.Operand) -> nodes.Expr:
        if isinstance(literal, go.String):
            return build.const(literal.text)
        assert isinstance(literal, (go.Number, go.Bool))
        if literal.value is None:
            return self.refuse(f"{literal} overflows int", literal)
        return build.const(literal.value)

    # Functions

    def _lower_function(
        self,
        identifier: go.Identifier,
        origin: go.Command | go.Identifier,
        args: list[go.Operand],
        final: Typed | None,
    ) -> Typed:
        name = identifier.name
        row = FUNCTIONS.get(name, _UNKNOWN_ROW)
        wrong = _check_arity(name, row[2], len(args), final is not None)
        if wrong:
            return self.refuse(wrong, identifier, *([final[0]] if final else [])), row[3]
        if name in _LOGIC:
            return self._lower_logic(_LOGIC[name], args, final)
        if name == "not":
            operand = self._lower_argument(args[0], "any")[0] if args else final[0]  # type: ignore[index]
            return build.negate(operand), "bool"
        values, types = self._lower_arguments(row[2], args, final)
        before = self._take_final(values) if final else None
        form = _choose_form(values, types, row[2], build.Mark(origin, types), len(args))
        called = build.call(form + name, values, origin, types)
        if name == "call" and args:
            called.kwargs = [nodes.Pair(build.const("name"), build.const(_spell_callee(args[0])))]
        return build.evaluate_first(before, called) if before else called, row[3]

    def _take_final(self, values: list[nodes.Expr]) -> nodes.Expr | None:
        """Give what must be evaluated before the arguments: what a pipeline hands on, where that may matter."""
        if _is_plain(values[-1]) or all(map(_is_plain, values[:-1])):
            return None
        temporary = self.new_name("v")
        before = build.store(temporary, values[-1])
        values[-1] = build.local(temporary)
        return before

    def _lower_logic(self, kind: type[nodes.BinExpr], args: list[go.Operand], final: Typed | None) -> Typed:
        operands = [self._lower_argument(arg, "any")[0] for arg in args]
        if final is None:
            return self._join(kind, operands), "any"
        if _is_plain(final[0]) or not operands:
            return self._join(kind, [*operands, final[0]]), "any"
        temporary = self.new_name("v")
        joined = self._join(kind, [*operands, build.local(temporary)])
        return build.evaluate_first(build.store(temporary, final[0]), joined), "any"

    def _join(self, kind: type[nodes.BinExpr], operands: list[nodes.Expr]) -> nodes.Expr:
        return build.logic(kind, [self._flatten(operand) for operand in operands])

    def _lower_arguments(
        self, parameters: tuple[str, ...], args: list[go.Operand], final: Typed | None
    ) -> tuple[list[nodes.Expr], tuple[str, ...]]:
        """Lower a call's arguments; gives their types too."""
        typed = [self._lower_argument(arg, _parameter(parameters, index)) for index, arg in enumerate(args)]
        if final is not None:
            typed.append(final)
        return [value for value, _ in typed], tuple([type_ for _, type_ in typed])

    def _lower_argument(self, arg: go.Operand, parameter: str) -> Typed:
        if isinstance(arg, _LITERALS):
            return self._lower_literal(arg, parameter), "nil" if isinstance(arg, go.Nil) else parameter
        value, type_ = self.lower_operand(arg)
        return self._flatten(value), type_

    # Limits and refusals

    def refuse(self, message: str, origin: build.Origin, *evaluated: nodes.Expr) -> nodes.Expr:
        """Give a call that raises ExecError with Go's words, after evaluating what Go evaluates before."""
        return build.call("raise_exec", [build.const(message), *evaluated], origin)

    def _flatten(self, expression: nodes.Expr) -> nodes.Expr:
        """Move an expression that nests too deep for Python's parser into a function of its own."""
        if build.height(expression) < _MAX_HEIGHT:
            return expression
        name = self.new_name("e")
        self.outlined.append(nodes.Macro(name, [], [], [nodes.ExprStmt(expression)]))
        return build.call(name, [])


_WANTED = {"string": "string", "int": "integer", "bool": "bool", "float64": "float", "uint32": "unsigned integer"}


def _literal_value(literal: go.Operand, parameter: str) -> object | None:
    """Give the literal's value where Go takes it for the parameter, else None."""
    if isinstance(literal, go.String):
        return literal.text if parameter == "string" else None
    if isinstance(literal, go.Bool):
        return literal.value if parameter == "bool" else None
    if not isinstance(literal, go.Number):
        return None
    if parameter == "int":
        return literal.int_value
    if parameter == "float64":
        return literal.float_value
    if parameter == "uint32" and literal.int_value is not None and literal.int_value >= 0:
        return literal.int_value
    return None


def _literal_type(literal: go.Operand) -> str:
    if isinstance(literal, go.String):
        return "string"
    if isinstance(literal, go.Number) and type(literal.value) is int:
        return "int"
    return "bool" if isinstance(literal, go.Bool) else "any"


@cache
def _takes_anything(parameters: tuple[str, ...]) -> bool:
    return all(parameter in ("any", "any...") for parameter in parameters)


@cache
def _parameter(parameters: tuple[str, ...], index: int) -> str:
    return parameters[min(index, len(parameters) - 1)].removesuffix("...")


def _is_plain(value: nodes.Expr) -> bool:
    """Tell whether evaluating does nothing but give a value, so that the order does not matter."""
    return isinstance(value, (nodes.Const, nodes.InternalName))


def _choose_form(
    values: list[nodes.Expr], types: tuple[str, ...], parameters: tuple[str, ...], mark: build.Mark, count: int
) -> str:
    """Say which form of a function fits the arguments (see bind); raw where all of them are known to fit.

    Go checks an argument before it evaluates the next. The function checks all of them at once; so those before
    one whose evaluation may fail are checked in place. ``count`` is how many arguments are written out: what a
    pipeline hands on has been evaluated before them.
    """
    if _takes_anything(parameters):
        return "raw_"
    last = max((index for index, value in enumerate(values[:count]) if not _is_plain(value)), default=0)
    strict = lenient = False
    nil_passes = "nil" in types
    solid = []
    for index, type_ in enumerate(types):
        parameter = _parameter(parameters, index)
        if parameter in ("any", type_):
            continue
        is_lenient = parameter in NIL_PARAMETERS and type_ != "interface"
        if index < last and type_ != "nil":
            _fit_in_place(values, index, parameter, is_lenient, mark)
            nil_passes = nil_passes or is_lenient
        elif is_lenient:
            lenient = lenient or type_ != "nil"
        else:
            strict = True
            if parameter in NIL_PARAMETERS:
                solid.append((index, parameter))
    if not lenient and not (strict and nil_passes):
        return "checked_" if strict else "raw_"
    for index, parameter in solid:
        _fit_in_place(values, index, parameter, False, mark)
    return "lenient_"


def _fit_in_place(values: list[nodes.Expr], index: int, parameter: str, lenient: bool, mark: build.Mark) -> None:
    function = "fit_lenient" if lenient else "fit"
    values[index] = build.call(function, [values[index], build.const(index), build.const(parameter)], *mark)


def _place_of_stage(pipe: go.Pipe, command: go.Command) -> build.Origin:
    """Give where Go is when it begins a stage: at the pipeline, or at the end of the stage before."""
    index = next(index for index, stage in enumerate(pipe.commands) if stage is command)
    place: build.Origin = last_node(pipe.commands[index - 1]) if index else pipe
    return place


def _check_arity(name: str, parameters: tuple[str, ...], count: int, has_final: bool) -> str | None:
    """Give Go's complaint about the number of arguments, or None."""
    total = count + has_final
    if parameters and parameters[-1].endswith("..."):
        least = len(parameters) - 1
        return f"wrong number of args for {name}: want at least {least} got {count}" if total < least else None
    if total != len(parameters):
        return f"wrong number of args for {name}: want {len(parameters)} got {total}"
    return None


def _spell_callee(operand: go.Operand) -> str:
    return f"({spell(operand)})" if isinstance(operand, go.Pipe) else spell(operand)
