"""Compare at length: ``scripts/mutants [COUNT] [SEED] [FOLDER ...]``; charts in folders, or the project's."""

from __future__ import annotations

import secrets
import sys
import tempfile
from pathlib import Path

from tests.conformance.differential.report import write_case
from tests.conformance.differential.sides import Bench
from tests.conformance.mutants.compare import Difference, Mutants
from tests.conformance.mutants.sources import list_sources


def main(arguments: list[str]) -> int:
    """Make mutants, show those that are answered differently, and tell how many there were of each kind."""
    count, seed = (*arguments[:2], *("2000", str(secrets.randbelow(10**6)))[len(arguments[:2]) :])
    sources = list_sources([Path(folder).absolute() for folder in arguments[2:]])
    with tempfile.TemporaryDirectory() as folder, Bench.open(Path(folder)) as bench:
        mutants = Mutants(bench, sources, int(seed))
        for difference in mutants.compare(int(count)):
            print(show(difference), flush=True)
    print(f"{count} mutants of {len(sources)} charts, seed {seed}")
    for name, number in sorted(mutants.counts.items()):
        print(f"{number:8} {name}")
    return int(any(name.endswith("different") for name in mutants.counts))


def show(difference: Difference) -> str:
    """Tell what differs, and the case to record."""
    helm, pychart = difference.helm, difference.pychart
    case = write_case(f"mutant-{difference.source}", "mutants", difference.layout, helm)
    return "\n".join(
        [
            f"=== {difference.source}: {difference.change}: {' '.join(difference.line)}",
            f"helm    {helm.status}: {helm.err.partition(chr(10))[0]}",
            f"pychart {pychart.status}: {pychart.err.partition(chr(10))[0]}",
            *(["stdout differs"] if helm.out != pychart.out else []),
            case,
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
