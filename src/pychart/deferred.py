"""Modules that only run when something is asked of them; their submodules can be imported without them.

PyYAML's ``__init__`` imports each of its loaders and dumpers, Jinja2's its environment, filters and caches; a short
render needs one extension module of the first and two modules of the second, and the rest costs more time than the
render. A module deferred here is the real one: its code runs as soon as anybody asks it for something that is not a
submodule, in this project or beside it.

Where an importer takes names from a module only to have them, as libyaml's parser does with PyYAML's errors, it can be
given stand-ins for them. A stand-in that is asked or called runs the module and hands on to the real object, and
whoever holds a stand-in when the module has run holds the real object from then on.
"""

from __future__ import annotations

import sys
from _thread import RLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType as _Module
    from typing import Any
else:
    _Module = type(sys)

_LOCK = RLock()
_MAX_WAIT = 30.0
"""Seconds after which a thread that waits for another's import gives up, rather than wait for each other for good."""
_running: set[str] = set()
_stand_ins: dict[str, dict[str, _StandIn]] = {}
"""What was handed out in place of the names of modules that have not run."""


class _DeferredModule(_Module):
    """A module whose code has not run yet."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name in ("__file__", "__cached__", "__path__"):
            raise AttributeError(name)
        stand_in = _stand_ins.get(self.__name__, {}).get(name)
        if stand_in is not None and self.__name__ not in _running:
            return stand_in
        if hasattr(self, "__path__"):
            try:
                __import__(f"{self.__name__}.{name}")
            except ModuleNotFoundError:
                pass
            else:
                return sys.modules[f"{self.__name__}.{name}"]
        _run(self)
        return getattr(self, name)

    def __dir__(self) -> list[str]:
        _run(self)
        return dir(self)


class _StandIn:
    """Holds the place of an object of a deferred module."""

    __slots__ = ("_module", "_name")

    def __init__(self, module: _DeferredModule, name: str) -> None:
        self._module = module
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Asked by typing and others for what plain classes do not have.
            raise AttributeError(name)
        return getattr(self._find(), name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._find()(*args, **kwargs)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._find())

    def _find(self) -> Any:
        _run(self._module)
        return vars(self._module)[self._name]


def defer_import(name: str, *names: str) -> None:
    """Make a package or module known without running it, unless it has been imported already or cannot be found.

    Afterwards ``from NAME.submodule import x`` runs that submodule alone, and ``import NAME`` nothing. ``names`` can be
    imported from it too without running it: importers are given stand-ins for them. The package that a submodule is
    in must have been imported or deferred before.
    """
    if name in sys.modules:
        return
    from _frozen_importlib_external import PathFinder

    package = name.rpartition(".")[0]
    spec = PathFinder.find_spec(name, sys.modules[package].__path__ if package else None)
    if spec is None or spec.loader is None or spec.origin is None:
        return
    module = _DeferredModule(name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    _stand_ins[name] = {each: _StandIn(module, each) for each in names}
    sys.modules.setdefault(name, module)
    if package:
        setattr(sys.modules[package], name.rpartition(".")[2], module)


def _run(module: _Module) -> None:
    """Run a module's code, once; a thread that comes meanwhile waits."""
    if not _LOCK.acquire(timeout=_MAX_WAIT):
        raise ImportError(f"{module.__name__} is still being imported")
    try:
        if type(module) is not _DeferredModule:
            return
        spec = module.__spec__
        if module.__name__ in _running or spec is None or spec.loader is None:
            raise AttributeError(f"partially initialized module {module.__name__!r}")
        _running.add(module.__name__)
        try:
            spec.loader.exec_module(module)
            module.__class__ = _Module  # type: ignore[assignment]
        finally:
            _running.discard(module.__name__)
        _replace_stand_ins(module)
    finally:
        _LOCK.release()


def _replace_stand_ins(module: _Module) -> None:
    """Give every module that took a name of this one while it was deferred what the name stands for."""
    for name, stand_in in _stand_ins.pop(module.__name__, {}).items():
        for other in list(sys.modules.values()):
            if getattr(other, "__dict__", {}).get(name) is stand_in:
                setattr(other, name, vars(module)[name])
