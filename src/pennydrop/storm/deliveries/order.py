"""Stripe promises no order: the events of one payment in every other one."""

from __future__ import annotations

from itertools import permutations
from typing import ClassVar

from pennydrop.storm.deliveries.held import Burst, HeldDeliveries, told
from pennydrop.storm.disturbance import Disturbance, Scene

MOST = 4


class Reorder(HeldDeliveries):
    """A single event has no order."""

    name = "reorder"
    story = "The events of each payment reach the site in reverse."
    needs_events = 2

    def deliver(self, scene: Scene, burst: Burst) -> None:
        turned = self.turned(burst)
        for held in turned:
            delivered = scene.relay.deliver(held)
            if turned != burst:
                sent = f"Stripe had sent it as number {burst.index(held) + 1} of {len(burst)}"
                scene.tell(f"{told(delivered)}; {sent}")

    def turned(self, burst: Burst) -> Burst:
        """``burst`` in the order to deliver it."""
        return burst[::-1]


class Permuted(Reorder):
    """For bursts of one size only; any other goes out as it came. A burst of two has ``reorder`` alone."""

    rank: ClassVar[tuple[int, ...]]

    def turned(self, burst: Burst) -> Burst:
        return [burst[place - 1] for place in self.rank] if len(burst) == len(self.rank) else burst


def _permuted(rank: tuple[int, ...]) -> type[Permuted]:
    number = "".join(map(str, rank))
    story = f"Of {len(rank)} events of a payment the site gets {', '.join(f'number {place}' for place in rank)}."
    return type(
        f"Order{number}",
        (Permuted,),
        {"name": f"order-{number}", "story": story, "rank": rank, "needs_events": len(rank)},
    )


def _every_other(count: int) -> list[type[Permuted]]:
    """Every order of ``count`` events but Stripe's own and its reverse, which is ``reorder``."""
    in_order = tuple(range(1, count + 1))
    return [_permuted(rank) for rank in permutations(in_order) if rank not in (in_order, in_order[::-1])]


DISTURBANCES: tuple[type[Disturbance], ...] = (
    Reorder,
    *(order for count in range(3, MOST + 1) for order in _every_other(count)),
)
