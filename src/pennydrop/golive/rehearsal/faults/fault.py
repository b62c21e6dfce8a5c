"""One fault of the rehearsal's world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pennydrop.golive.rehearsal.world import World

Plant = Callable[[World], Iterator[None]]


def configured(world: World, **golive: object) -> Iterator[None]:
    """Other settings of ``[golive]`` for a while."""
    settings = world.config["golive"]
    before = {name: settings[name] for name in golive}
    settings.update(golive)
    yield
    settings.update(before)


@dataclass(frozen=True)
class Fault:
    """``says`` what is wrong, in a sentence. ``turns`` names the check that must not pass while it is there."""

    id: str
    says: str
    turns: str
    plant: Plant

    @contextmanager
    def planted(self, world: World) -> Iterator[None]:
        """Wrong from the beginning of this block, and mended at its end, however it ends."""
        steps = self.plant(world)
        next(steps)
        try:
            yield
        finally:
            next(steps, None)


def fault(id: str, says: str, *, turns: str) -> Callable[[Plant], Fault]:
    """Make a fault of a generator: before its ``yield`` it plants, after it mends."""
    return lambda plant: Fault(id, says, turns, plant)
