"""Go's regular expressions: RE2 syntax, leftmost-first matches, linear time whatever the pattern.

RE2 itself does the matching; this module adds what Go does around it: which empty matches count, ``$1`` in
replacements, splitting, and the texts about patterns that cannot be compiled. Strings may hold bytes that are
not UTF-8 (as lone surrogates): Go reads each as U+FFFD, so does the copy that is searched, and since one
character stands for one the places found are valid in the string itself.

Origin: Go's regexp and regexp/syntax.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


_MAX_MEMORY = 64 << 20
_CACHE_SIZE = 512
_MAX_NESTING = 1000
_MAX_GROUPS = 1000
"""With how many groups RE2 may say what each matched: it takes memory for the square of their number."""
_FEW_GROUPS = 20
_REPLACEMENT_CHARACTER = "\ufffd"

_MESSAGES = {
    "invalid escape sequence": "invalid escape sequence",
    "invalid character class": "invalid character class",
    "invalid character class range": "invalid character class range",
    "missing ]": "missing closing ]",
    "missing )": "missing closing )",
    "unexpected )": "unexpected )",
    "trailing \\": "trailing backslash at end of expression",
    "no argument for repetition operator": "missing argument to repetition operator",
    "invalid repetition size": "invalid repeat count",
    "bad repetition operator": "invalid nested repetition operator",
    "invalid perl operator": "invalid or unsupported Perl syntax",
    "invalid UTF-8": "invalid UTF-8",
    "invalid named capture group": "invalid named capture",
}

_GROUP = r"""(?s)\\Q.*?(?:\\E|\z)|\\.|\[\^?\]?(?:\\.|\[:[^\]]*:\]|[^\]])*\]|\(\?P?<(\w+)>|\(\?|(\()|."""
"""The pieces of a pattern: quoted texts, escapes, classes, groups: with a name, without capturing, others; the rest."""

_cache: dict[str, Pattern] = {}


class RegexpError(ValueError):
    """A pattern that does not compile; str() is Go's text: ``error parsing regexp: ...``."""


class Pattern:
    """A compiled pattern. Get one from :func:`compile_pattern`."""

    __slots__ = ("_names", "_regexp", "_whole", "expression")

    def __init__(self, expression: str, regexp: Any, whole: Any) -> None:
        self.expression = expression
        self._regexp = regexp
        self._whole = whole  # the same without groups, where keeping them would cost much
        self._names: dict[str, int] = regexp.groupindex

    def match(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in the text."""
        return self._whole.search(_readable(text)) is not None

    def find(self, text: str) -> str:
        """Give the leftmost match, or an empty string."""
        found = self._whole.search(_readable(text))
        return text[found.start() : found.end()] if found else ""

    def find_start(self, text: str) -> int:
        """Give the place of the leftmost match, -1 for none."""
        found = self._whole.search(_readable(text))
        return int(found.start()) if found else -1

    def find_all(self, text: str, limit: int) -> list[str]:
        """Give the matches that do not overlap, at most ``limit`` of them; all where it is negative."""
        return [text[spans[0][0] : spans[0][1]] for spans in self._matches(text, limit, 1)]

    def find_all_groups(self, text: str) -> list[list[str | None]]:
        """Give for every match the whole and its groups; None where a group took no part."""
        matches = self._matches(text, -1, self._regexp.groups + 1)
        return [[text[begin:end] if begin >= 0 else None for begin, end in spans] for spans in matches]

    def split(self, text: str, limit: int) -> list[str]:
        """Cut the text at the matches into at most ``limit`` parts; all where it is negative."""
        if limit == 0:
            return []
        if self.expression and not text:
            return [""]
        parts: list[str] = []
        begin = end = 0
        for spans in self._matches(text, limit, 1):
            if limit > 0 and len(parts) == limit - 1:
                break
            end, after = spans[0]
            if after != 0:
                parts.append(text[begin:end])
            begin = after
        if end != len(text):
            parts.append(text[begin:])
        return parts

    def replace_literal(self, text: str, replacement: str) -> str:
        """Put the replacement, as it stands, in the place of every match."""
        return self._replace(text, [replacement], 1)

    def replace(self, text: str, replacement: str) -> str:
        """Put the replacement in the place of every match; ``$1``, ``$name``, ``${name}`` stand for groups.

        A name without braces is as long as letters, digits and underscores go on: ``$1W`` is ``${1W}``.
        """
        template = self._parse_template(replacement)
        return self._replace(text, template, 1 if len(template) == 1 else self._regexp.groups + 1)

    def _matches(self, text: str, limit: int, groups: int) -> Iterator[list[tuple[int, int]]]:
        """Yield the spans of each match; Go takes no empty match right after another match."""
        count = 0
        previous_end = -1
        if limit == 0:
            return
        if groups > _MAX_GROUPS:
            raise RegexpError(f"error parsing regexp: more than {_MAX_GROUPS} groups")
        regexp = self._regexp if groups > 1 else self._whole
        for found in regexp.finditer(_readable(text)):
            begin, end = found.span()
            accepted = begin != end or begin != previous_end
            previous_end = end
            if not accepted:
                continue
            yield [found.span(group) for group in range(groups)]
            count += 1
            if count == limit:
                return

    def _replace(self, text: str, template: list[str | tuple[int, ...]], groups: int) -> str:
        parts: list[str] = []
        position = 0
        for spans in self._matches(text, -1, groups):
            begin, end = spans[0]
            parts.append(text[position:begin])
            for piece in template:
                if isinstance(piece, str):
                    parts.append(piece)
                else:
                    taken = next((spans[group] for group in piece if spans[group][0] >= 0), (0, 0))
                    parts.append(text[taken[0] : taken[1]])
            position = end
        parts.append(text[position:])
        return "".join(parts)

    def _parse_template(self, replacement: str) -> list[str | tuple[int, ...]]:
        """Cut a replacement into literal texts and groups: the first of them that takes part is meant."""
        pieces: list[str | tuple[int, ...]] = []
        rest = replacement
        while True:
            literal, dollar, rest = rest.partition("$")
            pieces.append(literal)
            if not dollar:
                return pieces
            if rest.startswith("$"):
                pieces.append("$")
                rest = rest[1:]
                continue
            name, after = _read_name(rest)
            if not name:
                pieces.append("$")
                continue
            rest = after
            pieces.append(self._find_groups(name))

    def _find_groups(self, name: str) -> tuple[int, ...]:
        """Give the numbers of the groups that a name or number stands for: several groups may share a name."""
        if name.isascii() and name.isdigit():
            if len(name) > 9 or (name[0] == "0" and len(name) > 1):
                return ()
            return (int(name),) if int(name) <= self._regexp.groups else ()
        if self.expression.count(f"<{name}>") > 1:
            return tuple(number for number, other in enumerate(_list_groups(self.expression), 1) if other == name)
        return (self._names[name],) if name in self._names else ()


def compile_pattern(expression: str) -> Pattern:
    """Compile a pattern, or take it from the cache.

    Raises RegexpError with the text of Go's regexp.Compile.
    """
    pattern = _cache.get(expression)
    if pattern is None:
        regexp = _compile(expression)
        whole = _compile(expression, groups=False) if regexp.groups > _FEW_GROUPS else regexp
        pattern = Pattern(expression, regexp, whole)
        if len(_cache) >= _CACHE_SIZE:
            _cache.clear()
        _cache[expression] = pattern
    return pattern


def must_compile(expression: str) -> Pattern:
    """Compile a pattern as Go's MustCompile: the error then starts with ``regexp: Compile(PATTERN): ``."""
    try:
        return compile_pattern(expression)
    except RegexpError as error:
        from pychart.gostd.strconv import quote

        shown = f"`{expression}`" if _can_backquote(expression) else quote(expression)
        raise RegexpError(f"regexp: Compile({shown}): {error}") from None


def quote_meta(text: str) -> str:
    """Put a backslash before every character that has a meaning in patterns (regexp.QuoteMeta)."""
    return "".join("\\" + char if char in "\\.+*?()|[]{}^$" else char for char in text)


def _compile(expression: str, *, groups: bool = True) -> Any:
    import re2

    if expression.count("(") >= _MAX_NESTING and _nesting(expression) >= _MAX_NESTING:
        raise RegexpError(f"error parsing regexp: expression nests too deeply: `{expression}`")
    if not expression.isascii():
        _check_utf8(expression)
    _check_single_byte(expression)
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    options.never_capture = not groups
    try:
        return re2.compile(expression, options)
    except re2.error as error:
        raise RegexpError(_explain(error, expression)) from None


def _nesting(expression: str) -> int:
    """Give how deep groups lie in groups; what is no group (escapes, classes) is not looked at."""
    import re2

    deepest = depth = 0
    for piece in re2.finditer(_GROUP, expression):
        text = piece.group()
        depth += text.startswith("(") - (text == ")")
        deepest = max(deepest, depth)
    return deepest


def _list_groups(expression: str) -> list[str]:
    """Give the names of a sound pattern's groups in the order of their numbers; "" for those without one."""
    import re2

    found = re2.finditer(_GROUP, expression)
    return [piece.group(1) or "" for piece in found if piece.lastindex]


def _check_utf8(expression: str) -> None:
    for index, char in enumerate(expression):
        if "\ud800" <= char <= "\udfff":
            raise RegexpError(f"error parsing regexp: invalid UTF-8: `{expression[index:]}`")


def _check_single_byte(expression: str) -> None:
    r"""Refuse ``\C``, which RE2 has and Go has not."""
    if "\\C" not in expression:
        return
    index = 0
    while index < len(expression) - 1:
        if expression[index] != "\\":
            index += 1
        elif expression[index + 1] == "Q":
            end = expression.find("\\E", index)
            index = len(expression) if end < 0 else end + 2
        elif expression[index + 1] == "C":
            if _is_sound(expression[:index]):
                raise RegexpError("error parsing regexp: invalid escape sequence: `\\C`")
            return
        else:
            index += 2


def _is_sound(beginning: str) -> bool:
    """Tell whether nothing is wrong with the beginning of a pattern, but for what its rest may close."""
    try:
        _compile(beginning)
    except RegexpError as error:
        return str(error).startswith("error parsing regexp: missing closing")
    return True


def _explain(error: Exception, expression: str) -> str:
    raw = error.args[0] if error.args else ""
    text = raw.decode("utf-8", "surrogateescape") if isinstance(raw, bytes) else str(raw)
    reason, _, what = text.partition(": ")
    message = _MESSAGES.get(reason)
    if message is None:
        return "error parsing regexp: expression too large"
    if what in ("(?<=", "(?<!"):  # Go takes every (?< for the beginning of a named group
        rest = expression[expression.find(what) :]
        message, what = "invalid named capture", rest[: rest.find(">") + 1] or rest
    return f"error parsing regexp: {message}: `{what}`"


def _read_name(text: str) -> tuple[str, str]:
    """Read a group's name after the dollar; an empty name where there is none."""
    braced = text.startswith("{")
    begin = 1 if braced else 0
    end = begin
    while end < len(text) and (text[end] == "_" or text[end].isalpha() or text[end].isdecimal()):
        end += 1
    name = text[begin:end]
    if not braced:
        return name, text[end:]
    if not name or text[end : end + 1] != "}":
        return "", text
    return name, text[end + 1 :]


def _can_backquote(text: str) -> bool:
    return not any(
        char in "`\x7f\ufeff" or (char < " " and char != "\t") or "\ud800" <= char <= "\udfff" for char in text
    )


def _readable(text: str) -> str:
    """Give the text with U+FFFD for each byte that is not UTF-8."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT_CHARACTER if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
