"""The stacks and customers of the tests of ``diagnose``, and a watch over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from pennydrop.diagnose.gather import Witnesses
from pennydrop.watch.limits import Limits
from pennydrop.watch.news import Kind, News, Summary
from pennydrop.watch.watch import Watch
from tests.diagnose.conftest import own_settings, sound, state_dir
from tests.diagnose.shop import Shop

__all__ = ["own_settings", "sound", "state_dir"]


@dataclass
class Clock:
    """Seconds that only pass when a test says so."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Watched:
    """A watch that looks when it is told to."""

    watch: Watch
    clock: Clock
    witnesses: Witnesses
    news: list[News] = field(default_factory=list)

    def look(self, after: float = 0.0) -> bool:
        """One look, ``after`` so many seconds; whether the watch is over."""
        self.clock.now += after
        return self.watch.look()

    def told(self, kind: Kind) -> list[str]:
        return [it.says for it in self.news if it.kind is kind]

    def drop_connections(self) -> None:
        """As when a database server goes away; the next question connects anew."""
        self.witnesses.books.close()

    @property
    def summary(self) -> Summary:
        return self.watch.summary()


@pytest.fixture
def watching() -> Iterator[Callable[..., Watched]]:
    """Begin a watch over a shop's stack."""
    opened: list[Witnesses] = []

    def begin(shop: Shop, *, ours_only: bool = False, deadline: float = 60.0, **settings: Any) -> Watched:
        witnesses = Witnesses(shop.settings_with(**settings))
        opened.append(witnesses)
        clock, news = Clock(), list[News]()
        wanted = Limits(duration=3600.0, deadline=deadline, ours_only=ours_only)
        watch = Watch(witnesses, wanted, news.append, clock)
        watch.begin()
        return Watched(watch, clock, witnesses, news)

    yield begin
    for witnesses in opened:
        witnesses.__exit__(None, None, None)
