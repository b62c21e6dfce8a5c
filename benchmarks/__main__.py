"""``python -m benchmarks``: measures and prints what it found, and where.

Ends with 0 whatever the figures are; with the exit code of a ``PennydropError`` when there are none.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks import overhead, reconcile, stand, storm, suite, webhook_path
from benchmarks.machine import load, machine
from benchmarks.timing import Measurement
from pennydrop.errors import PennydropError

Benchmark = Callable[[argparse.Namespace], Measurement]
BENCHMARKS: dict[str, Benchmark] = {
    "webhooks": lambda asked: webhook_path.measure(asked.payments),
    "overhead": lambda asked: overhead.measure(asked.rounds),
    "suite": lambda asked: suite.measure(asked.suites),
    "storm": lambda asked: storm.measure(asked.storms),
    "reconcile": lambda asked: reconcile.measure(asked.sales),
}


def main() -> None:
    asked = _arguments()
    stand.move_in()
    try:
        print(machine(), flush=True)
        for name in asked.only or [*BENCHMARKS]:
            begun = load()
            print("", *BENCHMARKS[name](asked).lines(), f"  begun {begun}; ended {load()}", sep="\n", flush=True)
    except PennydropError as error:
        print(f"nothing could be measured: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what a scenario costs.")
    parser.add_argument("--only", action="append", choices=[*BENCHMARKS], help="measure this; may be repeated (all)")
    parser.add_argument("--payments", type=int, default=100, help="payments whose webhook is followed (100)")
    parser.add_argument("--rounds", type=int, default=15, help="purchases as a scenario and as a script (15)")
    parser.add_argument("--suites", type=int, default=3, help="runs of the suite with each number of workers (3)")
    parser.add_argument("--storms", type=int, default=1, help="full storms of one purchase (1)")
    parser.add_argument("--sales", type=int, default=1_000_000, help="payments that are reconciled (1000000)")
    return parser.parse_args()


main()
