"""The emulator's time, which can be set and moved forward, and what is due at a later time."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable


class Clock:
    """Runs like the machine's clock until it is set; ``frozen`` makes it stand still."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._frozen: float | None = None

    def now(self) -> float:
        """Seconds since 1970."""
        return self._frozen if self._frozen is not None else time.time() + self._offset

    def timestamp(self) -> int:
        """Whole seconds, as in ``created``."""
        return int(self.now())

    @property
    def frozen(self) -> bool:
        return self._frozen is not None

    def set(self, now: float, *, frozen: bool = False) -> None:
        """Let it be ``now``; time goes on from there, or stands still."""
        self._offset = now - time.time()
        self._frozen = now if frozen else None


class Timers:
    """What has to happen later, by the emulator's clock. Moving the clock forward makes it due at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._changed = asyncio.Event()

    def call_at(self, due: float, action: Callable[[], None]) -> None:
        """Run ``action`` once the clock shows ``due`` (seconds since 1970)."""
        heapq.heappush(self._waiting, (due, next(self._numbers), action))
        self._changed.set()

    def run_due(self) -> None:
        """Run what is due, in the order of its time."""
        while self._waiting and self._waiting[0][0] <= self._clock.now():
            heapq.heappop(self._waiting)[2]()

    async def run(self, afterwards: Callable[[], None]) -> None:
        """Run everything when it is due, for ever; ``afterwards`` each time."""
        while True:
            self._changed.clear()
            self.run_due()
            afterwards()
            stands_still = self._clock.frozen or not self._waiting
            pause = None if stands_still else max(0.0, self._waiting[0][0] - self._clock.now())
            try:
                await asyncio.wait_for(self._changed.wait(), pause)
            except TimeoutError:
                continue

    def clock_moved(self) -> None:
        """Say that the clock was set."""
        self._changed.set()
