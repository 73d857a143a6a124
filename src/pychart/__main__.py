"""``python -m pychart`` and the console script."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    from pychart.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
