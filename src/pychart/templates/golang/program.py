"""A chart's templates, ready to run: which file defines which names, and the code of each definition.

Everything a run needs besides the values can be taken out of a Program as plain data, marshalled, and put back in
another process, which then neither parses nor compiles and never imports jinja2. Only the definitions that were
called are compiled, so what is kept grows with use.
"""

from __future__ import annotations

from pychart.functions.table import FUNCTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping
    from types import CodeType
    from typing import Any, Protocol

    from pychart.templates.golang.nodes import Definition

    Names = list[tuple[str, bool]]
    Unit = list[tuple[str, bool, "CodeType"]]
    """A text for tpl: the names it defines, whether each is empty, and its code; the text itself comes last."""

    class CodeStore(Protocol):
        """Keeps what was compiled; the values can be marshalled."""

        def get(self, key: str) -> Any:
            """Give what was put, or None."""

        def put(self, key: str, value: Any) -> None:
            """Keep a value."""


FILE_MARK = "<go template "
"""How the file names of compiled templates begin: tracebacks are searched for it."""

NESTING_NAME = "nesting"
"""What a compiled template is called that has functions within it, so that others need not be searched for them."""

JINJA = ".j2"
"""How the names of Jinja2 templates end; what they render to is named without it."""

TPL_PATH = "gotpl"
"""What Go calls the text given to tpl."""


_MAX_READY = 8
_MAX_TEXTS = 2_000


class MemoryStore:
    """Keeps what was compiled for as long as the process lives; each belongs to one chart and one set of functions.

    It also keeps what is ready to run and at rest. What is taken from there is nobody else's until it is given back.
    """

    def __init__(self, items: dict[str, Any] | None = None) -> None:
        self.items = {} if items is None else items
        self._ready: dict[Any, Any] = {}
        self._texts = 0

    def take(self, key: Any) -> Any:
        """Give what was given under a key, or None where there is none or somebody else has it."""
        return self._ready.pop(key, None)

    def give(self, key: Any, value: Any) -> None:
        """Leave something for whoever takes it next."""
        if len(self._ready) >= _MAX_READY:
            self._ready.clear()
        self._ready[key] = value

    def get(self, key: str) -> Any:
        """Give what was put, or None."""
        return self.items.get(key)

    def put(self, key: str, value: Any) -> None:
        """Keep a value; of texts for tpl, which come from values, only so many."""
        if key[:1] == "\0":
            self._texts += 1
            if self._texts > _MAX_TEXTS:
                self.items = {known: item for known, item in self.items.items() if known[:1] != "\0"}
                self._texts = 1
        self.items[key] = value


