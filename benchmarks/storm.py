"""The storm: all disturbances of one purchase, and what a scenario and a combination cost in time and in work."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.timing import Bar, Measurement, Sample, Unit
from pennydrop.errors import PennydropError

PURCHASE = "features/lessons/buying_lessons.feature::two_lessons_bought_together_are_paid_once_and_everybody_is_told"
FULL_STORM_BAR = 60.0


@dataclass(frozen=True)
class Run:
    """One pytest command: how many scenarios it has run, seconds of the clock and of all its processes."""

    what: str
    count: int
    seconds: float
    cpu: float

    def __str__(self) -> str:
        """``combinations: 34 in 51.0 s: 40.0 a minute, 0.55 for each CPU second (61.8)``."""
        a_minute, a_cpu_second = 60 * self.count / self.seconds, self.count / self.cpu
        return (
            f"{self.what}: {self.count} in {self.seconds:.1f} s: {a_minute:.1f} a minute,"
            f" {a_cpu_second:.2f} for each CPU second ({self.cpu:.1f})"
        )


def measure(rounds: int) -> Measurement:
    """The tagged scenarios in fair weather, and the full storm of one purchase, in turn."""
    pairs = [
        (
            _run("scenarios", "features", "-m", "purchase or refund"),
            _run("combinations", "--storm", PURCHASE),
        )
        for _ in range(rounds)
    ]
    storm = Sample.of("the full storm of a purchase, the whole command", [disturbed.seconds for _, disturbed in pairs])
    return Measurement(
        f"Storm: every purchase and refund undisturbed, and all disturbances of one, -n 2, run {rounds} x",
        (storm,),
        (Bar("full storm of a purchase", storm.median, FULL_STORM_BAR, unit=Unit.SECONDS),),
        tuple(str(run) for pair in pairs for run in pair),
    )


def _run(what: str, *arguments: str) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        pytest = [sys.executable, "-m", "pytest", "-q", "-n", "2", f"--junitxml={report}"]
        worked, started = _cpu(), time.perf_counter()
        ended = subprocess.run([*pytest, *arguments], capture_output=True, text=True, check=False)
        seconds, cpu = time.perf_counter() - started, _cpu() - worked
        if not report.exists() or ended.returncode:
            raise PennydropError(f"pytest ended with {ended.returncode}:\n{ended.stdout}{ended.stderr}")
        cases = ElementTree.parse(report).iter("testcase")  # noqa: S314 - pytest has just written it
        return Run(what, sum(case.find("skipped") is None for case in cases), seconds, cpu)


def _cpu() -> float:
    """Seconds that every process started so far and waited for has worked: browsers and stack too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
