"""``.Files``: what a chart brings besides its templates, as templates read it (Helm: engine/files.go)."""

from __future__ import annotations

from pychart.files import File
from pychart.gostd.types import StringList, StringMap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _collections_abc import dict_items, dict_values
    from collections.abc import Iterable, Iterator
    from typing import Any


class Files(dict[str, bytes]):
    """Go's engine.files: content by path, with the methods of ``go_methods``.

    A content may be given as the file that has it, which is then read when the content is asked for.
    """

    __slots__ = ()
    go_type = "engine.files"
    go_methods = ("AsConfig", "AsSecrets", "Get", "GetBytes", "Glob", "Lines")

    @classmethod
    def of(cls, files: Iterable[File]) -> Files:
        """Make them of files, whose contents are not read yet."""
        content: Any = [(file.name, file) for file in files]
        return cls(content)

    def __getitem__(self, name: str) -> bytes:
        found: Any = super().__getitem__(name)
        return found.data if isinstance(found, File) else found

    def get(self, name: str, default: Any = None) -> Any:
        """Give a content, or the default."""
        if name not in self:
            return default
        return self[name]

    def __iter__(self) -> Iterator[str]:
        # Python copies a dict that iterates as dicts do without asking it for its items.
        return super().__iter__()

    def items(self) -> dict_items[str, bytes]:
        """Give the contents with their names."""
        return {name: self[name] for name in self}.items()

    def values(self) -> dict_values[str, bytes]:
        """Give the contents."""
        return {name: self[name] for name in self}.values()

    def __eq__(self, other: object) -> bool:
        return dict(self) == other

    __hash__ = None

    def m_Get(self, name: str) -> str:  # noqa: N802
        """Give a file as text, "" where there is none; bytes that are not UTF-8 stand as lone surrogates."""
        return self.m_GetBytes(name).decode("utf-8", "surrogateescape")

    def m_GetBytes(self, name: str) -> bytes:  # noqa: N802
        """Give a file as it is, empty where there is none."""
        content: bytes = self.get(name, b"")
        return content

    def m_Lines(self, name: str) -> StringList:  # noqa: N802
        """Give a file line by line; the end of the last line does not start another one."""
        text = self.m_Get(name)
        return StringList(text.removesuffix("\n").split("\n")) if text else StringList()

    def m_Glob(self, pattern: str) -> Files:  # noqa: N802
        """Give the files whose paths match; a pattern that makes no sense matches all."""
        from pychart.gostd.glob import compile_glob

        try:
            matches = compile_glob(pattern)
            names = [name for name in self if matches(name)]
        except ValueError:
            names = list(self)
        find: Any = super().__getitem__
        return Files([(name, find(name)) for name in names])

    def m_AsConfig(self) -> str:  # noqa: N802
        """Give the files as the YAML of a ConfigMap's data: base name to text."""
        return _dump({_base(name): self.m_Get(name) for name in sorted(self)})

    def m_AsSecrets(self) -> str:  # noqa: N802
        """Give the files as the YAML of a Secret's data: base name to base64."""
        from binascii import b2a_base64

        encoded = {_base(name): b2a_base64(self[name], newline=False).decode("ascii") for name in sorted(self)}
        return _dump(encoded)


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _dump(table: dict[str, str]) -> str:
    from pychart.yamlio import dump

    return dump(StringMap(table))
