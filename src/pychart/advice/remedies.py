"""What may help against an error of a running template: one function for each kind of mistake.

Each looks at a Failure and gives a sentence, or "" where it is not its kind.
"""

from __future__ import annotations

from pychart.advice.describe import list_names, spell_setting
from pychart.advice.near import find_nearest
from pychart.advice.scope import UNKNOWN, chain_of, spell_chain, walk
from pychart.gostd.types import type_name
from pychart.templates.golang import nodes as go
from pychart.values.layers import spell_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from pychart.advice.failing import Failure

CONTEXT = ("Values", "Release", "Chart", "Capabilities", "Files", "Template", "Subcharts")
"""What stands behind the dot of a chart's templates."""

_YAML_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false")
_WAYS = {"string": "toString", "int": "int", "int64": "int64", "float64": "float64"}
"""What turns a value into one of a type."""

_ORDERS = ("lt", "le", "gt", "ge")
_NUMBER_TYPES = ("float64", "int", "int64")


def find_remedy(failure: Failure) -> str:
    """Give the first remedy that fits, "" where none does."""
    return next((text for remedy in REMEDIES if (text := remedy(failure))), "")


def _lost_space(failure: Failure) -> str:
    """`include.Values.x`, `toYaml.Values.x`: a function's name runs into its argument."""
    chain = failure.step.nearest(go.Chain) if failure.step else None
    if chain is None and failure.command is not None:
        chain = next((arg for arg in failure.command.args if isinstance(arg, go.Chain)), None)
    if chain is None or not isinstance(chain.node, go.Identifier):
        return ""
    name, argument = chain.node.name, spell_chain("", chain.names)
    if name in ("include", "template"):
        names = _template_names(failure)
        near = find_nearest(chain.names[-1], [known.rpartition(".")[2] for known in names])
        full = next((known for known in names if near and known.rpartition(".")[2] == near), "NAME")
        exact = next((known for known in names if known.rpartition(".")[2] == chain.names[-1]), full)
        return f'include takes a name in quotes and a context: {{{{ include "{exact}" . }}}}; a value is {argument}'
    return f"a space is missing after {name}: {{{{ {name} {argument} }}}}"


def _no_context(failure: Failure) -> str:
    """`include "x"` without its context."""
    if "wrong number of args for include: want 2 got 1" not in failure.message or failure.command is None:
        return ""
    name = failure.command.args[1] if len(failure.command.args) > 1 else '"NAME"'
    return f"give it a context: include {name} ."


def _wrong_count(failure: Failure) -> str:
    """Too few or too many arguments."""
    if "wrong number of args for " not in failure.message:
        return ""
    name = failure.message.rpartition("wrong number of args for ")[2].partition(":")[0]
    if name in ("nindent", "indent"):
        return f"{name} takes the number of spaces: {name} {_guess_indent(failure)}"
    from pychart.functions.table import FUNCTIONS

    row = FUNCTIONS.get(name)
    if row is None:
        return ""
    return f"{name} takes {_describe_parameters(row[2])}; what is piped into it comes last"


def _guess_indent(failure: Failure) -> int:
    lines = failure.text.split("\n")
    before = lines[failure.line - 1]
    return len(before) - len(before.lstrip(" -")) + 2


def _describe_parameters(parameters: Any) -> str:
    return "no arguments" if not parameters else "(" + ", ".join(map(str, parameters)) + ")"


def _missing_context_key(failure: Failure) -> str:
    """`.Values` where the dot is not the chart's: in with, range, or a template that got something else."""
    if failure.scope is None:
        return ""
    operand = next((other for other in failure.operands() if _asks_context(failure, other)), None)
    if operand is None:
        return ""
    dot = failure.scope.names["."]
    if isinstance(dot, dict) and "Values" in dot and "Capabilities" in dot:
        return ""
    root = failure.scope.root
    if isinstance(root, dict) and "Capabilities" in root:
        block = next((node for node in reversed(failure.scope.blocks) if isinstance(node, (go.With, go.Range))), None)
        word = type(block).__name__.lower() if block is not None else "this block"
        return f"within {word} the dot is something else; the chart's own is $: ${operand}"
    return _missing_in_named(failure, operand, root)


