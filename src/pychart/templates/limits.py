"""How much a render may take, whatever its templates ask for: text, time, depth and elements.

Charts are other people's programs. Each limit ends a render with an error that names the place and the flag that
raises the limit. Time is watched from outside, so that templates pay nothing for it: by a timer signal in the main
thread where nobody else uses it, else by a thread.
"""

from __future__ import annotations

from pychart.errors import FunctionError
from pychart.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


class Limits(NamedTuple):
    """The limits of one render; each field is named after its flag, ``--max-output`` and so on."""

    output: int = 256 * 2**20
    """How many characters all files together may have, and each text on the way there."""
    seconds: float = 120.0
    """How long rendering may take; 0 is for ever."""
    depth: int = 1000
    """How often a template may be included within itself (Helm: recursionMaxNums)."""
    elements: int = 10**7
    """How long a list that a function makes may be, and how many elements the loops of one file may go over."""


_USUAL = Limits()

FEW_PARTS = 8
"""How many texts are joined without asking how long they are."""


class TimeLimitError(BaseException):
    """Rendering takes too long. No Exception, so that nothing on the way takes it for an error of its own."""


class OutputLimitError(FunctionError):
    """A text grows too long."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the output is longer than {limit} characters; --max-output allows more")


def make_join(limit: int) -> Callable[[Sequence[str]], str]:
    """Make the function that joins what a template wrote; it raises OutputLimitError where that is too long.

    Few texts are joined without asking how long they are: each of them has been asked, and so is the result.
    """

    def join(parts: Sequence[str]) -> str:
        if len(parts) > FEW_PARTS and sum(map(len, parts)) > limit:
            raise OutputLimitError(limit)
        return "".join(parts)

    return join


class Watch:
    """Enforces, while it is entered, what no code of a render asks for by itself.

    It raises TimeLimitError in its thread once the seconds are over, and tells functions how long lists may be.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._stop: Callable[[], None] | None = None
        self._token: Any = None

    def __enter__(self) -> None:
        if self._limits.elements != _USUAL.elements:
            from pychart.functions.limits import LIST_LIMIT

            self._token = LIST_LIMIT.set(self._limits.elements)
        seconds = self._limits.seconds
        if seconds > 0:
            self._stop = _start_timer(seconds) or _start_thread(seconds)

    def __exit__(self, *_: object) -> None:
        if self._stop is not None:
            self._stop()
        if self._token is not None:
            self._token.var.reset(self._token)


def _start_timer(seconds: float) -> Callable[[], None] | None:
    """Let the system send a signal; None where that is not possible or the signal has another use.

    The names come from the module below signal, which makes enumerations of them that take their time.
    """
    try:
        from _signal import ITIMER_REAL, SIG_DFL, SIGALRM, getsignal, setitimer, signal  # type: ignore[import-not-found]
    except ImportError:
        return None
    if getsignal(SIGALRM) is not SIG_DFL:
        return None
    try:
        signal(SIGALRM, _raise_time_limit)
    except ValueError:
        return None

    def stop() -> None:
        setitimer(ITIMER_REAL, 0)
        signal(SIGALRM, SIG_DFL)

    setitimer(ITIMER_REAL, seconds, 1.0)
    return stop


def _raise_time_limit(*_: Any) -> None:
    raise TimeLimitError


def _start_thread(seconds: float) -> Callable[[], None]:
    """Let a thread raise the error in this one; the lock keeps it from doing so when the render has just ended."""
    import ctypes
    import threading

    target = threading.get_ident()
    lock = threading.Lock()
    is_over = threading.Event()

    def wait() -> None:
        if is_over.wait(seconds):
            return
        with lock:
            if not is_over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), ctypes.py_object(TimeLimitError))

    def stop() -> None:
        with lock:
            is_over.set()

    threading.Thread(target=wait, name="pychart time limit", daemon=True).start()
    return stop
