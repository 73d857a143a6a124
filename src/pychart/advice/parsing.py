"""Advice about a template that cannot be parsed: Go only names the line, people want the place in it."""

from __future__ import annotations

from pychart.advice.failing import display_path
from pychart.advice.model import Advice, Place
from pychart.advice.near import find_nearest
from pychart.advice.remedies import CONTEXT, defined_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pychart.advice.origins import Sources
    from pychart.records import NamedTuple
    from pychart.templates.golang.parse_errors import ParseError
else:
    from pychart.records import NamedTuple

_OPENERS = ("if", "with", "range", "define", "block")
_FOREIGN = {
    "elif": "else if",
    "elseif": "else if",
    "elsif": "else if",
    "endif": "end",
    "endfor": "end",
    "endwith": "end",
    "endrange": "end",
    "for": "range",
    "foreach": "range",
    "True": "true",
    "False": "false",
    "None": "nil",
    "null": "nil",
    "toYAML": "toYaml",
    "toJSON": "toJson",
    "length": "len",
    "size": "len",
    "concatenate": "cat or printf",
    "format": "printf",
    "sprintf": "printf",
    "equals": "eq",
    "equal": "eq",
    "lowercase": "lower",
    "uppercase": "upper",
    "isset": "hasKey",
    "defined": "hasKey",
    "exists": "hasKey",
    "strip": "trim",
}
"""Words of other languages, and what says the same here."""


class _Fault(NamedTuple):
    """A parse error with its file: ``line`` counts from 1, ``source`` is that line's text."""

    message: str
    line: int
    source: str
    text: str
    templates: tuple[str, ...]


class _Finding(NamedTuple):
    """The guilty place, its column from 0 and its length, and the remedy; line 0 is the line Go names."""

    column: int
    length: int
    suggestion: str
    line: int = 0


def explain_parse_error(error: ParseError, sources: Sources) -> Advice:
    """Say where in its line a template cannot be parsed, and what may have been meant."""
    text, names = _read(error.name, sources)
    lines = text.split("\n")
    line = min(error.line, len(lines)) if text else error.line
    fault = _Fault(error.message, line, lines[line - 1] if text and line else "", text, names)
    finding = next((found for find in _FINDERS if (found := find(fault))), None)
    path = display_path(error.name, sources)
    if finding is None:
        return Advice(error.message, Place(path, line, 0, 1, fault.source))
    number = finding.line or line
    source = lines[number - 1] if 0 < number <= len(lines) else ""
    place = Place(path, number, finding.column + 1, max(1, finding.length), source)
    return Advice(error.message, place, (), (), finding.suggestion)


def _read(name: str, sources: Sources) -> tuple[str, tuple[str, ...]]:
    """Give the text of a template and the names that all templates define."""
    if sources.chart is None:
        return "", ()
    found, names = "", []
    for path, part in sources.chart.walk():
        for file in part.templates:
            text = file.data.decode("utf-8", "surrogateescape")
            names += list(defined_names(text))
            if f"{path}/{file.name}" == name:
                found = text
    return found, tuple(names)


def _after(text: str, mark: str) -> str:
    """Give what stands in double quotes after a mark."""
    return text.partition(mark)[2].partition('"')[0]


def _find_word(source: str, word: str) -> int:
    """Find a word within the actions of a line, as a whole where it can be."""
    start = 0
    while (start := source.find(word, start)) >= 0:
        before, after = source[start - 1 : start], source[start + len(word) : start + len(word) + 1]
        if not (before.isalnum() or before in ("_", ".", "$")) and not (after.isalnum() or after == "_"):
            return start
        start += 1
    return max(0, source.find(word))


def _undefined_function(fault: _Fault) -> _Finding | None:
    if not fault.message.startswith('function "'):
        return None
    name = _after(fault.message, 'function "')
    column = _find_word(fault.source, name)
    return _Finding(column, len(name), _suggest_function(name, fault))