def _asks_context(failure: Failure, operand: Any) -> bool:
    start, names = chain_of(operand) or ("$", ())
    return not start and names[0] in CONTEXT and failure.value_of(operand) in (None, UNKNOWN)


def _missing_in_named(failure: Failure, operand: Any, root: Any) -> str:
    if isinstance(root, dict):
        for key, value in sorted(root.items()):
            if isinstance(value, dict) and "Capabilities" in value:
                return f"the chart's context is in .{key} here: .{key}{operand}"
    call = failure.caller(-2) if len(failure.frames) > 1 else None
    if root is None:
        return (
            f'"{failure.template}" was called without a context: end the call with a dot, or with $ in with and range'
        )
    if call is not None and call.step is not None:
        return (
            f'"{failure.template}" got {_what(root)} as its dot; pass the chart\'s context: '
            f'include "{failure.template}" $'
        )
    return f'"{failure.template}" got {_what(root)} as its dot; pass $ to it'


def _what(value: Any) -> str:
    if isinstance(value, dict):
        return f"a map with {list_names(value)}"
    return f"a {type_name(value)}"


def _missing_key(failure: Failure) -> str:
    """A key that is not there, in `nil pointer evaluating` and wherever a value is nil."""
    for operand in _nil_operands(failure):
        text = _explain_missing(failure, operand)
        if text:
            return text
    return ""


def _nil_operands(failure: Failure) -> Iterator[Any]:
    operand, names = _failing_chain(failure)
    if operand is not None and names and "nil pointer" in failure.message:
        yield operand
        return
    if not any(
        word in failure.message for word in ("nil", "invalid value", "<nil>", "invalid type", "empty")
    ) and not _is_author(failure):
        return
    for other in failure.operands():
        if failure.value_of(other) is None:
            yield other


def _explain_missing(failure: Failure, operand: Any) -> str:
    chain = chain_of(operand)
    if chain is None or failure.scope is None:
        return ""
    start, names = chain
    holder = failure.scope.names.get(start or ".", UNKNOWN)
    for count, name in enumerate(names):
        if not isinstance(holder, dict):
            if holder is UNKNOWN or holder is None:
                return ""
            return f"{spell_chain(start, names[:count])} is a {type_name(holder)}, which has no {name}"
        if name not in holder:
            return _name_missing(failure, operand, start, names, count, holder)
        below = holder[name]
        if below is None:
            return _name_null(failure, start, names[: count + 1])
        holder = below
    return ""


def _name_null(failure: Failure, start: str, names: tuple[str, ...]) -> str:
    return f"{spell_chain(start, names)} is there but has no value (null); give it one, or test it with if or default"


def _name_missing(
    failure: Failure, operand: Any, start: str, names: tuple[str, ...], count: int, holder: dict[str, Any]
) -> str:
    name, where = names[count], spell_chain(start, names[:count])
    path = failure.chain_path(start, names[: count + 1])
    origin = failure.sources.find(path) if path else None
    if origin:
        return f"{where}.{name} is null in {origin.text}; give it a value, or a fallback with default"
    near = find_nearest(name, holder)
    if near:
        return f"{where} has no {name}; did you mean {spell_chain(start, (*names[:count], near))}?"
    elsewhere = _find_elsewhere(failure, names[count:], name)
    if elsewhere:
        return f"{where} has no {name}; did you mean {elsewhere}?"
    known = f"; it has {list_names(holder)}" if holder and "Capabilities" not in holder else "; it is empty"
    path = failure.values_path(operand)
    setting = f"; set it in values.yaml or with {spell_setting(path)}" if path else ""
    last = count == len(names) - 1
    guard = "" if last else f", or guard it: ({spell_chain(start, names[: count + 1])}).{names[count + 1]}"
    return f"{where} has no {name}{known}{setting}{guard}"


