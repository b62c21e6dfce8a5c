"""Sites are deployed while people pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.storm.deliveries.held import Burst, HeldDeliveries, signature, told
from pennydrop.storm.disturbance import Disturbance, Scene

if TYPE_CHECKING:
    from pennydrop.stack.site_process import SiteProcess


class Restart(HeldDeliveries):
    """Once in a scenario, with the first payment that has two messages; nobody's connection is refused."""

    name = "restart"
    story = "The site is restarted between the first message of a payment and the others."
    needs_events = 2

    _site: SiteProcess | None = None

    def begin(self, scene: Scene) -> None:
        super().begin(scene)
        self._site = self._site or scene.site_process

    def deliver(self, scene: Scene, burst: Burst) -> None:
        if self._site is None or scene.told or len(burst) < self.needs_events:
            super().deliver(scene, burst)
            return
        scene.tell(f"delivered {_all(self.before(scene, burst))}")
        self._site.restart()
        scene.tell("restarted the site")
        scene.tell(f"delivered {_all(self.after(scene, burst))}")

    def before(self, scene: Scene, burst: Burst) -> Burst:
        """Deliver what comes before the restart; returns it finished."""
        return [scene.relay.deliver(burst[0])]

    def after(self, scene: Scene, burst: Burst) -> Burst:
        """Deliver what comes after it; returns it finished."""
        return [scene.relay.deliver(held) for held in burst[1:]]


class RestartAndRepeat(Restart):
    """What a site remembers of the events it has handled must not be in its memory only."""

    name = "restart-and-repeat"
    story = "The site is restarted after all messages of a payment; their answers are lost, and Stripe tries again."
    needs_events = 1

    def before(self, scene: Scene, burst: Burst) -> Burst:
        return [scene.relay.deliver(held) for held in burst]

    def after(self, scene: Scene, burst: Burst) -> Burst:
        bodies = [scene.relay.payload(delivery) for delivery in burst]
        attempts = zip(burst, bodies, strict=True)
        return [scene.relay.replay(held, signature=signature(scene, body))[0] for held, body in attempts]


def _all(deliveries: Burst) -> str:
    return " and ".join(map(told, deliveries))


DISTURBANCES: tuple[type[Disturbance], ...] = (Restart, RestartAndRepeat)
