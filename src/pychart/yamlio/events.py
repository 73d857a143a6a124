"""The only door to PyYAML: a stream of parser events, from libyaml where it is there.

It is opened when the first text is parsed and not before, and only as far as is needed: importing libyaml's parser
takes 20 ms, all of PyYAML 40.
"""

from __future__ import annotations

from pychart.deferred import defer_import
from pychart.errors import YamlError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any


PREFIX = "error converting YAML to JSON: yaml: "
MAX_DEPTH = 10_000


_ERRORS = (
    ("reader", "ReaderError"),
    ("scanner", "ScannerError"),
    ("parser", "ParserError"),
    ("composer", "ComposerError"),
    ("constructor", "ConstructorError"),
    ("emitter", "EmitterError"),
    ("serializer", "SerializerError"),
    ("representer", "RepresenterError"),
)
"""What libyaml's parser takes from PyYAML's modules: nothing but the errors that it raises where there are some."""


def _defer() -> None:
    """Keep PyYAML from importing more than what is asked of it."""
    defer_import("yaml")
    for module, error in _ERRORS:
        defer_import(f"yaml.{module}", error)


def import_yaml() -> ModuleType:
    """Give the package PyYAML; whatever is asked of it, but for its submodules, imports all of it."""
    _defer()
    import yaml

    return yaml


def import_events() -> ModuleType:
    """Give PyYAML's module of event classes."""
    global _events
    if not _events:
        _defer()
        from yaml import events

        _events = (events,)
    return _events[0]


_events: tuple[ModuleType, ...] = ()


def error_class() -> type[Exception]:
    """Give the class of PyYAML's errors."""
    from yaml.error import YAMLError

    return YAMLError


def _find_parser() -> Any:
    """Give the class of libyaml's parser, None where there is no libyaml."""
    global _parser
    if not _parser:
        _defer()
        try:
            from yaml._yaml import CParser

            _parser = CParser, error_class()
        except ImportError:
            _parser = None, error_class()
    return _parser[0]


_parser: tuple[Any, ...] = ()


TOO_NESTED = "exceeded maximum nesting depth"
"""What libyaml, from 0.2.6 on, says of more than a thousand levels."""
_LIBYAML_DEPTH = 1_000_000


def lift_nesting_limit() -> bool:
    """Let libyaml read as deep as it did before 0.2.6; depth is counted here, as goyaml counts it.

    Tells whether that was possible. It holds for the process and is asked for by the rare text that needs it.
    """
    import ctypes

    from yaml import _yaml

    try:
        ctypes.CDLL(_yaml.__file__).yaml_set_max_nest_level(_LIBYAML_DEPTH)
    except (AttributeError, OSError):
        return False
    return True


def open_parser(data: bytes) -> Any:
    """Give a parser over the text: an object with ``get_event`` (and ``raw_parse`` where libyaml is there)."""
    parser = _find_parser()
    if parser is None:
        from yaml import SafeLoader

        return SafeLoader(data)
    return parser(data)


def is_valid(text: str) -> bool:
    """Tell whether libyaml takes a text, without an object for anything in it; False where there is no libyaml."""
    parser = _find_parser()
    if parser is None:
        return False
    try:
        parser(to_bytes(text)).raw_parse()
    except _parser[1]:
        return False
    return True


def to_bytes(text: str | bytes) -> bytes:
    """Give the text as bytes; lone surrogates become the bytes they stand for."""
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    # goyaml and libyaml both take an empty text for no document at all.
    return text


def explain(error: Exception) -> YamlError:
    """Word a parser's error as goyaml.v2 does.

    goyaml counts lines from 0 and adds one for the scanner's errors only; in the first line it names none.
    Origin: parser.fail() of go.yaml.in/yaml/v2.
    """
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None)
    line = _goyaml_line(error, mark)
    where = f"line {line}: " if line else ""
    text = f"{PREFIX}{where}{problem or 'unknown problem parsing YAML content'}"
    if mark is None:
        return YamlError(text)
    return YamlError(text, mark.line + 1, mark.column + 1)


def _goyaml_line(error: Exception, mark: Any) -> int:
    if mark is not None and mark.line:
        return int(mark.line) + (type(error).__name__ == "ScannerError")
    context = getattr(error, "context_mark", None)
    return int(context.line) if context is not None else 0
