"""Text in templates (sprig): cutting, trimming, changing case, wrapping, quoting, splitting and joining.

Lengths and places count bytes of UTF-8, as in Go, so that a cut may split a character.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.functions import wordcase
from pychart.functions.limits import bounded, require_text_size
from pychart.gostd import strings as go
from pychart.gostd.fmt import format_value
from pychart.gostd.strconv import quote as quote_text
from pychart.gostd.types import StringList, StringMap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_LATIN_SPACES = b"\t\n\v\f\r \x85\xa0"
_SPACE = 32
_NEGATIVE_COUNT = "strings: negative Repeat count"
_CHECKED_FROM = 4096  # less padding, or a shorter text put in many times, is not worth looking at


def hello() -> str:
    """Say hello.

    ``hello`` gives the string ``Hello!``. Origin: sprig.
    """
    return "Hello!"


def abbrev(width: int, text: str) -> str:
    """Shorten a text to WIDTH bytes, the last three of them dots.

    ``abbrev WIDTH TEXT`` gives string; TEXT itself if WIDTH is below 4. Origin: sprig; goutils.
    """
    return text if width < 4 else _abbreviate(text, 0, width)


def abbrevboth(left: int, right: int, text: str) -> str:
    """Shorten a text at both ends: at most RIGHT bytes, beginning near byte LEFT.

    ``abbrevboth LEFT RIGHT TEXT`` gives string; TEXT itself if RIGHT is below 4, or below 7 with LEFT above 0.
    Origin: sprig; goutils.
    """
    if right < 4 or (left > 0 and right < 7):
        return text
    return _abbreviate(text, left, right)


def trunc(length: int, text: str) -> str:
    """Keep the first LENGTH bytes of a text, or the last -LENGTH if LENGTH is negative.

    ``trunc LENGTH TEXT`` gives string. Origin: sprig.
    """
    if not text.isascii():
        data = go.encode(text)
        return text if abs(length) >= len(data) else go.decode(data[:length] if length >= 0 else data[length:])
    if length >= 0:
        return text[:length]
    return text[length:]


def trim(text: str) -> str:
    """Remove Unicode space from both ends.

    ``trim TEXT`` gives string. Origin: Go's strings.TrimSpace.
    """
    return go.trim_space(text)


def upper(text: str) -> str:
    """Turn every letter into a capital; a letter without a single capital, such as ß, stays.

    ``upper TEXT`` gives string. Origin: Go's strings.ToUpper.
    """
    return go.to_upper(text)


def lower(text: str) -> str:
    """Turn every letter into a small one.

    ``lower TEXT`` gives string. Origin: Go's strings.ToLower.
    """
    return go.to_lower(text)


def title(text: str) -> str:
    """Turn the first letter of every word into a capital; the rest stays as it is.

    ``title TEXT`` gives string. Origin: Go's strings.Title.
    """
    return go.title(text)


def untitle(text: str) -> str:
    """Turn the first letter of every word into a small one; words are separated by space.

    ``untitle TEXT`` gives string. Origin: sprig; goutils.
    """
    parts = []
    fresh = True
    for rune in wordcase.replace_raw_bytes(text):
        if go.is_space(rune):
            fresh = True
        elif fresh:
            rune, fresh = go.rune_to_lower(rune), False
        parts.append(rune)
    return "".join(parts)


def substr(start: int, end: int, text: str) -> str:
    """Cut out the bytes from START up to END, which is left out.

    ``substr START END TEXT`` gives string. A negative START means from the beginning; a negative END, or one
    behind the text's end, means to the end. Fails with ``slice bounds out of range``. Origin: sprig.
    """
    size = go.byte_length(text)
    if start < 0:
        if end < 0:
            raise FunctionError(f"runtime error: slice bounds out of range [:{end}]")
        if end > size:
            raise FunctionError(f"runtime error: slice bounds out of range [:{end}] with length {size}")
        start = 0
    elif end < 0 or end > size:
        end = size
    if start > end:
        raise FunctionError(f"runtime error: slice bounds out of range [{start}:{end}]")
    return go.byte_slice(text, start, end)


def repeat(count: int, text: str) -> str:
    """Write a text COUNT times.

    ``repeat COUNT TEXT`` gives string. Fails with ``strings: negative Repeat count``. Origin: sprig.
    """
    if count < 0:
        raise FunctionError(_NEGATIVE_COUNT)
    require_text_size(count * len(text))
    return go.normalise(text * count)


def trim_all(characters: str, text: str) -> str:
    """Remove any of CHARACTERS from both ends.

    ``trimAll CHARACTERS TEXT`` gives string. Origin: sprig; Go's strings.Trim.
    """
    return text.strip(characters) if characters else text


def trim_suffix(suffix: str, text: str) -> str:
    """Remove SUFFIX once from the end, if it is there.

    ``trimSuffix SUFFIX TEXT`` gives string. Origin: sprig.
    """
    return text.removesuffix(suffix)


def trim_prefix(prefix: str, text: str) -> str:
    """Remove PREFIX once from the beginning, if it is there.

    ``trimPrefix PREFIX TEXT`` gives string. Origin: sprig.
    """
    return text.removeprefix(prefix)


def nospace(text: str) -> str:
    """Remove all space.

    ``nospace TEXT`` gives string. Works on bytes: if any byte is space, each byte that is left becomes the
    character of that number, so that é turns into Ã©. Origin: sprig; goutils.
    """
    data = go.encode(text)
    kept = data.translate(None, _LATIN_SPACES)
    return text if len(kept) == len(data) else kept.decode("latin-1")


def initials(text: str) -> str:
    """Give the first byte of every word, as the character of that number.

    ``initials TEXT`` gives string. Origin: sprig; goutils.
    """
    return "".join(word[0] for word in go.fields(go.encode(text).decode("latin-1")))


def swapcase(text: str) -> str:
    """Turn capitals into small letters and small letters into capitals.

    ``swapcase TEXT`` gives string. Small letters at the beginning of a word get their title form. Origin: sprig;
    goutils.
    """
    parts = []
    fresh = True
    for rune in wordcase.replace_raw_bytes(text):
        if go.is_lower(rune):
            parts.append(go.rune_to_title(rune) if fresh else go.rune_to_upper(rune))
            fresh = False
        elif go.is_upper(rune) or rune.istitle():
            parts.append(go.rune_to_lower(rune))
            fresh = False
        else:
            parts.append(rune)
            fresh = go.is_space(rune)
    return "".join(parts)


def snakecase(text: str) -> str:
    """Write an identifier in snake case: ``FirstName`` becomes ``first_name``.

    ``snakecase TEXT`` gives string. Origin: sprig; huandu/xstrings.
    """
    return wordcase.join_words(text, "_")


def camelcase(text: str) -> str:
    """Write an identifier in Pascal case: ``http_server`` becomes ``HttpServer``.

    ``camelcase TEXT`` gives string. Connectors at both ends stay. Origin: sprig; huandu/xstrings.
    """
    return wordcase.pascal_case(text)


def kebabcase(text: str) -> str:
    """Write an identifier in kebab case: ``FirstName`` becomes ``first-name``.

    ``kebabcase TEXT`` gives string. Origin: sprig; huandu/xstrings.
    """
    return wordcase.join_words(text, "-")


def wrap(width: int, text: str) -> str:
    """Break a text at spaces into lines of at most WIDTH bytes; longer words stay whole.

    ``wrap WIDTH TEXT`` gives string. Origin: sprig; goutils.
    """
    return _wrap(text, width, "", False)


def wrap_with(width: int, separator: str, text: str) -> str:
    """Break a text as ``wrap`` does, put SEPARATOR between the lines, and break longer words too.

    ``wrapWith WIDTH SEPARATOR TEXT`` gives string; an empty SEPARATOR means a newline. Origin: sprig; goutils.
    """
    return _wrap(text, width, separator, True)


def contains(part: str, text: str) -> bool:
    """Tell whether PART occurs in TEXT.

    ``contains PART TEXT`` gives bool. Origin: sprig.
    """
    return part in text


def has_prefix(prefix: str, text: str) -> bool:
    """Tell whether TEXT begins with PREFIX.

    ``hasPrefix PREFIX TEXT`` gives bool. Origin: sprig.
    """
    return text.startswith(prefix)


def has_suffix(suffix: str, text: str) -> bool:
    """Tell whether TEXT ends with SUFFIX.

    ``hasSuffix SUFFIX TEXT`` gives bool. Origin: sprig.
    """
    return text.endswith(suffix)


def quote(*values: Any) -> str:
    """Put every value's text in double quotes, with Go's escapes.

    ``quote VALUE...`` gives string: nil is left out, several values are separated by spaces. Origin: sprig.
    """
    if len(values) == 1 and type(values[0]) is str:
        return quote_text(values[0])
    return " ".join([quote_text(to_string(value)) for value in values if value is not None])


def squote(*values: Any) -> str:
    """Put every value's text in single quotes, without any escapes.

    ``squote VALUE...`` gives string: nil is left out, several values are separated by spaces. Origin: sprig.
    """
    return " ".join(
        [f"'{value if type(value) is str else format_value(value)}'" for value in values if value is not None]
    )


def cat(*values: Any) -> str:
    """Join the texts of all values that are not nil with spaces.

    ``cat VALUE...`` gives string. Origin: sprig.
    """
    texts = [value if type(value) is str else format_value(value) for value in values if value is not None]
    return bounded(" ".join(texts))


def indent(spaces: int, text: str) -> str:
    """Put SPACES spaces before every line, empty ones too.

    ``indent SPACES TEXT`` gives string. Fails with ``strings: negative Repeat count``. Origin: sprig.
    """
    if not 0 <= spaces <= _CHECKED_FROM:
        if spaces < 0:
            raise FunctionError(_NEGATIVE_COUNT)
        require_text_size(spaces * (text.count("\n") + 1) + len(text))
    pad = " " * spaces
    return pad + text.replace("\n", "\n" + pad)


def nindent(spaces: int, text: str) -> str:
    """Start a new line, then do what ``indent`` does.

    ``nindent SPACES TEXT`` gives string. Fails with ``strings: negative Repeat count``. Origin: sprig.
    """
    return "\n" + indent(spaces, text)


def replace(old: str, new: str, text: str) -> str:
    """Replace every OLD by NEW; an empty OLD is found before every character and at the end.

    ``replace OLD NEW TEXT`` gives string. Origin: sprig.
    """
    if len(new) > _CHECKED_FROM:
        require_text_size(text.count(old) * len(new) + len(text))
    return go.normalise(text.replace(old, new))


def plural(one: str, many: str, count: int) -> str:
    """Choose ONE if COUNT is 1, else MANY.

    ``plural ONE MANY COUNT`` gives string. Origin: sprig.
    """
    return one if count == 1 else many


def to_string(value: Any) -> str:
    """Give a value's text.

    ``toString VALUE`` gives string: what ``print`` gives, but bytes as the text they hold; nil is ``<nil>``.
    Origin: sprig.
    """
    if type(value) is str:
        return value
    if type(value) is bytes:
        return go.decode(value)
    return format_value(value)


def split(separator: str, text: str) -> StringMap:
    """Split a text into a map with the keys _0, _1 and so on.

    ``split SEPARATOR TEXT`` gives map[string]string; an empty SEPARATOR splits into characters. Origin: sprig.
    """
    return _numbered(split_list(separator, text))


def split_list(separator: str, text: str) -> StringList:
    """Split a text into a list.

    ``splitList SEPARATOR TEXT`` gives []string; an empty SEPARATOR splits into characters. Origin: sprig.
    """
    return StringList(text.split(separator) if separator else text)


def splitn(separator: str, count: int, text: str) -> StringMap:
    """Split a text into at most COUNT parts, in a map with the keys _0, _1 and so on.

    ``splitn SEPARATOR COUNT TEXT`` gives map[string]string; 0 gives an empty map, a negative COUNT means no limit.
    Origin: sprig.
    """
    if count == 0:
        return StringMap()
    if count < 0:
        return split(separator, text)
    if separator:
        return _numbered(text.split(separator, count - 1))
    parts = list(text[: count - 1])
    return _numbered([*parts, text[count - 1 :]] if len(text) >= count else parts)


def to_strings(value: Any) -> StringList:
    """Give the texts of a list's elements, nil left out; for another value a list with its text.

    ``toStrings VALUE`` gives []string; a []string is given back itself. Origin: sprig.
    """
    if type(value) is StringList:
        return value
    if isinstance(value, list):
        return StringList([to_string(element) for element in value if element is not None])
    if type(value) is bytes:
        return StringList([str(byte) for byte in value])
    return StringList() if value is None else StringList([to_string(value)])


def join(separator: str, value: Any) -> str:
    """Join the texts of a list's elements, nil left out; another value gives its text.

    ``join SEPARATOR VALUE`` gives string. Origin: sprig.
    """
    if len(separator) > _CHECKED_FROM and isinstance(value, list):
        require_text_size(len(separator) * len(value))
    try:
        text = separator.join(value if type(value) is list else to_strings(value))
    except TypeError:  # not every element is a string
        text = separator.join(to_strings(value))
    return bounded(text) if separator and separator.isascii() else bounded(go.normalise(text))


def sort_alpha(value: Any) -> StringList:
    """Sort the texts of a list's elements byte by byte; another value gives a list with its text.

    ``sortAlpha VALUE`` gives []string; a []string is sorted in place. Origin: sprig.
    """
    if not isinstance(value, list) and type(value) is not bytes:
        return StringList([to_string(value)])
    texts = to_strings(value)
    if all(map(str.isascii, texts)):
        texts.sort()
    else:
        texts.sort(key=go.sort_key)
    return texts


def _abbreviate(text: str, offset: int, width: int) -> str:
    size = go.byte_length(text)
    if size <= width:
        return text
    offset = min(offset, size - (width - 3))
    if offset <= 4:
        return go.byte_slice(text, 0, width - 3) + "..."
    if offset + width - 3 < size:
        return "..." + _abbreviate(go.byte_slice(text, offset), 0, width - 3)
    return "..." + go.byte_slice(text, size - (width - 3))


def _wrap(text: str, width: int, separator: str, break_words: bool) -> str:
    data = go.encode(text)
    width = max(width, 1)
    lines = []
    place = 0
    while len(data) - place > width:
        if data[place] == _SPACE:
            place += 1
            continue
        space = data.rfind(b" ", place, place + width + 1)
        if space < 0 and break_words:
            lines.append(data[place : place + width])
            place += width
            continue
        if space < 0:
            space = data.find(b" ", place + width)
        if space < 0:
            lines.append(data[place:])
            return _join_lines(lines, separator)
        lines.append(data[place:space])
        place = space + 1
    lines.append(data[place:])
    return _join_lines(lines, separator)


def _join_lines(lines: list[bytes], separator: str) -> str:
    end = go.encode(separator or "\n")
    require_text_size(len(end) * len(lines))
    return go.decode(end.join(lines))


def _numbered(parts: list[str]) -> StringMap:
    return StringMap((f"_{number}", part) for number, part in enumerate(parts))