def _suggest_function(name: str, fault: _Fault) -> str:
    from pychart.functions.table import FUNCTIONS

    if name in CONTEXT:
        rest = fault.source[_find_word(fault.source, name) + len(name) :]
        fields = ""
        for rune in rest:
            if not (rune.isalnum() or rune in "._"):
                break
            fields += rune
        return f"a dot is missing before it: .{name}{fields}"
    if name in _FOREIGN:
        return f"there is no {name}; write {_FOREIGN[name]}"
    exact = next((known for known in fault.templates if known == name or known.rpartition(".")[2] == name), "")
    if exact:
        return f'"{exact}" is a named template, not a function: include "{exact}" .'
    near = find_nearest(name, (*FUNCTIONS, "and", "or", "not", "else", "end", "range", "with", "if", "define"))
    return f"did you mean {near}?" if near else f"Helm has no function {name}; a text takes quotes, a field a dot"


def _undefined_variable(fault: _Fault) -> _Finding | None:
    if not fault.message.startswith("undefined variable"):
        return None
    name = _after(fault.message, 'undefined variable "')
    column = _find_word(fault.source, name)
    known = _declared(fault.text)
    if name in known:
        line = known[name]
        text = (
            f"{name} is declared on line {line}, in a block that has ended or after this; declare it before the block"
        )
        return _Finding(column, len(name), text)
    near = find_nearest(name, known)
    text = f"did you mean {near}?" if near else f"declare it first: {{{{ {name} := ... }}}}"
    return _Finding(column, len(name), text)


