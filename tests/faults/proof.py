"""Whether the suite catches a fault, and which scenario does."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue

from tests.faults.fault import BOOKS, STORM, Fault
from tests.faults.trial import Outcome, RunBroke, Shard

ALL_FEATURES = "features"
AT_ONCE = "-x"
NO_BOOKS = "--no-books"


@dataclass(frozen=True)
class Verdict:
    """What was seen of one fault.

    ``caught_by`` is the scenario that failed first, ``undeclared`` when the fault does not name it; ``alive`` are the
    named scenarios or features that passed although every one was to fail; ``broke`` says that nothing could be judged.
    ``seen_without`` is a scenario that failed also without the oracle that alone is said to see the fault.
    """

    fault: Fault
    seconds: float
    caught_by: str = ""
    why: str = ""
    undeclared: bool = False
    alive: tuple[str, ...] = ()
    broke: RunBroke | None = None
    seen_without: str = ""

    @property
    def proven(self) -> bool:
        return bool(self.caught_by) and not self.alive and not self.broke and not self.seen_without

    def __str__(self) -> str:
        if self.broke:
            last = (str(self.broke).strip().splitlines() or [""])[-1]
            return f"BROKE with exit code {self.broke.exit_code}: {last}"
        if not self.caught_by:
            return f"SURVIVED: {self.fault.story}"
        if self.seen_without:
            return f"{self.seen_without}, also without the {self.fault.seen_by} that alone are to see it"
        if self.alive:
            return f"{self.caught_by}, but NOT by {', '.join(self.alive)}"
        return f"{self.caught_by}{', which it does not name: none of those it names failed' if self.undeclared else ''}"


def prove_all(
    faults: Sequence[Fault], shards: Sequence[Shard], *, every: bool = False, without: bool = False
) -> Iterator[Verdict]:
    """A verdict on each fault, as they come in; as many at once as there are shards."""
    free: SimpleQueue[Shard] = SimpleQueue()
    for shard in shards:
        free.put(shard)

    def on_a_free_shard(fault: Fault) -> Verdict:
        shard = free.get()
        try:
            return prove(fault, shard, every=every, without=without)
        finally:
            free.put(shard)

    with ThreadPoolExecutor(max_workers=len(shards), thread_name_prefix="shard") as pool:
        for done in as_completed([pool.submit(on_a_free_shard, fault) for fault in faults]):
            yield done.result()


def prove(fault: Fault, shard: Shard, *, every: bool = False, without: bool = False) -> Verdict:
    """Look for a failure where the fault says it is, then everywhere; or, for ``every``, in each of those places.

    The books are closed only for faults that they or the storm are to see: all others have to be caught by steps. The
    storm blows only for those that it is to see, and nowhere but in the scenarios they name. ``without``: of a fault
    that only the books or the storm see, run the scenarios also with them off, where none may fail.
    """
    started = time.monotonic()
    oracle = oracle_of(fault)
    unseen: Sequence[Outcome] = ()
    try:
        if without and fault.seen_by:
            unseen = _without_its_oracle(fault, shard)
        named = shard.run(fault.scenarios, fault.module, *oracle, *(() if every else (AT_ONCE,)))
        caught = _first_failure(named)
        look_on = not caught and not every and fault.seen_by != STORM
        elsewhere = _first_failure(shard.run([ALL_FEATURES], fault.module, *oracle, AT_ONCE)) if look_on else None
    except RunBroke as broke:
        return Verdict(fault, time.monotonic() - started, broke=broke)
    first, too_early = caught or elsewhere, _first_failure(unseen)
    return Verdict(
        fault,
        time.monotonic() - started,
        caught_by=first.scenario if first else "",
        why=first.why if first else "",
        undeclared=elsewhere is not None,
        alive=tuple(name for name in fault.scenarios if not _killed(name, named)) if every else (),
        seen_without=too_early.scenario if too_early else "",
    )


def storm(names: Iterable[str]) -> str:
    """The option that lets these disturbances blow."""
    return f"--storm={','.join(names)}"


def oracle_of(fault: Fault) -> tuple[str, ...]:
    """The options that switch on what is to see the fault, and off what is not."""
    if fault.seen_by == STORM:
        return (storm(fault.disturbances),)
    return () if fault.seen_by == BOOKS else (NO_BOOKS,)


def _without_its_oracle(fault: Fault, shard: Shard) -> Sequence[Outcome]:
    if fault.seen_by == STORM:
        return shard.run(fault.undisturbed, fault.module)
    return shard.run(fault.scenarios, fault.module, NO_BOOKS)


def _first_failure(outcomes: Sequence[Outcome]) -> Outcome | None:
    return next((outcome for outcome in outcomes if outcome.failed), None)


def _killed(name: str, outcomes: Sequence[Outcome]) -> bool:
    """True when the scenario failed, or one of its rows; of a feature, one of its scenarios."""
    return any(
        it.failed and (it.scenario == name or it.scenario.startswith((f"{name}[", f"{name}::"))) for it in outcomes
    )
