"""What is wrong with a template that cannot be parsed, worded as Go and as Helm word it."""

from __future__ import annotations


class ParseError(Exception):
    """A template that cannot be parsed; str() is Go's text, ``template: NAME:LINE: MESSAGE``.

    ``column`` is None: Go's parser only knows lines.
    """

    column: int | None = None

    def __init__(self, name: str, line: int, message: str) -> None:
        super().__init__(f"template: {name}:{line}: {message}")
        self.name = name
        self.line = line
        self.message = message


def describe_parse_error(error: ParseError) -> str:
    """Word a parse error as Helm does: the place, and of Go's message what follows the last ``: ``.

    Origin: cleanupParseError in Helm's pkg/engine.
    """
    parts = str(error).split(": ")
    return f"parse error at ({parts[1]}): {parts[-1]}"