def _find_elsewhere(failure: Failure, rest: tuple[str, ...], name: str) -> str:
    """Look for the key deeper among the chart's values."""
    root = failure.scope.names.get("$") if failure.scope else None
    values = root.get("Values") if isinstance(root, dict) else None
    if not isinstance(values, dict):
        return ""
    todo: list[tuple[str, Any]] = [("$.Values" if failure.scope and failure.scope.blocks else ".Values", values)]
    for path, table in todo:  # it grows meanwhile
        for key, value in table.items():
            if key == name and (len(rest) == 1 or walk(value, rest[1:]) not in (None, UNKNOWN)):
                return f"{path}.{'.'.join(rest)}"
            if isinstance(value, dict) and len(todo) < 2000:
                todo.append((f"{path}.{key}", value))
    return ""


def _failing_chain(failure: Failure) -> tuple[Any, tuple[str, ...]]:
    node = failure.step.node if failure.step else None
    chain = chain_of(node)
    return (node, chain[1]) if chain else (None, ())


def _not_a_map(failure: Failure) -> str:
    """`can't evaluate field x in type T`: the value before it is not a map."""
    if "can't evaluate field" not in failure.message:
        return ""
    operand, _ = _failing_chain(failure)
    text = _explain_missing(failure, operand) if operand is not None else ""
    if text and failure.scope and any(isinstance(node, go.Range) for node in failure.scope.blocks):
        return text
    if text:
        return text
    if failure.scope and failure.scope.blocks and operand is not None:
        return f"the dot is not a map here; the chart's own context is $: ${operand}"
    return ""


def _compare_types(failure: Failure) -> str:
    """`eq` between a number of values.yaml (float64) and an integer literal, or a number and a text."""
    if "incompatible types for comparison" not in failure.message or failure.command is None:
        return ""
    args = failure.command.args
    name = args[0].name if isinstance(args[0], go.Identifier) else "eq"
    arguments = list(args[1:])
    if failure.pipe is not None and len(failure.pipe.commands) > 1 and failure.command is not failure.pipe.commands[0]:
        arguments += failure.pipe.commands[0].args[:1]
    literal = next((arg for arg in arguments if isinstance(arg, (go.Number, go.String, go.Bool))), None)
    other = next((arg for arg in arguments if arg is not literal), None)
    if literal is None or other is None:
        return "both sides must have one type: use toString on both"
    value = failure.value_of(other)
    shown = f"({other})" if isinstance(other, go.Pipe) else str(other)
    return _suggest_comparison(name, shown, literal, value, failure)


def _suggest_comparison(name: str, shown: str, literal: Any, value: Any, failure: Failure) -> str:
    is_text = isinstance(literal, go.String)
    if isinstance(literal, go.Number) and not isinstance(value, str):
        if literal.int_value is not None:
            return f"numbers of values files are float64, {literal} is an int: {name} (int {shown}) {literal}"
        return f"convert it: {name} (float64 {shown}) {literal}"
    if isinstance(literal, go.Number):
        return f'the value is a text: {name} {shown} "{literal}", or write the value without quotes: (int {shown})'
    if is_text and isinstance(value, (int, float)) and name in _ORDERS and literal.text.isdigit():
        return f"the value is a number, the literal a text: {name} (int {shown}) {literal.text}"
    if is_text and isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"the value is a number: {name} (toString {shown}) {literal}, or put the value in quotes"
    if is_text and isinstance(value, bool):
        return f"the value is a bool: {name} (toString {shown}) {literal}, or put the value in quotes where it is set"
    if isinstance(value, (dict, list)):
        return f"{shown} is {_what(value)}; compare one of its fields"
    return f"{name} (toString {shown}) (toString {literal})"


