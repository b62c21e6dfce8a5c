"""Whether a watch can look at all, and for how long it could not."""

from __future__ import annotations

from collections.abc import Callable

from pennydrop.errors import PennydropError


class Sight:
    """``trouble`` is what keeps the watch from looking at this moment. ``clock`` counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._blind_from: float | None = None
        self._blind = 0.0
        self.trouble: PennydropError | None = None

    @property
    def blind(self) -> float:
        """The seconds without a look until now."""
        return self._blind + (self._clock() - self._blind_from if self._blind_from is not None else 0)

    def lose(self, trouble: PennydropError) -> bool:
        """It cannot look; whether it could the last time."""
        news = self._blind_from is None
        if news:
            self._blind_from = self._clock()
        self.trouble = trouble
        return news

    def regain(self) -> float | None:
        """It can look; the seconds it could not, None if it could the last time."""
        self.trouble = None
        if self._blind_from is None:
            return None
        lost, self._blind_from = self._clock() - self._blind_from, None
        self._blind += lost
        return lost
