"""Which refunds are answered last, and what is told of it."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace

from pennydrop.storm.deliveries.refunds import BeforeTheAnswer
from tests.storm.deliveries.conftest import COMPLETED, PAID, Stage


class Desk:
    """Stripe's side: notes what it is asked to answer last, and what the site had heard by then."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.orders: list[tuple[str, str, list[str]]] = []
        self.met = 0

    def answer_last(self, path: str, contains: str) -> nullcontext[SimpleNamespace]:
        self.orders.append((path, contains, self._stage.site.types))
        return nullcontext(SimpleNamespace(met=1))


def test_stripe_knows_the_payment_before_the_site_hears_of_it(stage: Stage) -> None:
    desk = stage.scene.parts["trouble_desk"] = Desk(stage)
    stage.go_through(BeforeTheAnswer(), PAID, COMPLETED)

    assert desk.orders == [("/v1/refunds", "pi_1", [PAID])]
    assert stage.site.types == [PAID, COMPLETED]


def test_the_news_of_a_refund_is_not_held_back(stage: Stage) -> None:
    stage.scene.parts["trouble_desk"] = Desk(stage)
    disturbance = BeforeTheAnswer()
    stage.go_through(disturbance, PAID, COMPLETED)
    stage.send("charge.refunded")

    assert stage.site.types == [PAID, COMPLETED, "charge.refunded"]


def test_a_refund_that_was_met_is_told_once(stage: Stage) -> None:
    stage.scene.parts["trouble_desk"] = Desk(stage)
    disturbance = BeforeTheAnswer()
    stage.go_through(disturbance, PAID, COMPLETED, "charge.refunded")
    stage.look(disturbance)

    news = "charge.refunded evt_charge.refunded: 200"
    assert stage.scene.told == [f"answered the site's refund of pi_1 after {news}"]
