"""Named tuples without the module typing, whose import takes a third of the time that a short render takes.

The syntax and the result are typing.NamedTuple's, and type checkers take it for that; only what the syntax needs at run
time is here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter

    class _RecordType(type):
        """Makes the tuple class out of a class body's annotations and defaults."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            members = {key: value for key, value in body.items() if key not in fields and key != "__classcell__"}
            members["__slots__"] = ()
            members["_fields"] = members["__match_args__"] = fields
            members["_field_defaults"] = {field: body[field] for field in fields if field in body}
            members |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
            members["__new__"] = _make_constructor(name, fields, members["_field_defaults"])
            return type(name, (_Record,), members)

    def _make_constructor(name: str, fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
        arguments = ", ".join(field + (f"=_defaults[{field!r}]" if field in defaults else "") for field in fields)
        values = "".join(f"{field}, " for field in fields)
        names = {"_defaults": defaults, "_new": tuple.__new__, "__builtins__": {}, "__name__": f"record_{name}"}
        return eval(f"lambda _cls, {arguments}: _new(_cls, ({values}))", names)

    class _Record(tuple):
        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values: Any) -> Any:
            """Make a record of its values in order."""
            return tuple.__new__(cls, values)

        def _replace(self, **changes: Any) -> Any:
            """Give the same record with other values in some fields."""
            record = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return record

        def _asdict(self) -> dict[str, Any]:
            """Give a dict of the fields."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            fields = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({fields})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class NamedTuple(metaclass=_RecordType):
        """The base to write in a class statement; the class made is a tuple, not a child of this."""
