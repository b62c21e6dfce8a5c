"""``python -m benchmarks``: measures, prints what it found and where, and always ends with 0."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from benchmarks import overhead, stand, suite, webhook_path
from benchmarks.machine import load, machine
from benchmarks.timing import Measurement

Benchmark = Callable[[argparse.Namespace], Measurement]
BENCHMARKS: dict[str, Benchmark] = {
    "webhooks": lambda asked: webhook_path.measure(asked.payments),
    "overhead": lambda asked: overhead.measure(asked.rounds),
    "suite": lambda asked: suite.measure(asked.suites),
}


def main() -> None:
    asked = _arguments()
    stand.move_in()
    findings = [(load(), BENCHMARKS[name](asked)) for name in asked.only or BENCHMARKS]
    print(f"\n{machine()}")
    for begun, found in findings:
        print(f"\n{found.lines()[0]}  [{begun}]", *found.lines()[1:], sep="\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what a scenario costs.")
    parser.add_argument("only", nargs="*", choices=[*BENCHMARKS, []], help="which to measure (all)")
    parser.add_argument("--payments", type=int, default=100, help="payments whose webhook is followed (100)")
    parser.add_argument("--rounds", type=int, default=15, help="purchases as a scenario and as a script (15)")
    parser.add_argument("--suites", type=int, default=3, help="runs of the suite with each number of workers (3)")
    return parser.parse_args()


main()