def _declared(text: str) -> dict[str, int]:
    """Give the variables that a file declares, with their lines."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for piece in line.split(":=")[:-1]:
            for part in piece.split("{{")[-1].split(","):
                word = part.split()[-1] if part.split() else ""
                if word.startswith("$"):
                    found.setdefault(word, number)
    return found


def _actions(text: str) -> Iterator[tuple[int, str]]:
    """Yield the actions of a file: the line each begins on and its words; comments are left out."""
    place = 0
    while (start := text.find("{{", place)) >= 0:
        end = text.find("}}", start)
        end = len(text) if end < 0 else end
        inner = text[start + 2 : end].strip("- \t\r\n")
        if inner.startswith("/*"):
            end = max(end, text.find("*/", start))
        else:
            yield text.count("\n", 0, start) + 1, inner
        place = end + 2


def _unexpected_end_of_file(fault: _Fault) -> _Finding | None:
    if fault.message != "unexpected EOF":
        return None
    opened: list[tuple[int, str]] = []
    for line, inner in _actions(fault.text):
        word = inner.split(maxsplit=1)[0] if inner else ""
        if word in _OPENERS:
            opened.append((line, inner))
        elif word == "end" and opened:
            opened.pop()
    if not opened:
        return None
    line, inner = opened[-1]
    source = fault.text.split("\n")[line - 1]
    column = max(0, source.find(inner.split("\n")[0]))
    text = f"this {inner.split(maxsplit=1)[0]} has no {{{{ end }}}}"
    return _Finding(column, len(inner.split("\n")[0]), text, line)


def _unexpected_end(fault: _Fault) -> _Finding | None:
    if fault.message != "unexpected {{end}}":
        return None
    column = max(0, fault.source.find("end"))
    return _Finding(column, 3, "there is no if, with, range or define left for this end; drop it")


def _second_else(fault: _Fault) -> _Finding | None:
    if "found {{else}}" not in fault.message and fault.message != "unexpected {{else}}":
        return None
    column = max(0, fault.source.find("else"))
    text = "no block is open that this else could belong to"
    if "found {{else}}" in fault.message:
        text = "this block has its else already; write else if before it, or end the block"
    return _Finding(column, 4, text)


def _unclosed(fault: _Fault) -> _Finding | None:
    if not fault.message.startswith(("unclosed action", "unclosed left paren", "unterminated", "unclosed comment")):
        return None
    line = fault.line
    if "started at" in fault.message:
        number = fault.message.rpartition(":")[2]
        line = int(number) if number.isdigit() else line
    lines = fault.text.split("\n")
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    if fault.message.startswith("unterminated"):
        quote = "`" if "raw" in fault.message else "'" if "character" in fault.message else '"'
        column = max(0, source.rfind(quote))
        return _Finding(column, len(source) - column, f"the closing {quote} is missing", line)
    column = max(0, source.rfind("{{"))
    if fault.message.startswith("unclosed left paren"):
        column = max(0, source.rfind("("))
        return _Finding(column, 1, "the closing ) is missing", line)
    if "comment" in fault.message:
        return _Finding(column, 2, "a comment ends with */}}, or */ -}}", line)
    return _Finding(column, len(source) - column, "the closing }} is missing on this line", line)


def _single_brace(fault: _Fault) -> _Finding | None:
    if 'unexpected "}"' not in fault.message and "U+007D" not in fault.message:
        return None
    start = max(0, fault.source.find("{{"))
    for column in range(start, len(fault.source)):
        if fault.source[column] == "}" and "}}" not in (
            fault.source[column : column + 2],
            fault.source[column - 1 : column + 1],
        ):
            return _Finding(column, 1, "an action ends with two braces: }}")
    return None


def _dashed_key(fault: _Fault) -> _Finding | None:
    if "bad character U+002D" not in fault.message:
        return None
    for column, rune in enumerate(fault.source):
        if rune != "-" or not (fault.source[column - 1 : column].isalnum()):
            continue
        start, end = column, column
        while start > 0 and (fault.source[start - 1].isalnum() or fault.source[start - 1] in "._$"):
            start -= 1
        while end < len(fault.source) and (fault.source[end].isalnum() or fault.source[end] in "_-"):
            end += 1
        whole = fault.source[start:end]
        if not whole.startswith((".", "$")):
            continue
        holder, _, key = whole.rpartition(".")
        return _Finding(start, end - start, f'a key with a dash takes index: index {holder or "."} "{key}"')
    return None


def _call_parentheses(fault: _Fault) -> _Finding | None:
    if 'unexpected "("' not in fault.message and 'unexpected ","' not in fault.message:
        return None
    column = fault.source.find("(") if "(" in fault.message else fault.source.find(",", fault.source.find("{{"))
    start = column
    while start > 0 and fault.source[start - 1].isalnum():
        start -= 1
    name = fault.source[start:column]
    if not name:
        return _Finding(max(0, column), 1, "arguments are separated by spaces, without commas")
    end = fault.source.find(")", column)
    inner = fault.source[column + 1 : end if end > 0 else None]
    arguments = " ".join(part.strip() for part in inner.split(","))
    shown = arguments.replace("'", '"') if len(arguments) > 1 else arguments
    return _Finding(start, column - start + 1, f"a call takes no parentheses and no commas: {name} {shown}")


def _spaced_comment(fault: _Fault) -> _Finding | None:
    if 'unexpected "/"' not in fault.message and "comment ends before" not in fault.message:
        return None
    column = max(0, fault.source.find("/*"))
    return _Finding(column, 2, "a comment stands right behind the braces: {{/* ... */}} or {{- /* ... */ -}}")


def _operator(fault: _Fault) -> _Finding | None:
    for sign, function in (
        ("=", "eq"),
        ("!", "ne or not"),
        ("<", "lt"),
        (">", "gt"),
        ("&", "and"),
        ("+", "add"),
        ("*", "mul"),
        ("%", "mod"),
    ):
        named = (
            f'unexpected "{sign}',
            f"unexpected bad character U+{ord(sign):04X}",
            f"bad character U+{ord(sign):04X}",
        )
        if any(words in fault.message for words in named):
            start = fault.source.find("{{")
            column = max(0, fault.source.find(sign, max(0, start)))
            text = f"there are no operators; functions come first: {function} A B"
            return _Finding(column, 1, text)
    return None


def _missing_value(fault: _Fault) -> _Finding | None:
    if not fault.message.startswith("missing value for "):
        return None
    word = fault.message.removeprefix("missing value for ")
    column = _find_word(fault.source, word)
    return _Finding(column, len(word), f"{word} needs a value, as in {word} .Values.x")


def _single_quotes(fault: _Fault) -> _Finding | None:
    if "malformed character constant" not in fault.message:
        return None
    column = max(0, fault.source.find("'"))
    end = fault.source.find("'", column + 1)
    text = fault.source[column + 1 : end]
    return _Finding(column, end - column + 1, f'a text takes double quotes: "{text}"')


_FINDERS: tuple[Callable[[_Fault], _Finding | None], ...] = (
    _undefined_function,
    _undefined_variable,
    _unexpected_end_of_file,
    _unexpected_end,
    _second_else,
    _unclosed,
    _single_brace,
    _dashed_key,
    _call_parentheses,
    _spaced_comment,
    _single_quotes,
    _missing_value,
    _operator,
)
