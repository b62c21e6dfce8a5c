"""What disturbances of deliveries share: the scenario's own are held at the relay, and let go one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.gateway import forgery
from pennydrop.relay.delivery import Delivery, State
from pennydrop.relay.faults import ANY_TYPE
from pennydrop.storm.disturbance import Disturbance, Scene

if TYPE_CHECKING:
    from pennydrop.relay.client import Fault
    from pennydrop.vocabulary.cast import Person
    from pennydrop.vocabulary.purchase import Visit

Burst = list[Delivery]


class RelayDisturbance(Disturbance):
    """One order to the relay about every delivery that concerns the scenario's people, in force until its end.

    It gives way to what the scenario itself orders, such as a confirmation that is delayed.
    """

    needs_events = 1
    _fault: Fault | None = None

    def order(self, scene: Scene, contains: str) -> Fault:
        """Give the order; it concerns events of ``contains``."""
        raise NotImplementedError

    def begin(self, scene: Scene) -> None:
        if self._fault is None:
            self._fault = scene.until_the_end.enter_context(self.order(scene, scene.cast.tag.lower()))

    def before_checkout(self, scene: Scene, buyer: Person) -> None:
        self.begin(scene)

    def at_checkout(self, scene: Scene, visit: Visit) -> None:
        self.begin(scene)

    def concerned(self, scene: Scene) -> list[Delivery]:
        """The deliveries the order was applied to, oldest first."""
        fault = self._fault.id if self._fault else None
        return [delivery for delivery in scene.purchase.deliveries() if fault and delivery.fault == fault]


class HeldDeliveries(RelayDisturbance):
    """Everything is held; once Stripe has sent all it has to say, :meth:`deliver` lets go of each payment's part.

    Here that is when the browser is back and, for what comes later, when a Then asks. A burst is what has come about
    one payment since the last one, in the order Stripe sent it.
    """

    def order(self, scene: Scene, contains: str) -> Fault:
        return scene.relay.hold(ANY_TYPE, contains, gives_way=True)

    def returned(self, scene: Scene, visit: Visit) -> None:
        self.let_go(scene)

    def answering(self, scene: Scene) -> None:
        self.let_go(scene)

    def let_go(self, scene: Scene) -> None:
        """Deliver all there is, and what comes of it: a refund that the site makes is news as well."""
        while bursts := self.arrived(scene):
            for burst in bursts:
                self.deliver(scene, burst)

    def arrived(self, scene: Scene) -> list[Burst]:
        """What is held, by payment, once nothing is on its way any more."""
        scene.purchase.wait_for_arrivals()
        bursts: dict[str | None, Burst] = {}
        for delivery in self.concerned(scene):
            if delivery.state is State.HELD:
                bursts.setdefault(delivery.payment_intent or delivery.object_id, []).append(delivery)
        return list(bursts.values())

    def deliver(self, scene: Scene, burst: Burst) -> None:
        """Hand all of ``burst`` to the site, in this order unless a subclass knows better."""
        for delivery in burst:
            scene.relay.deliver(delivery)


def told(delivery: Delivery) -> str:
    """A delivery in the words of a report: ``checkout.session.completed evt_1: 200``."""
    return f"{delivery.type} {delivery.event_id}: {delivery.status or delivery.state}"


def signature(scene: Scene, body: str) -> str:
    """A ``Stripe-Signature`` of this moment, as each attempt of Stripe's has."""
    secret = scene.settings.webhook_secret.get_secret_value()
    return forgery.signed(body.encode(), secret).headers["Stripe-Signature"]


def require(delivery: Delivery, hundreds: int, why: str) -> None:
    """Fail the scenario unless the site has answered with ``2`` hundred or ``4`` hundred and something."""
    if (delivery.status or 0) // 100 != hundreds:
        said = delivery.status or delivery.reason
        raise AssertionError(f"{delivery.type} {delivery.event_id} was {why}; it answered {said}")
