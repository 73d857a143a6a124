"""What a traced render writes down: which place of a template wrote which text, and which values were read there.

Tracing is a render of its own, made after the usual one and only when somebody asks: templates are compiled another way
for it (golang.tracing, jinja.tracing), and nothing of that is kept. The code of usual renders knows nothing of it.
"""

from __future__ import annotations

from pychart.records import NamedTuple
from pychart.templates.golang.printing import drop_no_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    Path = tuple["str | int", ...]
    Values = dict[Path, "Read"]


class Site(NamedTuple):
    """A place in a template: an output, a test, an assignment or the reading of a value.

    ``path`` is the template's full path, ``template`` the named template, ``line`` counts from 1, ``column`` too (0
    where it is not known). ``expression`` is what stands there. ``within`` are the sites of the tests and loops around
    it.
    """

    path: str
    template: str
    line: int
    column: int = 0
    expression: str = ""
    within: tuple[int, ...] = ()
    guarded: bool = False


class Read(NamedTuple):
    """A value that was read: its path in the top chart's values, how the template spells it, and where."""

    path: Path
    spelled: str
    site: Site
    found: bool = True


class Test(NamedTuple):
    """A test or loop around a place, and the values that it read."""

    site: Site
    values: tuple[Read, ...]


class Segment:
    """A text that one place wrote.

    ``blocks`` are the templates called for it, ``values`` those that it read, ``tests`` what is around it, the
    outermost first.
    """

    __slots__ = ("blocks", "site", "tests", "text", "values")

    def __init__(
        self, site: Site, text: str, blocks: list[Block], values: tuple[Read, ...], tests: tuple[Test, ...]
    ) -> None:
        self.site = site
        self.text = text
        self.blocks = blocks
        self.values = values
        self.tests = tests


class Block:
    """One execution of a template: what it gave, and of which segments that is made."""

    __slots__ = ("name", "pending", "segments", "text")

    def __init__(self, name: str) -> None:
        self.name = name
        self.segments: list[Segment] = []
        self.pending: list[Block] = []
        self.text = ""


class Violation(NamedTuple):
    """A value that was read and is not defined; ``callers`` are the sites that led there, the outermost first.

    ``owner`` is the map that lacks it, ``name`` the key.
    """

    site: Site
    spelled: str
    path: Path | None
    owner: Any
    name: str
    callers: tuple[Site, ...]


