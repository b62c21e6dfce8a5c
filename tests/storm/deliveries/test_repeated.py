"""The same news more than once."""

from __future__ import annotations

import json

import stripe

from pennydrop.storm.deliveries.repeated import AnotherId, Duplicate, EightAtOnce, ReplayLater
from tests.storm.deliveries.conftest import COMPLETED, PAID, SECRET, Stage


def test_each_event_comes_twice(stage: Stage) -> None:
    stage.go_through(Duplicate(), PAID, COMPLETED)

    assert stage.site.types == [PAID, PAID, COMPLETED, COMPLETED]
    assert stage.scene.told[0] == f"delivered {PAID} evt_{PAID} 2 times one after the other: 200, 200"


def test_eight_copies_are_told_with_their_answers(stage: Stage) -> None:
    stage.go_through(EightAtOnce(), COMPLETED)

    assert stage.site.types == [COMPLETED] * 8
    assert stage.scene.told == [
        f"delivered {COMPLETED} evt_{COMPLETED} 8 times at the same moment: {', '.join(['200'] * 8)}"
    ]


def test_another_id_is_the_same_change_signed_by_stripe(stage: Stage) -> None:
    stage.go_through(AnotherId(), COMPLETED)

    first, second = stage.site.received
    one, other = json.loads(first.body), json.loads(second.body)
    assert one["id"] != other["id"]
    assert one | {"id": None} == other | {"id": None}
    stripe.WebhookSignature.verify_header(second.body.decode(), second.headers["stripe-signature"], SECRET)


def test_later_everything_comes_again_backwards_and_in_order_with_new_signatures(stage: Stage) -> None:
    replay = ReplayLater()
    stage.go_through(replay, PAID, COMPLETED)

    assert stage.site.types == [PAID, COMPLETED, COMPLETED, PAID, PAID, COMPLETED]
    for again in stage.site.received[2:]:
        stripe.WebhookSignature.verify_header(again.body.decode(), again.headers["stripe-signature"], SECRET)
    assert not replay.answered(stage.scene), "nothing new has come, so nothing comes again"
    stage.send("charge.refunded")
    assert replay.answered(stage.scene)
    assert stage.site.types[-6:] == ["charge.refunded", COMPLETED, PAID, PAID, COMPLETED, "charge.refunded"]
