"""Reading any YAML text takes time and memory as its length, and gives what Helm makes of it."""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st

from pychart.chart.values_file import load_values
from pychart.errors import YamlError
from pychart.yamlio import load
from tests.conformance.differential.packing import Expression, lay_out_expressions
from tests.conformance.differential.report import show as report
from tests.conformance.differential.search import Difference, Kind, generate, narrow
from tests.conformance.differential.sides import Bench, Layout
from tests.properties.adversarial_yaml import FAMILIES
from tests.properties.effort import EFFORT, times
from tests.reference import requires_reference

SIZE = min(4_000_000, 200_000 * EFFORT)
SECONDS = 2.0
"""Seconds of the processor for a megabyte: what must be read twice, and maps of a few bytes, take nearly so long."""
BYTES = 80
"""Memory for a byte of text: a map of one key takes 184 bytes in Python and three in YAML, ``?a,`` between brackets."""
ALWAYS = 0.5, 64 << 20
"""Seconds and bytes that a short text may take: aliases in it may stand for 400,000 nodes, nesting is 10,000 deep."""
READERS = {"load": load, "load_values": load_values}


class Cost(NamedTuple):
    """What reading took: seconds of the processor, bytes at the most, and what came out where it was no answer."""

    seconds: float
    memory: int
    failure: str


def measure(reader: str, data: bytes) -> Cost:
    """Read a text in a child."""
    READERS[reader](b"a: &a [1]\nb: *a\n")
    receiver, sender = os.pipe()
    child = os.fork()
    if not child:
        _work(reader, data, sender)
    os.close(sender)
    with open(receiver) as answer:
        told = answer.read()
    _, status = os.waitpid(child, 0)
    return Cost(*json.loads(told)) if told else Cost(0, 0, f"ended with {os.waitstatus_to_exitcode(status)}")


def _work(reader: str, data: bytes, sender: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        Path("/proc/self/clear_refs").write_text("5")
        before, begin, failure = _memory("VmRSS"), time.process_time(), ""
        try:
            READERS[reader](data)
        except YamlError:
            pass
        except BaseException as error:
            failure = repr(error)[:200]
        cost = Cost(time.process_time() - begin, _memory("VmHWM") - before, failure)
        os.write(sender, json.dumps(cost).encode())
    finally:
        os._exit(0)


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(name))


@pytest.mark.parametrize("reader", READERS)
def test_time_and_memory_are_as_the_length(reader: str) -> None:
    beyond = []
    for name, make in FAMILIES.items():
        data = make(SIZE).encode("utf-8", "surrogateescape")
        cost = measure(reader, data)
        seconds, memory = SECONDS * len(data) / 1e6 + ALWAYS[0], BYTES * len(data) + ALWAYS[1]
        if cost.failure or cost.seconds > seconds or cost.memory > memory:
            beyond.append(f"{name}: {cost}, where {seconds:.1f} s and {memory} bytes are allowed")
    assert beyond == []


def test_a_limit_can_be_broken() -> None:
    def slow(data: bytes) -> Any:
        end = time.process_time() + 0.1
        while time.process_time() < end:
            pass
        return bytearray(data * 10)

    READERS["slow"] = slow
    cost = measure("slow", b"x" * 10_000_000)
    del READERS["slow"]
    assert cost.seconds >= 0.1
    assert cost.memory >= 100_000_000


READ = (
    'list (ternary "refused" (fromYaml $0) (hasKey (fromYaml $0) "Error"))'
    ' (ternary "refused" (fromYamlArray $0) (fromYamlArray $0 | join "" | hasPrefix "error "))'
)
"""What both make of a text, or that they refuse it: their words for garbage are compared elsewhere."""
PIECES = sorted(name for name in FAMILIES if "\udcff" not in FAMILIES[name](40))
PIECE = st.builds(lambda name, size: FAMILIES[name](size), st.sampled_from(PIECES), st.integers(8, 300))
CUT = st.builds(lambda text, at, to: text[at:to], PIECE, st.integers(0, 20), st.integers(0, 300))
TEXTS = st.one_of(
    PIECE,
    st.lists(PIECE | CUT, min_size=2, max_size=3).map("".join),
    st.lists(PIECE | CUT, min_size=2, max_size=3).map("\n".join),
).filter(lambda text: not text.startswith("\ufeff\ufeff"))  # docs/rendering-differences.md


def lay_out(examples: Sequence[str]) -> Layout:
    return lay_out_expressions([Expression(READ, (text,)) for text in examples])


@requires_reference
@pytest.mark.reference
def test_helm_reads_the_same(tmp_path: Path) -> None:
    kind = Kind(TEXTS, lay_out)
    refused_by_one = []
    examples = [FAMILIES[name](800) for name in PIECES] + generate(kind, times(200), 0)
    with Bench.open(tmp_path) as bench:
        for start in range(0, len(examples), 100):
            for difference in narrow(bench, kind, examples[start : start + 100]):
                if both_accept(difference):
                    pytest.fail(report(difference, "yaml"))
                refused_by_one.append(difference.example)
    # What stands behind a document's end is garbage that each parser meets in its own time.
    assert len(refused_by_one) <= len(examples) // 200, refused_by_one


def both_accept(difference: Difference) -> bool:
    """Tell whether each side made something of the text, as a map or as a list, and not the same."""
    ours, theirs = (json.loads(answer.out.partition("x0: ")[2]) for answer in (difference.pychart, difference.helm))
    return any(one != other and "refused" not in (one, other) for one, other in zip(ours, theirs, strict=True))
