"""Orders: each one there is, and none where there is nothing to order."""

from __future__ import annotations

from itertools import permutations

import pytest

from pennydrop.storm.deliveries import order
from pennydrop.storm.deliveries.order import Permuted, Reorder
from tests.storm.deliveries.conftest import COMPLETED, FAILED, PAID, Stage

BY_NAME = {kind.name: kind for kind in order.DISTURBANCES}


def test_every_order_of_up_to_four_events_has_a_name() -> None:
    in_order = {2: "12", 3: "123", 4: "1234"}
    every = {"".join(rank) for digits in in_order.values() for rank in permutations(digits)}
    reverse_is_reorder = {digits[::-1] for digits in in_order.values()}

    names = {name.removeprefix("order-") for name in BY_NAME if name != "reorder"}

    assert names == every - set(in_order.values()) - reverse_is_reorder


def test_a_burst_is_turned_round(stage: Stage) -> None:
    stage.go_through(Reorder(), PAID, COMPLETED)

    assert stage.site.types == [COMPLETED, PAID]
    assert stage.scene.told == [
        f"{COMPLETED} evt_{COMPLETED}: 200; Stripe had sent it as number 2 of 2",
        f"{PAID} evt_{PAID}: 200; Stripe had sent it as number 1 of 2",
    ]


def test_a_declined_attempt_belongs_to_the_burst(stage: Stage) -> None:
    stage.go_through(BY_NAME["order-231"](), FAILED, PAID, COMPLETED)

    assert stage.site.types == [PAID, COMPLETED, FAILED]


def test_a_burst_of_another_size_goes_out_as_it_came_and_nothing_is_told(stage: Stage) -> None:
    stage.go_through(BY_NAME["order-231"](), PAID, COMPLETED)

    assert stage.site.types == [PAID, COMPLETED]
    assert stage.scene.told == []


def test_what_comes_later_is_a_burst_of_its_own(stage: Stage) -> None:
    reorder = Reorder()
    stage.go_through(reorder, PAID, COMPLETED)
    stage.send("charge.refunded")
    stage.look(reorder)

    assert stage.site.types == [COMPLETED, PAID, "charge.refunded"]


def test_what_the_site_causes_by_its_answer_is_let_go_as_well(stage: Stage) -> None:
    def refund(received: object) -> tuple[int, bytes]:
        if stage.site.types == [COMPLETED]:
            stage.send("charge.refunded")
        return 200, b""

    stage.site.answer = refund
    stage.go_through(Reorder(), PAID, COMPLETED)

    assert stage.site.types == [COMPLETED, PAID, "charge.refunded"]
    assert stage.held == []


def test_other_people_s_events_pass(stage: Stage) -> None:
    Reorder().begin(stage.scene)
    stage.relay.hold("nothing", "nobody")  # another scenario's
    stage._stripe.send(b'{"type": "checkout.session.completed", "data": {"object": {"customer_email": "zoe@"}}}')

    assert stage.site.types == [COMPLETED]


def test_the_scenario_s_own_hold_comes_first(stage: Stage) -> None:
    reorder = Reorder()
    reorder.begin(stage.scene)
    with stage.relay.hold(COMPLETED, "tovabukire") as own:
        stage.go_through(reorder, PAID, COMPLETED)

        assert stage.site.types == [PAID]
        assert stage.held == [COMPLETED]
        own.release()
    assert stage.site.types == [PAID, COMPLETED]


@pytest.mark.parametrize("kind", order.DISTURBANCES, ids=lambda kind: kind.name)
def test_an_order_needs_as_many_events_as_it_names(kind: type[Reorder]) -> None:
    assert kind.needs_events == (len(kind.rank) if issubclass(kind, Permuted) else 2)
