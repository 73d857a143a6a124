"""Compare at length: ``scripts/differential [COUNT] [KIND] [SEED]``."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

from tests.conformance.differential.kinds import KINDS
from tests.conformance.differential.report import show
from tests.conformance.differential.search import compare
from tests.conformance.differential.sides import Bench
from tests.reference import HELM

USAGE = f"usage: scripts/differential [COUNT] [KIND] [SEED]\nkinds: all {' '.join(KINDS)}"


def main(arguments: list[str]) -> int:
    count, kind, number = (*arguments[:3], *("2000", "all", str(secrets.randbelow(10**6)))[len(arguments) :])
    if len(arguments) > 3 or not count.isdecimal() or not number.isdecimal() or kind not in ("all", *KINDS):
        print(USAGE, file=sys.stderr)
        return 2
    if not HELM.exists():
        print("the reference binary is not here: scripts/fetch_reference.py fetches it", file=sys.stderr)
        return 2
    status = 0
    with tempfile.TemporaryDirectory() as folder, Bench.open(Path(folder)) as bench:
        for name in KINDS if kind == "all" else [kind]:
            difference = compare(bench, KINDS[name], int(count), int(number))
            print(show(difference, name) if difference else f"{count} examples of {name}: no difference", flush=True)
            if difference:
                print(f"found with: scripts/differential {count} {name} {number}")
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