class Tracer:
    """Collects all this during one traced render."""

    def __init__(self, contexts: Mapping[str, dict[str, Any]]) -> None:
        self.sites: list[Site] = []
        self.uses: dict[int, set[int]] = {}
        """For the site of an output, test or assignment the assignments and loops whose variables it uses."""
        self.files: dict[str, Block] = {}
        self.reads: set[Path] = set()
        self.whole: set[Path] = set()
        """Paths of tables and lists that were read with all that is in them."""
        self.violations: dict[tuple[Any, ...], Violation] = {}
        self._latest: dict[int, dict[int, Read]] = {}
        self._stack: list[tuple[Block, int]] = []
        self._paths: dict[int, list[Path]] = {}
        self._kept: list[Any] = []
        self._here: dict[tuple[int, bool], int] = {}
        self._strict: dict[int, str] = {}
        for chart_path, context in contexts.items():
            self._register(context.get("Values"), tuple(chart_path.split("/charts/")[1:]))
            for name, owner in (("", context), ("Release", context.get("Release"))):
                self._strict[id(owner)] = name
                self._kept.append(owner)

    def _register(self, value: Any, path: Path) -> None:
        """Remember which path of the values a table or list is; it is known by its identity from then on."""
        if not isinstance(value, (dict, list)):
            return
        known = self._paths.setdefault(id(value), [])
        if path in known:
            return
        known.append(path)
        self._kept.append(value)
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            self._register(item, (*path, key))

    # Sites

    def add_site(self, site: Site) -> int:
        """Keep a site; gives its number, by which compiled templates name it."""
        self.sites.append(site)
        return len(self.sites) - 1

    def look_up(self, value: Any, names: Iterable[Any], spelled: str, guarded: bool) -> None:
        """Note that a function read a field of a field, at the place where the running template stands."""
        owner = self._stack[-1][1] if self._stack else -1
        if owner < 0:
            return
        site = self._here.get((owner, guarded))
        if site is None:
            site = self._here[owner, guarded] = self.add_site(self.sites[owner]._replace(guarded=guarded))
        self.read(site, owner, value, names, spelled)

    # Templates and what they write

    def enter(self, name: str) -> None:
        """Begin a template."""
        self._stack.append((Block(name), -1))

    def leave(self, text: str | None) -> Block:
        """End it; what it gave, None for all that was marked, belongs to what its caller is about to write."""
        block, _ = self._stack.pop()
        block.text = "".join(segment.text for segment in block.segments) if text is None else drop_no_value(text)
        if self._stack:
            self._stack[-1][0].pending.append(block)
        return block

    def drop(self) -> None:
        """End a template whose text nobody sees."""
        self._stack.pop()

    def inline(self, site: int) -> str:
        """End a template that wrote in the place of another one; gives no text."""
        block = self.leave(None)
        self.mark(site, block.text)
        return ""

    def at(self, site: int) -> None:
        """Note where the running template stands: the place that calls others."""
        if self._stack:
            self._stack[-1] = self._stack[-1][0], site

    def mark(self, site: int, text: str) -> str:
        """Note that a place wrote a text; gives the text."""
        block = self._stack[-1][0]
        if text or block.pending:
            found = self.sites[site]
            values = tuple(self._gather(site).values())
            tests = tuple([Test(self.sites[outer], tuple(self._gather(outer).values())) for outer in found.within])
            block.segments.append(Segment(found, drop_no_value(text), block.pending, values, tests))
            block.pending = []
        self._latest.pop(site, None)
        return text

    def _gather(self, site: int, seen: frozenset[int] = frozenset()) -> dict[int, Read]:
        found = dict(self._latest.get(site, {}))
        for other in self.uses.get(site, ()):
            if other not in seen and other != site:
                found = self._gather(other, seen | {site}) | found
        return found

    # Values

    def read(self, site: int, owner: int, base: Any, names: Iterable[Any], spelled: str = "") -> None:
        """Note that a field of a field was read for the output, test or assignment whose site is ``owner``."""
        value = base
        place = self.sites[site]
        for name in names:
            if not isinstance(value, dict) and not (isinstance(value, list) and isinstance(name, int)):
                return
            paths = self._paths.get(id(value), ())
            following = _look_up(value, name)
            for path in paths:
                self.reads.add((*path, name))
                read = Read((*path, name), spelled or place.expression, place, following is not None)
                self._latest.setdefault(owner, {})[site] = read
            if following is None:
                if not place.guarded and (paths or (id(value) in self._strict and not _has_method(value, name))):
                    self._violate(place, spelled, (*paths[0], name) if paths else None, value, name)
                return
            value = following

    def use_whole(self, value: Any) -> Any:
        """Note that a function takes a table or list with all that is in it; gives the value."""
        if isinstance(value, (dict, list)):
            is_context = isinstance(value, dict) and id(value) in self._strict and "Values" in value
            read = value["Values"] if isinstance(value, dict) and is_context else value
            self.whole.update(self._paths.get(id(read), ()))
        return value

    def use_elements(self, value: Any) -> Any:
        """Note that a loop goes over a value: what it holds directly counts as read."""
        for path in self._paths.get(id(value), ()) if isinstance(value, (dict, list)) else ():
            self.reads.update((*path, key) for key in (value if isinstance(value, dict) else range(len(value))))
        return value

    def _violate(self, site: Site, spelled: str, path: Path | None, owner: Any, name: Any) -> None:
        callers = tuple(self.sites[caller] for _, caller in self._stack[:-1] if caller >= 0)
        spelled = spelled or site.expression
        key = site.path, site.line, site.column, spelled, callers[-1:]
        self.violations.setdefault(key, Violation(site, spelled, path, owner, str(name), callers))


def _look_up(value: Any, name: Any) -> Any:
    if isinstance(value, list):
        return value[name] if 0 <= name < len(value) else None
    return value.get(name)


def _has_method(value: Any, name: Any) -> bool:
    return name in getattr(type(value), "go_methods", ())
