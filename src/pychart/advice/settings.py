"""Advice about what goes wrong before a template runs: values files, flags, schemas."""

from __future__ import annotations

from pychart.advice.describe import describe_value, list_names, spell_setting
from pychart.advice.model import Advice, Fact, Place
from pychart.advice.near import find_nearest
from pychart.advice.origins import Sources, read_local
from pychart.errors import ChartError, SchemaError, ValuesError, YamlError
from pychart.gostd.types import type_name
from pychart.values.layers import spell_path
from pychart.values.paths import is_absent, look_up

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from pychart.advice.model import Request

_SET_FLAGS = ("set_json", "set", "set_string", "set_file", "set_literal")


def explain_settings(chain: Sequence[BaseException], sources: Sources, request: Request) -> Advice | None:
    """Explain the first of an error's causes that is about values; None where none is."""
    for cause in chain:
        if isinstance(cause, SchemaError):
            return _explain_schema(cause, sources)
        if isinstance(cause, ValuesError) and cause.text:
            return _explain_flag(cause, request)
        if isinstance(cause, (ValuesError, ChartError)) and any(isinstance(other, YamlError) for other in chain):
            return _explain_yaml(cause, sources, request)
        if isinstance(cause, ValuesError) and str(cause).startswith("open "):
            return _explain_absent_file(cause)
    return None


def _explain_flag(error: ValuesError, request: Request) -> Advice:
    """Point into the argument of --set and its kin."""
    name = "--set"
    for flag in _SET_FLAGS:
        if error.text in request.flags.get(flag, ()):
            name = "--" + flag.replace("_", "-")
    column = min(max(error.place, 1), len(error.text))
    message = str(error)
    place = Place(name, 1, column, 1, error.text)
    return Advice(message, place, (), (), _suggest_setting(message, name, error.text))


def _suggest_setting(message: str, name: str, text: str) -> str:
    if "has no value (cannot end with ,)" in message:
        return f"a comma begins the next key; in a value it needs a backslash: {name} 'key=a\\,b'"
    if "has no value" in message:
        key = text.rpartition(",")[2]
        if ":" in key and "=" not in key:
            return f"key and value are separated by =: {name} {key.replace(':', '=', 1).replace('= ', '=')}"
        if "," in text:
            whole = text.replace(",", "\\,")
            return f"a comma begins the next key; in a value it needs a backslash: {name} '{whole}'"
        return f"give it a value: {name} {text}=VALUE"
    if "list must terminate" in message:
        return "a list ends with }, and the shell needs quotes around it: " + f"{name} '{text}}}'"
    if "error parsing index" in message:
        return (
            f"an index is a number; a key with brackets or dots in it needs a backslash before them: {name} 'a\\.b=c'"
        )
    if "unable to parse key" in message or "interface conversion" in message:
        return "the key names a map where the values so far have something else"
    if name == "--set-json":
        return (
            "--set-json takes JSON: texts in double quotes, and single quotes around all for the shell: 'key=\"text\"'"
        )
    return ""


def _explain_yaml(error: Exception, sources: Sources, request: Request) -> Advice | None:
    """Point into the values file, Chart.yaml or values.yaml that is not YAML."""
    from pychart.yamlio.positions import find_syntax_error

    message = str(error)
    path = next((name for name in request.flags.get("values", ()) if f"failed to parse {name}:" in message), "")
    if not path and message.startswith("cannot load "):
        path = f"{sources.folder}/{message.removeprefix('cannot load ').partition(':')[0]}"
    data = read_local(path) if path else b""
    if not data:
        return None
    found = find_syntax_error(data)
    if found is None:
        return Advice(message, Place(path, 1), (), (), _suggest_kind(message))
    line, column, problem = found
    lines = data.decode("utf-8", "replace").split("\n")
    line, column, suggestion = suggest_yaml(lines, line, column, problem)
    return Advice(
        message, Place(path, line, column, 1, lines[line - 1] if line <= len(lines) else ""), (), (), suggestion
    )


def _suggest_kind(message: str) -> str:
    if "cannot unmarshal array" in message or "cannot unmarshal string" in message:
        return "the file must hold a map: key: value"
    return ""


def suggest_yaml(lines: Sequence[str], line: int, column: int, problem: str) -> tuple[int, int, str]:
    """Give the guilty line and column of a YAML text that fails at a place, and what may help."""
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in source[: max(column, len(source) - len(source.lstrip()))]:
        return line, source.index("\t") + 1, "YAML is indented with spaces, not with tabs"
    if "mapping values are not allowed" in problem:
        return line, column, _explain_colon(lines, line, source)
    if "could not find expected ':'" in problem and line > 1:
        for number in range(min(line, len(lines)), 0, -1):
            text = lines[number - 1].strip()
            if text and ":" not in text and not text.startswith(("#", "- ")):
                indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
                return number, indent + 1, "this line is no key: value; a colon is missing"
    if "cannot start any token" in problem or "unknown escape" in problem or "alias" in problem:
        return line, column, "a text that begins like this needs quotes"
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return line, column, "a closing quote is missing"
    if "did not find expected key" in problem or "expected <block end>" in problem or "'-' indicator" in problem:
        return line, column, "this line's indentation fits no line above it"
    if "did not find expected ',' or" in problem:
        return line, column, "a bracket or brace is not closed, or a comma is missing"
    if "did not find expected node content" in problem or "alphabetic or numeric" in problem:
        return line, column, "a text that begins like this needs quotes"
    return line, column, ""


