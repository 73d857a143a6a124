"""``python -m fuzz TARGET [options of libFuzzer] [CORPUS ...]``: let atheris make up bytes for a target."""

from __future__ import annotations

import sys

import atheris

from pychart import logs


def main() -> None:
    """Instrument pychart, then fuzz until the options say stop; a finding ends the process with a status."""
    name = sys.argv[1]
    # Fuzzing goes on inside of the block, since targets import what they need when they are first called.
    with logs.Muted(), atheris.instrument_imports(include=["pychart"]):
        from fuzz.targets import TARGETS, check

        if name not in TARGETS:
            sys.exit(f"no target {name}; there are {', '.join(TARGETS)}")
        atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: check(name, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
