"""``python -m pychart`` and the console script."""

from __future__ import annotations

import gc
import sys

_COLLECT_AFTER = 200_000
"""How many objects more are made than freed until Python looks for cycles among them.

A command makes much that lives as long as it does and few cycles; with the usual 700 it would look through the same
modules, charts and values a hundred times.
"""


def main() -> None:
    """Run the command line and end the process with its exit status."""
    gc.set_threshold(_COLLECT_AFTER)
    _end_cleanly_on_sigterm()
    from pychart.cli.main import run

    status = run()
    # What is left goes with the process: at its end Python would look for cycles in all of it once more.
    gc.freeze()
    sys.exit(status)


def _end_cleanly_on_sigterm() -> None:
    """Let SIGTERM end a command as Ctrl-C does, so that temporary files go, but with the status that shells give it."""
    from _signal import SIGTERM, signal  # type: ignore[import-not-found]

    def stop(number: int, _: object) -> None:
        raise KeyboardInterrupt(128 + number)

    signal(SIGTERM, stop)


if __name__ == "__main__":
    main()
