"""The one way to wait: ask again until it holds, with a deadline, and say what was seen last.

There is no other polling loop and no fixed pause in the harness.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """What ``eventually`` needs of time; tests pass their own."""

    def monotonic(self) -> float: ...

    def pause(self, seconds: float) -> None: ...


class _SystemClock:
    def monotonic(self) -> float:
        return time.monotonic()

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)  # the only one: between two looks, never instead of one


SYSTEM_CLOCK = _SystemClock()


@dataclass(frozen=True)
class Patience:
    """How long to ask (``deadline``, seconds) and how often (``interval``, seconds, growing to ``slowest``)."""

    deadline: float = 10.0
    interval: float = 0.02
    slowest: float = 0.25


class DeadlinePassed(AssertionError):
    """The condition did not come to hold. Carries ``last`` (the last value or error), ``attempts``, ``elapsed``."""

    def __init__(self, what: str, last: object, attempts: int, elapsed: float) -> None:
        self.last, self.attempts, self.elapsed = last, attempts, elapsed
        seen = f"{type(last).__name__}: {last}" if isinstance(last, Exception) else repr(last)
        super().__init__(f"{what}: not within {elapsed:.1f} s ({attempts} looks). Last seen: {seen}")


def eventually(
    what: str,
    look: Callable[[], T],
    until: Callable[[T], object] = bool,
    *,
    patience: Patience | None = None,
    pause_after: Callable[[T], float] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> T:
    """Return the first value of ``look()`` that satisfies ``until``.

    ``what`` is the sentence a reader gets if it never does ("the order is completed"). An ``AssertionError`` from
    ``look`` counts as "not yet"; every other exception passes through at once, because it will not get better.
    ``pause_after`` says after a value how many seconds must go by before another look can hold, where that is known.
    Raises ``DeadlinePassed``.
    """
    patience = patience or Patience()
    started = clock.monotonic()
    pause = patience.interval
    attempts = 0
    last: object = None
    while True:
        attempts += 1
        try:
            value = look()
            if until(value):
                return value
            last = value
            if pause_after:
                pause = max(patience.interval, pause_after(value))
        except AssertionError as not_yet:
            last = not_yet
        elapsed = clock.monotonic() - started
        if elapsed >= patience.deadline:
            raise DeadlinePassed(what, last, attempts, elapsed)
        clock.pause(min(pause, patience.deadline - elapsed))
        pause = min(pause * 1.5, patience.slowest)
