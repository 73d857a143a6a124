"""Record afresh what the reference answers: ``scripts/record``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.reference import ROOT, run_helm
from tests.test_examples import EXAMPLES, RECORDED


def record_examples() -> None:
    for name, (chart, args) in EXAMPLES.items():
        with tempfile.TemporaryDirectory() as home:
            done = run_helm("template", "demo", chart, *args, cwd=ROOT, home=Path(home))
        if done.returncode or done.stderr:
            sys.exit(f"{name}: {done.stderr.decode()}")
        (RECORDED / f"{name}.yaml").write_bytes(done.stdout)


if __name__ == "__main__":
    record_examples()
