"""Stripe's messages to the site: late, early, or twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import given, parsers, then, when

from pennydrop.checkout.cards import card
from pennydrop.relay.delivery import CONFIRMATION, Cause, Delivery, State
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from pennydrop.relay.client import Fault, Relay
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@pytest.fixture
def held_back(relay: Relay, cast: Cast) -> Iterator[Fault]:
    """The confirmation of this scenario's payment, kept at the relay until released."""
    with relay.hold(CONFIRMATION, cast.tag.lower()) as fault:
        yield fault


@given("Stripe's confirmation is delayed")
def confirmation_is_delayed(held_back: Fault, purchase: Purchase) -> None:
    """The customer will be back at the shop before the site hears of the payment."""
    purchase.expect_delay(True)


@given(sentence("{buyer:w} has paid for the {goods:w}, and Stripe's confirmation is on its way"))
def paid_unconfirmed(held_back: Fault, purchase: Purchase, cast: Cast, buyer: str, goods: str) -> None:
    """Back at the shop, which has not heard of the payment yet."""
    purchase.expect_delay(True)
    purchase.open_checkout(goods, cast[buyer]).pay_with(card("Visa"))
    purchase.arrive_back()
    purchase.settle()


@when("Stripe's confirmation arrives")
def confirmation_arrives(held_back: Fault, purchase: Purchase) -> None:
    """The delayed one."""
    held_back.release()
    purchase.expect_delay(False)


@given(parsers.parse('the "{late}" event reaches the site only after the "{early}" event'))
def events_in_order(relay: Relay, cast: Cast, late: str, early: str) -> Iterator[None]:
    """The relay turns the order round for this scenario's payment; Stripe promises none."""
    with relay.hold(late, cast.tag.lower(), until=early):
        yield


@when("Stripe delivers every event of the payment again")
def every_event_again(relay: Relay, purchase: Purchase) -> None:
    """Byte for byte, one after the other, as Stripe does when an answer got lost."""
    purchase.settle()
    for delivery in _from_stripe(purchase):
        relay.replay(delivery)
    purchase.something_happened()


@when("Stripe delivers every event of the payment again, the latest first")
def every_event_again_backwards(relay: Relay, purchase: Purchase) -> None:
    """Old news comes last, as after an outage."""
    purchase.settle()
    for delivery in reversed(_from_stripe(purchase)):
        relay.replay(delivery)
    purchase.something_happened()


@when("Stripe delivers every event of the payment again, twice at the same moment")
def every_event_again_at_once(relay: Relay, purchase: Purchase) -> None:
    """Two copies in flight together, for each event."""
    purchase.settle()
    for delivery in _from_stripe(purchase):
        relay.replay(delivery, copies=2, at_once=True)
    purchase.something_happened()


def _from_stripe(purchase: Purchase) -> list[Delivery]:
    return [delivery for delivery in purchase.deliveries() if delivery.cause is Cause.STRIPE]


@then("the site accepts every delivery")
def accepted(purchase: Purchase) -> None:
    """With a 2xx, so that Stripe does not try again for days."""
    purchase.settle()
    heard = [d for d in purchase.deliveries() if d.authentic and not (d.state is State.LOST and d.status is None)]
    wrong = [d for d in heard if not (d.status and 200 <= d.status < 300)]
    assert not wrong, "; ".join(f"{d.type} was answered {d.status}" for d in wrong)
