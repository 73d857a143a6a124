"""Where a problem stands: lines and columns, found by looking for the words that the rule names."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pychart.errors import TemplateError
    from pychart.lint.documents import Document
    from pychart.lint.finding import Problem


def locate_key(problem: Problem, data: bytes) -> Problem:
    """Give the problem with its place in a YAML file: the value below the key, else the key, else the beginning."""
    if problem.line:
        return problem
    lines = data.decode("utf-8", "replace").splitlines()
    start = next((index for index, line in enumerate(lines) if problem.key and _is_key(line, problem.key)), 0)
    if problem.value:
        for index in range(start, len(lines)):
            column = lines[index].find(problem.value)
            if column >= 0:
                return problem._replace(line=index + 1, column=column + 1)
            if problem.key and index > start and lines[index][:1] not in ("", " ", "-", "#"):
                break
    return problem._replace(line=start + 1, column=1)


def _is_key(line: str, key: str) -> bool:
    name, colon, _ = line.partition(":")
    return bool(colon) and name.rstrip().strip("\"'") == key


def locate_in_document(problem: Problem, document: Document) -> Problem:
    """Give the problem with its place in a rendered file: the line of the document that has the key."""
    if problem.line:
        return problem
    lines = document.text.splitlines()
    within = 0
    if problem.key == "name":
        within = next((index for index, line in enumerate(lines) if line.startswith("metadata:")), 0)
    for index in range(within, len(lines)):
        bare = lines[index].lstrip(" -\"'")
        if bare.startswith(problem.key):
            return problem._replace(line=document.line + index, column=len(lines[index]) - len(bare) + 1)
    first = next((index for index, line in enumerate(lines) if line.strip("- \t\r") and line[:1] != "#"), 0)
    return problem._replace(line=document.line + first, column=1)


def locate_failure(problem: Problem, error: TemplateError, chart: str) -> tuple[str, Problem]:
    """Give the file and the place where a template failed: that of the innermost call; ``chart`` is its name."""
    from pychart.templates.golang.parse_errors import ParseError

    cause = error.__cause__
    if isinstance(cause, ParseError):
        return cause.name.removeprefix(f"{chart}/"), problem._replace(line=cause.line, column=1)
    for path, line, column, *_ in reversed(error.frames):
        if "/" in path:
            return path.removeprefix(f"{chart}/"), problem._replace(line=line, column=column)
    return "templates/", problem