def _bad_literal(failure: Failure) -> str:
    """A literal of the wrong kind: `trunc "63"`, `include 'x'`."""
    if "; found " not in str(failure.error):
        return ""
    literal = failure.step.node if failure.step else None
    if isinstance(literal, go.String):
        return f"without quotes: {literal.text}"
    if isinstance(literal, go.Number) and literal.text.startswith("'"):
        return f'texts take double quotes: "{literal.text[1:-1]}"'
    if isinstance(literal, go.Number):
        return f'in quotes: "{literal.text}"'
    return ""


def _single_quotes(failure: Failure) -> str:
    source = failure.text.split("\n")[failure.line - 1] if failure.line and failure.text else ""
    return "texts take double quotes" if "malformed character constant" in failure.message and "'" in source else ""


def _wrong_type(failure: Failure) -> str:
    """A function that got a value of another type."""
    text = str(failure.error)
    if "wrong type for value; expected " not in text and "invalid value; expected " not in text:
        return ""
    wanted = text.rpartition("; expected ")[2].partition(";")[0].strip()
    operand = next(iter(failure.operands()), None)
    value = failure.value_of(operand) if operand is not None else UNKNOWN
    if operand is None or value is UNKNOWN:
        return f"convert it with {_WAYS[wanted]}" if wanted in _WAYS else ""
    if value is None:
        missing = _explain_missing(failure, operand)
        fallback = '""' if wanted == "string" else "0" if wanted in _NUMBER_TYPES else "dict"
        return missing or f"it has no value; give one with default: {operand} | default {fallback}"
    if isinstance(value, bool) and wanted == "string":
        return _quote_word(failure, operand)
    if isinstance(value, (dict, list)) and wanted == "string":
        return f"{operand} is {_what(value)}; turn it into text with toYaml, or use one of its fields"
    return _convert(wanted, str(operand))


def _quote_word(failure: Failure, operand: Any) -> str:
    origin = failure.origin_of(operand)
    raw = origin.raw.partition("#")[0].strip() if origin else ""
    if raw.lower() in _YAML_WORDS and raw not in ("true", "false"):
        return f'YAML reads {raw} as a bool; put it in quotes in {origin.text if origin else "the values"}: "{raw}"'
    return f"convert it: ({operand} | toString)"


def _convert(wanted: str, operand: str) -> str:
    return f"convert it: ({_WAYS[wanted]} {operand})" if wanted in _WAYS else ""


def _unknown_template(failure: Failure) -> str:
    """A named template that nobody defines."""
    text = failure.message
    if 'no template "' in text:
        name = text.partition('no template "')[2].partition('"')[0]
    elif text.startswith('template "') and text.endswith(" not defined"):
        name = text[len('template "') :].partition('"')[0]
    else:
        return ""
    names = _template_names(failure)
    tail = find_nearest(name.rpartition(".")[2], [known.rpartition(".")[2] for known in names])
    exact = next((known for known in names if known.rpartition(".")[2] == name.rpartition(".")[2]), "")
    near = (
        find_nearest(name, names) or exact or next((known for known in names if known.rpartition(".")[2] == tail), "")
    )
    if near:
        return f'no file defines "{name}"; did you mean "{near}"?'
    if not names:
        return f'no file defines "{name}"; add {{{{ define "{name}" }}}} to templates/_helpers.tpl'
    return f'no file defines "{name}"; defined are {list_names(names)}'


def _template_names(failure: Failure) -> list[str]:
    chart = failure.sources.chart
    if chart is None:
        return []
    texts = [file.data.decode("utf-8", "replace") for _, part in chart.walk() for file in part.templates]
    return sorted({name for text in texts for name in defined_names(text)})


def defined_names(text: str) -> Iterator[str]:
    """Yield the names that a template file defines, going by its words."""
    for word in ("define", "block"):
        for piece in text.split(word)[1:]:
            rest = piece.lstrip()
            if rest[:1] in ('"', "`") and rest[0] in rest[1:]:
                yield rest[1:].partition(rest[0])[0]


