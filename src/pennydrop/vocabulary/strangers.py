"""Who else speaks to the site's webhook: forgers, other shops on the same account, and the curious."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import parsers, then, when

from pennydrop.gateway import forgery
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pennydrop.checkout.cards import Card
    from pennydrop.gateway import Gateway
    from pennydrop.relay.client import Relay
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@pytest.fixture
def answers() -> list[int]:
    """The status codes the site gave to forged requests, in order."""
    return []


# With what each kind of object has at Stripe, for a site may rely on it.
UNKNOWN: dict[str, Any] = {
    "id": "pi_nobodyknowsthis",
    "payment_intent": "pi_nobodyknowsthis",
    "amount": 4000,
    "amount_refunded": 4000,
    "amount_total": 4000,
    "currency": "gbp",
    "refunded": True,
    "payment_status": "unpaid",
    "metadata": {},
}
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


@when(parsers.parse('a "{event_type}" event arrives about something that nobody here knows'))
def event_about_the_unknown(settings: Settings, relay: Relay, answers: list[int], event_type: str) -> None:
    """Signed by Stripe, and about another shop's payment, or one that was made by hand in the dashboard."""
    request = forgery.signed(forgery.event(event_type, UNKNOWN), settings.webhook_secret.get_secret_value())
    answers.append(relay.post(request.body, request.headers).status or 0)


@when("somebody looks at the webhook's address in a browser")
def looks_at_the_webhook(page: Page, settings: Settings, answers: list[int]) -> None:
    """A GET, which Stripe never sends."""
    answer = page.goto(settings.site_webhook_url)
    answers.append(answer.status if answer else 0)


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
