"""Stripe in trouble when the site asks for a refund: once, so that whoever asks again gets it.

Stripe says after a server error that it is worth asking again, and the official client does so by itself, with the same
idempotency key: the outcome is the same, and the money goes back once. After a 429 it does not, and what a site then
says and does is its own affair. There is no disturbance for that; the suite has scenarios about refused refunds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.gateway.trouble import MAKE_REFUND, SLOW
from pennydrop.storm.disturbance import Disturbance

if TYPE_CHECKING:
    from pennydrop.gateway.trouble import Trouble, TroubleDesk
    from pennydrop.storm.disturbance import Scene
    from pennydrop.vocabulary.purchase import Visit


class RefundTrouble(Disturbance):
    """Base of those that concern the first refund of each payment that the site asks for once it is paid."""

    tags = frozenset({"refund"})

    def __init__(self) -> None:
        self._troubles: dict[str, Trouble] = {}
        self._told: set[str] = set()

    def order(self, desk: TroubleDesk, intent_id: str) -> Trouble:
        """What is wrong with Stripe."""
        raise NotImplementedError

    def returned(self, scene: Scene, visit: Visit) -> None:
        self._watch(scene)

    def answering(self, scene: Scene) -> None:
        self._watch(scene)

    def answered(self, scene: Scene) -> bool:
        self._watch(scene)
        return False

    def _watch(self, scene: Scene) -> None:
        for delivery in scene.purchase.deliveries():
            intent_id = delivery.payment_intent
            if intent_id and intent_id not in self._troubles:
                order = self.order(scene.trouble_desk, intent_id)
                self._troubles[intent_id] = scene.until_the_end.enter_context(order)
        for intent_id, trouble in self._troubles.items():
            if intent_id not in self._told and trouble.met:
                self._told.add(intent_id)
                scene.tell(f"{self.story} It was one of {intent_id}")


class Refund500(RefundTrouble):
    """Nothing was refunded."""

    name = "refund-500"
    story = "Stripe answers with a server error when the site asks for a refund for the first time."

    def order(self, desk: TroubleDesk, intent_id: str) -> Trouble:
        return desk.refuse(MAKE_REFUND, intent_id, "Stripe is out of order.", 500, times=1, passing=True)


class RefundTimeout(RefundTrouble):
    """No client of Stripe's gives up so early; one that does is the site's own doing."""

    name = "refund-timeout"
    story = f"Stripe takes {SLOW} seconds longer to make a refund."

    def order(self, desk: TroubleDesk, intent_id: str) -> Trouble:
        return desk.delay(MAKE_REFUND, intent_id, SLOW, times=1)


class RefundLostAnswer(RefundTrouble):
    """The news of the refund may reach the site before it asks again."""

    name = "refund-lost-answer"
    story = "Stripe makes a refund and answers with a server error all the same."

    def order(self, desk: TroubleDesk, intent_id: str) -> Trouble:
        return desk.lose_answer(MAKE_REFUND, intent_id, times=1, passing=True)


DISTURBANCES: tuple[type[Disturbance], ...] = (Refund500, RefundTimeout, RefundLostAnswer)
