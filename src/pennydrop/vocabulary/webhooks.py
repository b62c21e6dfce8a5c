"""Stripe's messages to the site: late, early, twice, forged, or not for this site at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import given, parsers, then, when

from pennydrop.checkout.cards import card
from pennydrop.gateway import forgery
from pennydrop.money import Money
from pennydrop.relay.delivery import Cause, Delivery
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pennydrop.checkout.cards import Card
    from pennydrop.gateway import Gateway
    from pennydrop.relay.client import Fault, Relay
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

CONFIRMATION = "checkout.session.completed"


@pytest.fixture
def held_back(relay: Relay, cast: Cast) -> Iterator[Fault]:
    """The confirmation of this scenario's payment, kept at the relay until released."""
    with relay.hold(CONFIRMATION, cast.tag.lower()) as fault:
        yield fault


@pytest.fixture
def answers() -> list[int]:
    """The status codes the site gave to forged requests, in order."""
    return []


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


FORGERIES: dict[str, Callable[[dict[str, Any], str], forgery.WebhookRequest]] = {
    "an unsigned": lambda event, secret: forgery.unsigned(event),
    "a garbled": lambda event, secret: forgery.garbled(event),
    "a wrongly signed": lambda event, secret: forgery.wrongly_signed(event),
    "a stale": forgery.stale,
    "a tampered": lambda event, secret: forgery.tampered({**event, "type": "customer.created"}, event, secret),
    "a malformed": lambda event, secret: forgery.malformed(secret),
}


@when(parsers.re(r"(?P<kind>an? [\w ]+) confirmation of (?P<buyer>\w+)'s payment is sent to the site"))
def forged_confirmation(
    settings: Settings,
    gateway: Gateway,
    relay: Relay,
    purchase: Purchase,
    cast: Cast,
    answers: list[int],
    kind: str,
    buyer: str,
) -> None:
    """It says what a true one would say: that the open Checkout has been paid. Only the envelope is wrong."""
    asked = gateway.payment(purchase.session_id)
    event = forgery.checkout_completed(
        asked.metadata, asked.amount, email=cast[buyer].email, session_id=asked.session_id
    )
    request = FORGERIES[kind](event, settings.webhook_secret.get_secret_value())
    answers.append(relay.post(request.body, request.headers).status or 0)
    purchase.something_happened()


@when(sentence("{buyer:w} pays another shop on the same Stripe account with the {card:Card} card"))
def foreign_payment(gateway: Gateway, purchase: Purchase, cast: Cast, page: Page, buyer: str, card: Card) -> None:
    """A real payment that this site knows nothing of; its events come to this site's webhook all the same."""
    foreign = gateway.create_foreign_session(Money(1250), email=cast[buyer].email)
    page.goto(str(foreign.url))
    purchase.at_checkout(page, cast[buyer]).pay_with(card)
    purchase.arrive_back()


@then("the site refuses it")
def refused(answers: list[int]) -> None:
    """With a 4xx: the sender is at fault, and trying again would not help."""
    assert answers, "nothing was sent"
    assert all(400 <= status < 500 for status in answers), f"the site answered {answers}, expected 4xx"


@then("the site accepts it")
def accepted_it(answers: list[int]) -> None:
    """With a 2xx: it came from Stripe, and sending it again would change nothing."""
    assert answers, "nothing was sent"
    assert all(200 <= status < 300 for status in answers), f"the site answered {answers}, expected 2xx"


@then("the site accepts every delivery")
def accepted(purchase: Purchase) -> None:
    """With a 2xx, so that Stripe does not try again for days."""
    purchase.settle()
    wrong = [d for d in purchase.deliveries() if not (d.status and 200 <= d.status < 300)]
    assert not wrong, "; ".join(f"{d.type} was answered {d.status}" for d in wrong)
