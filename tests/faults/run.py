"""``make faults``: break the reference site in one way after the other, and see the suite catch each.

Prints fault -> first scenario that caught it -> seconds. A fault that no scenario catches, and a clean site that does
not pass, end with exit code 1; trouble with the infrastructure ends with its own exit code.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

from pennydrop.settings import PREFIX
from tests.faults.fault import BOOKS, STORM, Fault, all_faults, sample
from tests.faults.proof import Verdict, prove_all, storm
from tests.faults.trial import FAILED, PASSED, RunBroke, Shard, make_shards

SHARED = ("DATABASE_URL", "SITE_URL")
"""With one of these set, all shards would speak to one database or site."""


def main() -> int:
    """Run the faults named on the command line, or all; returns the exit code."""
    options = _options()
    faults = [Fault.named(name) for name in options.names] or all_faults()
    alone = {BOOKS} if options.prove_books else {STORM} if options.prove_storm else set()
    if alone:
        faults = [fault for fault in faults if fault.seen_by in alone]
    if options.sample:
        faults = sample(faults, options.sample)
    shared = [name for name in SHARED if os.environ.get(f"{PREFIX}{name}")]
    shards = make_shards(1 if shared else max(1, min(options.shards, len(faults))))
    try:
        return report(faults, shards, every=options.every, reasons=options.why, without=bool(alone))
    except RunBroke as broke:
        print(f"the run itself broke (exit code {broke.exit_code}):\n{broke}", file=sys.stderr)  # noqa: T201
        return broke.exit_code


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.run", description=__doc__)
    parser.add_argument("names", nargs="*", help="faults to run (default: all)")
    parser.add_argument("--sample", type=int, help="run only so many, spread over the families")
    parser.add_argument("--shards", type=int, default=2, help="how many to run at once (default: 2)")
    parser.add_argument("--every", action="store_true", help="prove that every scenario a fault names fails")
    parser.add_argument(
        "--prove-books",
        action="store_true",
        help="only the faults that only the books see: prove that none is seen with the books off, and each with them",
    )
    parser.add_argument(
        "--prove-storm",
        action="store_true",
        help="the same for the faults that only the storm sees: none is seen in fair weather",
    )
    parser.add_argument("--why", action="store_true", help="print the first line of the failure as well")
    return parser.parse_args()


def report(faults: list[Fault], shards: list[Shard], *, every: bool, reasons: bool, without: bool = False) -> int:
    """Print a line for the clean site, one for each fault, and the count. Returns the exit code."""
    started = time.monotonic()
    clean = clean_failures(faults, shards)
    _line("(the clean site)", ", ".join(clean) or "no failure", time.monotonic() - started)
    verdicts = []
    for verdict in prove_all(faults, shards, every=every, without=without):
        verdicts.append(verdict)
        _line(verdict.fault.name, str(verdict), verdict.seconds)
        if reasons and verdict.why:
            print(f"{'':35} {verdict.why}", flush=True)  # noqa: T201
    caught = sum(verdict.proven for verdict in verdicts)
    print(f"{caught} of {len(faults)} faults caught in {time.monotonic() - started:.0f} s")  # noqa: T201
    return exit_code(clean, verdicts)


def clean_failures(faults: list[Fault], shards: list[Shard]) -> list[str]:
    """What fails of all scenarios the faults name when nothing is broken: in one run, with a worker for each shard, and
    in another for the storm."""
    workers = () if len(shards) == 1 else ("-n", str(len(shards)))
    fair = [fault for fault in faults if fault.seen_by != STORM]
    stormy = [fault for fault in faults if fault.seen_by == STORM]
    outcomes = []
    if fair:
        outcomes += shards[0].run(_named(fair), None, *workers)
    if stormy:
        names = dict.fromkeys(name for fault in stormy for name in fault.disturbances)
        outcomes += shards[0].run(_named(stormy), None, storm(names), *workers)
    return [it.scenario for it in outcomes if it.failed]


def _named(faults: list[Fault]) -> list[str]:
    return list(dict.fromkeys(scenario for fault in faults for scenario in fault.scenarios))


def exit_code(clean: list[str], verdicts: list[Verdict]) -> int:
    """That of a run which could not be judged, before that of a survivor."""
    broke = [verdict.broke for verdict in verdicts if verdict.broke]
    if broke:
        return broke[0].exit_code if broke[0].exit_code > FAILED else FAILED
    return FAILED if clean or not all(verdict.proven for verdict in verdicts) else PASSED


def _line(name: str, outcome: str, seconds: float) -> None:
    print(f"{name:38} -> {outcome} ({seconds:.1f} s)", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
