"""Modules that only run when something is asked of them; their submodules can be imported without them.

PyYAML's ``__init__`` imports each of its loaders and dumpers, Jinja2's its environment, filters and caches; a short
render needs one extension module of the first and two modules of the second, and the rest costs more time than the
render. A module deferred here is the real one: its code runs as soon as anybody asks it for something that is not a
submodule, in this project or beside it.
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


class _DeferredModule(_Module):
    """A module whose code has not run yet."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name in ("__file__", "__cached__", "__path__"):
            raise AttributeError(name)
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


def defer_import(name: str) -> None:
    """Make a package or module known without running it, unless it has been imported already or cannot be found.

    Afterwards ``from NAME.submodule import x`` runs that submodule alone, and ``import NAME`` nothing.
    """
    if name in sys.modules:
        return
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(name)
    if spec is None or spec.loader is None or spec.origin is None:
        return
    module = _DeferredModule(name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    sys.modules.setdefault(name, module)


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
    finally:
        _LOCK.release()