def _not_iterable(failure: Failure) -> str:
    """`range` over what is no list."""
    if "range can't iterate over" not in failure.message:
        return ""
    operand = next(iter(failure.operands()), None)
    value = failure.value_of(operand) if operand is not None else UNKNOWN
    if operand is None or value is UNKNOWN:
        return "range takes a list, a map or an integer"
    origin = failure.origin_of(operand)
    where = f" in {origin.text}" if origin else ""
    if origin and origin.flag:
        setting = spell_setting(failure.values_path(operand) or (), origin.flag, "{a,b}")
        return f"{operand} is no list; write {setting}"
    return f"{operand} is a {type_name(value)}, no list; write it as a list{where}, or range over (list {operand})"


def _index(failure: Failure) -> str:
    """`index` beyond a list or into nothing."""
    if "error calling index" not in str(failure.error):
        return ""
    operand = next(iter(failure.operands()), None)
    value = failure.value_of(operand) if operand is not None else UNKNOWN
    if isinstance(value, list):
        return f"{operand} has {len(value)} elements; the first is 0" + (
            f", the last {len(value) - 1}" if len(value) > 1 else ""
        )
    return ""


def _is_author(failure: Failure) -> bool:
    from pychart.errors import FailCall

    return isinstance(failure.cause, FailCall)


def _required(failure: Failure) -> str:
    """`required` and `fail`: which value the chart's author wants."""
    if not _is_author(failure):
        return ""
    if failure.expression.startswith("fail") or "fail" in failure.expression.split():
        return _explain_fail(failure)
    operands = failure.operands()
    operand = next((other for other in operands if failure.value_of(other) in (None, "")), None)
    if operand is None:
        return ""
    near = _explain_missing(failure, operand)
    if "did you mean" in near:
        return near
    path = failure.values_path(operand)
    if path is None:
        return f"give {operand} a value"
    return f"set {spell_path(path)} in a values file or with {spell_setting(path)}"


def _explain_fail(failure: Failure) -> str:
    block = (
        next((node for node in reversed(failure.scope.blocks) if isinstance(node, go.If)), None)
        if failure.scope
        else None
    )
    if block is None:
        return ""
    return f"the chart refuses this where {block.pipe}"


def _undefined_variable(failure: Failure) -> str:
    if "undefined variable: " not in failure.message:
        return ""
    name = failure.message.partition("undefined variable: ")[2].strip()
    return f"a variable is declared with :=, as in {name} := ..."


def _divide(failure: Failure) -> str:
    if "divide by zero" not in failure.message:
        return ""
    operand = next((other for other in failure.operands() if not failure.value_of(other)), None)
    if operand is None:
        return ""
    missing = _explain_missing(failure, operand)
    return missing or f"{operand} is zero; give it another value or test it with if"


def _text_of_tpl(failure: Failure) -> str:
    if failure.path != "gotpl" or len(failure.frames) < 2:
        return ""
    return "the text given to tpl is at fault; it is a value, see above"


def _version(failure: Failure) -> str:
    if "nvalid semantic version" not in failure.message:
        return ""
    return "a version is MAJOR.MINOR.PATCH, as 1.2.3"


def _too_deep(failure: Failure) -> str:
    text = str(failure.error)
    if any(words in text for words in ("nested too deep", "nested reference name", "exceeded maximum template depth")):
        return f'"{failure.template}" includes itself; end that with if'
    return ""


REMEDIES: tuple[Callable[[Failure], str], ...] = (
    _lost_space,
    _no_context,
    _wrong_count,
    _unknown_template,
    _required,
    _missing_context_key,
    _compare_types,
    _single_quotes,
    _bad_literal,
    _wrong_type,
    _not_iterable,
    _index,
    _divide,
    _undefined_variable,
    _missing_key,
    _not_a_map,
    _version,
    _too_deep,
)
