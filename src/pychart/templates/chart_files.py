"""``.Files``: what a chart brings besides its templates, as templates read it (Helm: engine/files.go)."""

from __future__ import annotations

from pychart.gostd.types import StringList, StringMap


class Files(dict[str, bytes]):
    """Go's engine.files: content by path, with the methods of ``go_methods``."""

    __slots__ = ()
    go_type = "engine.files"
    go_methods = ("AsConfig", "AsSecrets", "Get", "GetBytes", "Glob", "Lines")

    def m_Get(self, name: str) -> str:  # noqa: N802
        """Give a file as text, "" where there is none; bytes that are not UTF-8 stand as lone surrogates."""
        return self.get(name, b"").decode("utf-8", "surrogateescape")

    def m_GetBytes(self, name: str) -> bytes:  # noqa: N802
        """Give a file as it is, empty where there is none."""
        return self.get(name, b"")

    def m_Lines(self, name: str) -> StringList:  # noqa: N802
        """Give a file line by line; the end of the last line does not start another one."""
        text = self.m_Get(name)
        return StringList(text.removesuffix("\n").split("\n")) if text else StringList()

    def m_Glob(self, pattern: str) -> Files:  # noqa: N802
        """Give the files whose paths match; a pattern that makes no sense matches all."""
        from pychart.gostd.glob import compile_glob

        try:
            matches = compile_glob(pattern)
        except ValueError:
            return Files(self)
        return Files((name, data) for name, data in self.items() if matches(name))

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
