"""The scenario suite as its users run it: how long a scenario takes, and what a second worker brings."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.timing import Bar, Measurement, Sample, Unit, ratio
from pennydrop.errors import PennydropError
from pennydrop.settings import load_settings
from pennydrop.stack import Stack

SCENARIO_BAR = 2.0
READY_BAR = 5.0
BOOKS_BAR = 0.15
BOOKS_CLOSED = "pennydrop_books_closed_ms"
SPEEDUP_BAR = 1.4


@dataclass(frozen=True)
class Run:
    """One ``pytest features -n ...``: seconds of the whole command, of each scenario and of closing its books."""

    seconds: float
    scenarios: tuple[float, ...]
    books: tuple[float, ...]
    failed: tuple[str, ...]


def measure(rounds: int) -> Measurement:
    """The two numbers of workers take turns, so that a busy spell of the machine meets both."""
    ready = Sample.of("the stack is ready", _stack_starts(rounds + 2))
    pairs = [(_run(1), _run(2)) for _ in range(rounds)]
    alone, together = zip(*pairs, strict=True)
    scenario = Sample.of("a scenario, one worker", [seconds for run in alone for seconds in run.scenarios])
    books = Sample.of(
        "closing the books of a scenario", [it for run in alone for it in run.books], unit=Unit.MILLISECONDS
    )
    one = Sample.of("the whole command with -n 1", [run.seconds for run in alone])
    two = Sample.of("the whole command with -n 2", [run.seconds for run in together])
    failed = sorted({name for pair in pairs for run in pair for name in run.failed})
    return Measurement(
        f"Suite: pytest features, {len(alone[0].scenarios)} scenarios, run {rounds} x with each number of workers",
        (ready, scenario, books, one, two),
        (
            Bar("median scenario, one worker", scenario.median, SCENARIO_BAR, unit=Unit.SECONDS),
            Bar("closing the books, one worker", books.median, BOOKS_BAR, unit=Unit.MILLISECONDS),
            Bar("stack ready", ready.median, READY_BAR, unit=Unit.SECONDS),
            Bar("-n 2 faster than -n 1", ratio(one, two), SPEEDUP_BAR, more_is_better=True),
        ),
        (f"these failed, so the figures are of little use: {', '.join(failed)}",) if failed else (),
    )


def _stack_starts(times: int) -> Iterator[float]:
    """From nothing to every part answering. The first start of a machine also migrates a database: not counted."""
    settings = load_settings()
    Stack.start(settings).stop()
    for _ in range(times):
        started = time.perf_counter()
        stack = Stack.start(settings)
        yield time.perf_counter() - started
        stack.stop()


def _run(workers: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        pytest = [sys.executable, "-m", "pytest", "features", "-q", "-n", str(workers), "-p", "no:randomly"]
        started = time.perf_counter()
        ended = subprocess.run([*pytest, f"--junitxml={report}"], capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
        if not report.exists():
            raise PennydropError(f"pytest ended with {ended.returncode} and no report:\n{ended.stdout}{ended.stderr}")
        return _read(report, seconds)


def _read(report: Path, seconds: float) -> Run:
    cases = [*ElementTree.parse(report).iter("testcase")]  # noqa: S314 - pytest has just written it
    failed = tuple(case.attrib["name"] for case in cases if not {"failure", "error"}.isdisjoint(it.tag for it in case))
    closed = [it for case in cases for it in case.iter("property") if it.attrib["name"] == BOOKS_CLOSED]
    books = tuple(float(it.attrib["value"]) / 1000 for it in closed)
    return Run(seconds, tuple(float(case.attrib["time"]) for case in cases), books, failed)
