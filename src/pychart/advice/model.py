"""What is said about an error."""

from __future__ import annotations

from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any


class Request(NamedTuple):
    """What was asked for: the command's name, its arguments and the values of its flags by name."""

    command: str = ""
    args: Sequence[str] = ()
    flags: Mapping[str, Any] = {}


class Place(NamedTuple):
    """Where something stands: a file, a line and a column from 1 (0: unknown), and what to underline there.

    ``source`` is the text of the line; ``note`` says what is done there: the expression that includes.
    """

    file: str
    line: int
    column: int = 0
    length: int = 1
    source: str = ""
    note: str = ""
    template: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Fact(NamedTuple):
    """A value that took part: how the template spells it, what it was, its Go type, and who set it."""

    expression: str
    value: str
    type: str
    origin: str = ""


class Advice(NamedTuple):
    """All that is said besides Helm's words.

    ``place`` is the guilty one, ``stack`` says who included it, the outermost first.
    """

    message: str
    place: Place | None = None
    stack: Sequence[Place] = ()
    facts: Sequence[Fact] = ()
    suggestion: str = ""