def _explain_colon(lines: Sequence[str], line: int, source: str) -> str:
    if source.count(": ") > 1:
        return "a text with a colon and a space in it needs quotes"
    return "this line is indented as part of the value above it; align it with its sisters"


def _explain_absent_file(error: ValuesError) -> Advice | None:
    import os

    name = str(error).removeprefix("open ").rpartition(": ")[0]
    folder = os.path.dirname(name) or "."
    try:
        known = os.listdir(folder)
    except OSError:
        return Advice(str(error), suggestion=f"there is no folder {folder}")
    near = find_nearest(os.path.basename(name), known)
    return Advice(str(error), suggestion=f"did you mean {os.path.join(os.path.dirname(name), near)}?" if near else "")


def _explain_schema(error: SchemaError, sources: Sources) -> Advice:
    """Point at the value that does not meet a schema."""
    prefix: tuple[str, ...] = ()
    for line in str(error).splitlines():
        if line.endswith(":") and not line.startswith(("-", " ")) and "/" not in line and sources.chart:
            prefix = _find_prefix(line[:-1], sources)
        if not line.startswith("- at '"):
            continue
        pointer, _, problem = line.removeprefix("- at '").partition("': ")
        path = (*prefix, *_read_pointer(pointer))
        return _explain_pointer(str(error), path, problem, sources)
    return Advice(str(error))


def _find_prefix(name: str, sources: Sources) -> tuple[str, ...]:
    for path, part in sources.chart.walk() if sources.chart else ():
        if part.name == name:
            return tuple(path.split("/charts/")[1:])
    return ()


def _read_pointer(pointer: str) -> tuple[str | int, ...]:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _explain_pointer(message: str, path: tuple[str | int, ...], problem: str, sources: Sources) -> Advice:
    extra = problem.partition("additional properties ")[2].partition("'")[2].partition("'")[0]
    target = (*path, extra) if extra else path
    origin = sources.find(target) if target else None
    place = origin.place if origin else None
    name = spell_path(target)
    suggestion = ""
    if extra:
        near = find_nearest(extra, _schema_names(path, sources))
        suggestion = f"the schema knows no {extra}" + (f"; did you mean {near}?" if near else "")
    elif "missing propert" in problem:
        wanted = problem.partition("'")[2].partition("'")[0]
        full = (*path, wanted)
        suggestion = f"set {spell_path(full)} in a values file or with {spell_setting(full)}"
    elif "want string" in problem:
        way = "use --set-string" if origin and origin.flag == "--set" else "put the value in quotes"
        suggestion = f"{name} must be a string; {way}"
    elif "got string, want" in problem:
        way = (
            "use --set, which reads numbers and bools"
            if origin and origin.flag == "--set-string"
            else "drop the quotes"
        )
        wanted = problem.rpartition("want ")[2]
        suggestion = f"{name} must be {'an' if wanted[:1] in 'aeio' else 'a'} {wanted}; {way}"
    elif "must be one of" in problem:
        suggestion = _suggest_choice(problem, target, sources)
    value = _look_up(target, sources)
    facts = (
        ()
        if is_absent(value)
        else (Fact(name, describe_value(value), type_name(value), origin.text if origin else ""),)
    )
    return Advice(f"at '/{'/'.join(map(str, path))}': {problem}", place, (), facts, suggestion)


def _suggest_choice(problem: str, target: tuple[str | int, ...], sources: Sources) -> str:
    choices = problem.partition("must be one of ")[2].split("'")[1::2]
    near = find_nearest(str(_look_up(target, sources)), choices)
    return f"did you mean {near}?" if near else f"it may be {list_names(choices)}"


def _look_up(path: tuple[str | int, ...], sources: Sources) -> Any:
    for layer in sources.user_layers():
        value = look_up(layer.values, path)
        if not is_absent(value):
            return value
    chart, rest = sources.chart, path
    value = look_up(chart.values if chart else {}, path)
    while is_absent(value) and chart is not None and rest:
        chart = next((part for part in chart.dependencies if part.name == rest[0]), None)
        rest = rest[1:]
        value = look_up(chart.values, rest) if chart else value
    return value


def _schema_names(path: tuple[str | int, ...], sources: Sources) -> list[str]:
    """Give the properties that the top chart's schema knows at a path."""
    import json

    if sources.chart is None or not sources.chart.schema:
        return []
    schema = json.loads(sources.chart.schema)
    for key in path:
        schema = schema.get("items", {}) if isinstance(key, int) else schema.get("properties", {}).get(key, {})
    return list(schema.get("properties", {}))
