"""Ctrl-C and the other ways in which a process is asked to end, as one exception that leaves time to tidy up."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """The process was asked to end; ``reason`` says how. Not an ``Exception``: nobody may swallow it on the way."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Interruptions:
    """Raises :class:`Interrupted` in the main thread, but for the blocks that are :meth:`held`."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._held = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Within the block signals interrupt; afterwards they do what they did before."""
        before = {number: signal.signal(number, self._receive) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within the block a signal is answered with a sentence, and nothing else: money is going back."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def _receive(self, number: int, _frame: FrameType | None) -> None:
        name = signal.Signals(number).name
        if self._held:
            self._tell(f"{name} received: the money goes back first, one moment.")
            return
        self._held = True  # a second one must not interrupt the tidying up
        raise Interrupted(name)