class Program:
    """The templates of a chart and its subcharts.

    ``files`` are in the order in which Helm parses and executes them, each with the names it defines in order
    and whether each of those definitions is empty. ``read`` gives the text of a file; it is only called for what
    the store does not hold, and when an error is reported. ``stamps`` tell one content of a file from another, where
    the store may know both.
    """

    def __init__(
        self,
        files: list[tuple[str, Names]],
        read: Callable[[str], str],
        store: CodeStore | None = None,
        functions: Container[str] = FUNCTIONS,
        stamps: Mapping[str, str] | None = None,
    ) -> None:
        self.files = files
        self._stamps = stamps or {}
        self.store: CodeStore = MemoryStore() if store is None else store
        self._read = read
        self._functions = functions
        self._parsed: dict[str, dict[str, Definition]] = {}

    def homes(self) -> dict[str, str]:
        """Give the file whose definition of a name counts: the last one, but an empty one never replaces another."""
        homes: dict[str, str] = {}
        for path, names in self.files:
            for name, empty in names:
                if not empty or name not in homes:
                    homes[name] = path
        return homes

    def key(self, path: str) -> str:
        """Give what the store's keys for a file begin with, which is also the key of the names it defines."""
        return f"{path}\0{self._stamps.get(path, '')}\0"

    def is_known(self, path: str) -> bool:
        """Tell whether the store holds what a file defines."""
        return self.store.get(self.key(path)) is not None

    def names(self, path: str) -> Names:
        """Give the names that a file defines, parsing it where the store does not know. Raises ParseError."""
        key = self.key(path)
        names: Names | None = self.store.get(key)
        if names is None:
            if path.endswith(JINJA):
                names = self.jinja_names(path)
            else:
                names = [(name, found.empty) for name, found in self.parse(path, self._read(path)).items()]
            self.store.put(key, names)
        return names

    def code(self, path: str, name: str) -> CodeType:
        """Give the code of a definition, compiling it when it is asked for the first time."""
        key = f"{self.key(path)}:{name}"
        code: CodeType | None = self.store.get(key)
        if code is None:
            code = _compile(self.definition(path, name), path)
            self.store.put(key, code)
        return code

    def jinja_code(self, path: str, version: str) -> tuple[CodeType, CodeType, str]:
        """Give the code of a Jinja2 file and that of its definitions alone, compiling it where the store lacks it.

        ``version`` is that of Jinja2, which the code depends on.
        """
        code: tuple[CodeType, CodeType, str] | None = self.store.get(f"{self.key(path)}{JINJA}")
        if code is None or code[2] != version:
            self.jinja_names(path)
            code = self.store.get(f"{self.key(path)}{JINJA}")
        assert code is not None
        return code

    def jinja_names(self, path: str) -> Names:
        """Compile a Jinja2 file and give the names it defines, its own last. Raises TemplateError."""
        from pychart.templates.jinja.compile import compile_names

        names, code = compile_names(path, self._read(path), self._functions)
        self.store.put(f"{self.key(path)}{JINJA}", code)
        return [(name, False) for name in (*names, path, path.removesuffix(JINJA))]

    def text_unit(self, text: str) -> Unit:
        """Give the code of a text for tpl, compiling it when it is seen for the first time.

        Raises ParseError.
        """
        key = "\0" + text
        unit: Unit | None = self.store.get(key)
        if unit is None:
            from pychart.templates.golang.parser import parse_file

            definitions = parse_file(TPL_PATH, text, self._functions)
            main = definitions.pop(TPL_PATH)
            unit = [
                (definition.name, definition.empty, _compile(definition, TPL_PATH))
                for definition in (*definitions.values(), main)
            ]
            self.store.put(key, unit)
        return unit

    def drop_trees(self) -> None:
        """Forget the parse trees; whoever asks for one later has its file parsed again."""
        self._parsed.clear()

    def definition(self, path: str, name: str) -> Definition:
        """Give the parse tree of a definition, parsing its file where that has not been done."""
        definitions = self._parsed.get(path)
        if definitions is None:
            definitions = self.parse(path, self._read(path))
        return definitions[name]

    def text_definition(self, text: str, name: str) -> Definition:
        """Give the parse tree of a definition in a text for tpl."""
        from pychart.templates.golang.parser import parse_file

        return parse_file(TPL_PATH, text, self._functions)[name]

    def text(self, path: str) -> str:
        """Give a file's text."""
        return self._read(path)

    def parse(self, path: str, text: str) -> dict[str, Definition]:
        """Parse a file and keep the result. Raises ParseError."""
        from pychart.templates.golang.parser import parse_file

        definitions = self._parsed[path] = parse_file(path, text, self._functions)
        return definitions


def _compile(definition: Definition, path: str) -> CodeType:
    import_compiler()
    from pychart.templates.golang.compile import compile_definition

    return compile_definition(definition, path)


def import_compiler() -> None:
    """Import what compiling takes, and no more of jinja2 than that."""
    from pychart.deferred import defer_import

    # Of these, compiling needs two modules of the first and nothing of the others.
    for package in ("jinja2", "inspect"):
        defer_import(package)
    defer_import("markupsafe", "Markup", "escape")
    defer_import("jinja2.utils", "_PassArg", "concat")
    import pychart.templates.golang.compile  # noqa: F401


def compile_program(
    sources: Iterable[tuple[str, str | Callable[[], str]]],
    store: CodeStore | None = None,
    functions: Container[str] = FUNCTIONS,
    stamps: Mapping[str, str] | None = None,
    *,
    share_work: bool = False,
) -> Program:
    """Parse all files, in the order given: that of ``sort_paths``.

    ``sources`` are (path, text), or (path, function that gives the text). The definitions are compiled when they are
    first called. ``stamps`` are those of Program. ``share_work`` lets other processors take part where there is much to
    do. Raises ParseError for the first file that cannot be parsed.
    """
    texts = dict(sources)

    def read(path: str) -> str:
        text = texts[path]
        return text if isinstance(text, str) else text()

    program = Program([], read, store, functions, stamps)
    new = [path for path in texts if share_work and not program.is_known(path)]
    if new:
        from pychart.templates.golang.sharing import compile_together

        compile_together(program, new)
    program.files.extend((path, program.names(path)) for path in texts)
    return program


def sort_paths(paths: Iterable[str]) -> list[str]:
    """Give the order in which Helm parses and executes: deepest paths first, then from z to a.

    So a parent's definitions replace those of its subcharts. Origin: sortTemplates in Helm's pkg/engine.
    """
    return sorted(paths, key=_path_order, reverse=True)


def _path_order(path: str) -> tuple[int, bytes]:
    return path.count("/"), path.encode("utf-8", "surrogateescape")
