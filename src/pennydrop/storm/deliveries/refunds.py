"""News of a refund that the site has asked for travels on a way of its own, and may overtake the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.gateway.trouble import MAKE_REFUND, Trouble
from pennydrop.relay.delivery import CONFIRMATION
from pennydrop.storm.deliveries.held import HeldDeliveries, told
from pennydrop.storm.disturbance import Disturbance, Scene

if TYPE_CHECKING:
    from pennydrop.relay.client import Fault
    from pennydrop.vocabulary.purchase import Visit

NEWS = "charge.refunded"


class BeforeTheAnswer(HeldDeliveries):
    """The confirmation is held until Stripe knows the payment: the site's answer to it may be a refund."""

    name = "before-the-answer"
    story = "The site hears of a refund it asked for before Stripe has answered the request."
    tags = frozenset({"refund"})

    def __init__(self) -> None:
        self._troubles: dict[str, Trouble] = {}
        self._met: dict[str, int] = {}

    def order(self, scene: Scene, contains: str) -> Fault:
        return scene.relay.hold(CONFIRMATION, contains, gives_way=True)

    def returned(self, scene: Scene, visit: Visit) -> None:
        self._watch(scene)
        super().returned(scene, visit)

    def answering(self, scene: Scene) -> None:
        self._watch(scene)
        super().answering(scene)

    def answered(self, scene: Scene) -> bool:
        for intent_id, trouble in self._troubles.items():
            met = trouble.met
            if met > self._met.get(intent_id, 0):
                self._met[intent_id] = met
                news = [delivery for delivery in scene.relay.deliveries(intent_id) if delivery.type == NEWS]
                scene.tell(f"answered the site's refund of {intent_id} after {' and '.join(map(told, news))}")
        return False

    def _watch(self, scene: Scene) -> None:
        """Let Stripe answer last whatever refund of these payments the site asks for from now on."""
        scene.purchase.wait_for_arrivals()
        for delivery in scene.purchase.deliveries():
            intent_id = delivery.payment_intent
            if intent_id and intent_id not in self._troubles:
                trouble = scene.trouble_desk.answer_last(MAKE_REFUND, intent_id)
                self._troubles[intent_id] = scene.until_the_end.enter_context(trouble)


DISTURBANCES: tuple[type[Disturbance], ...] = (BeforeTheAnswer,)
