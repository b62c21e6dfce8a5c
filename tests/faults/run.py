"""``make faults``: break the reference site in one way after the other, and see the suite catch each.

Prints fault -> first scenario that caught it -> seconds. A fault that no scenario catches, and a clean site that does
not pass, end with exit code 1; trouble with the infrastructure ends with its own exit code.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import tests.faults.seeded as seeded

ROOT = Path(__file__).parents[2]
ALL_FEATURES = "features"
PASSED, FAILED = 0, 1  # pytest's exit codes; anything else is trouble of another kind


class RunBroke(Exception):
    """pytest neither passed nor failed: carries its exit code."""

    def __init__(self, exit_code: int, output: str) -> None:
        super().__init__(output)
        self.exit_code = exit_code


@dataclass(frozen=True)
class Fault:
    """A seeded fault: its module's name, the story in one line, and where it should be caught."""

    name: str
    story: str
    scenarios: tuple[str, ...]

    @classmethod
    def named(cls, name: str) -> Fault:
        module = importlib.import_module(f"{seeded.__name__}.{name}")
        return cls(name, (module.__doc__ or "").strip().splitlines()[0], module.SCENARIOS)


def all_faults() -> list[Fault]:
    """Every module in ``seeded/``, by name."""
    return [Fault.named(module.name) for module in pkgutil.iter_modules(seeded.__path__)]


def first_failure(features: list[str], fault: str | None) -> str | None:
    """The scenario that failed first, or None when all of ``features`` passed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        environment = os.environ | ({"PENNYDROP_SEEDED_FAULT": f"{seeded.__name__}.{fault}"} if fault else {})
        command = [sys.executable, "-m", "pytest", *features, "-x", "-q", "-p", "no:randomly", f"--junitxml={report}"]
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if run.returncode not in (PASSED, FAILED):
            raise RunBroke(run.returncode, run.stdout + run.stderr)
        return None if run.returncode == PASSED else _failed_case(report)


def _failed_case(report: Path) -> str:
    case = next(case for case in ElementTree.parse(report).iter("testcase") if case.find("failure") is not None)  # noqa: S314 - our own report
    return f"{case.get('classname', '')}: {case.get('name', '')}"


def catch(fault: Fault) -> str | None:
    """The scenario that catches the fault: looked for where it should be, then everywhere."""
    return first_failure([*fault.scenarios], fault.name) or first_failure([ALL_FEATURES], fault.name)


def main() -> int:
    """Run the faults named on the command line, or all; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="faults to run (default: all)")
    parser.add_argument("--sample", type=int, help="run only so many, spread over the list")
    options = parser.parse_args()
    faults = [Fault.named(name) for name in options.names] or all_faults()
    if options.sample:
        faults = faults[:: max(1, len(faults) // options.sample)][: options.sample]
    try:
        return report(faults)
    except RunBroke as broke:
        print(f"the run itself broke (exit code {broke.exit_code}):\n{broke}", file=sys.stderr)  # noqa: T201
        return broke.exit_code


def report(faults: list[Fault]) -> int:
    """Print a line for the clean site and one for each fault."""
    started = time.monotonic()
    clean = first_failure(sorted({scenario for fault in faults for scenario in fault.scenarios}), fault=None)
    _line("(the clean site)", clean or "no failure", started)
    survivors = []
    for fault in faults:
        started = time.monotonic()
        caught_by = catch(fault)
        _line(fault.name, caught_by or f"SURVIVED: {fault.story}", started)
        survivors += [] if caught_by else [fault.name]
    print(f"{len(faults) - len(survivors)} of {len(faults)} faults caught")  # noqa: T201
    return FAILED if survivors or clean else PASSED


def _line(name: str, outcome: str, started: float) -> None:
    print(f"{name:32} -> {outcome} ({time.monotonic() - started:.1f} s)", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
