"""Who else speaks to the site's webhook: forgers, other shops on the same account, and the curious."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import then, when

from pennydrop.gateway import forgery
from pennydrop.money import Money
from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pennydrop.checkout.cards import Card
    from pennydrop.gateway import Gateway
    from pennydrop.relay.client import Relay
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase


@pytest.fixture
def answers() -> dict[str, int]:
    """The status codes the site gave to what was sent to it by hand: ``{"stale": 400}``, 0 for no answer."""
    return {}


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
    "unsigned": lambda event, secret: forgery.unsigned(event),
    "garbled": lambda event, secret: forgery.garbled(event),
    "wrongly signed": lambda event, secret: forgery.wrongly_signed(event),
    "stale": forgery.stale,
    "tampered": lambda event, secret: forgery.tampered({**event, "type": "customer.created"}, event, secret),
    "malformed": lambda event, secret: forgery.malformed(secret),
}


@when(sentence("confirmations of {buyer:w}'s payment are sent to the site that are:"))
def forged_confirmations(
    settings: Settings,
    gateway: Gateway,
    relay: Relay,
    purchase: Purchase,
    cast: Cast,
    answers: dict[str, int],
    datatable: list[list[str]],
    buyer: str,
) -> None:
    """``unsigned``, ``garbled``, ``wrongly signed``, ``stale``, ``tampered`` or ``malformed``, each in a row.

    They say what a true one would say: that the open Checkout has been paid. Only the envelope is wrong.
    """
    asked = gateway.payment(purchase.session_id)
    event = forgery.checkout_completed(
        asked.metadata, asked.amount, email=cast[buyer].email, session_id=asked.session_id
    )
    for (kind,) in datatable:
        request = meant_by(kind, FORGERIES)(event, settings.webhook_secret.get_secret_value())
        answers[kind] = relay.post(request.body, request.headers).status or 0
    purchase.something_happened()


@when("these events arrive about something that nobody here knows:")
def events_about_the_unknown(
    settings: Settings, relay: Relay, answers: dict[str, int], datatable: list[list[str]]
) -> None:
    """An event type in each row; signed by Stripe, about another shop's payment, or one made in the dashboard."""
    for (event_type,) in datatable:
        event = forgery.event(event_type, UNKNOWN, live=settings.profile == "live")
        request = forgery.signed(event, settings.webhook_secret.get_secret_value())
        answers[event_type] = relay.post(request.body, request.headers).status or 0


@when("somebody looks at the webhook's address in a browser")
def looks_at_the_webhook(page: Page, settings: Settings, answers: dict[str, int]) -> None:
    """A GET, which Stripe never sends."""
    answer = page.goto(settings.site_webhook_url)
    answers["GET"] = answer.status if answer else 0


@when(sentence("{buyer:w} pays another shop on the same Stripe account with the {card:Card} card"))
def foreign_payment(gateway: Gateway, purchase: Purchase, cast: Cast, page: Page, buyer: str, card: Card) -> None:
    """A real payment that this site knows nothing of; its events come to this site's webhook all the same."""
    foreign = gateway.create_foreign_session(Money(1250), email=cast[buyer].email)
    page.goto(str(foreign.url))
    purchase.at_checkout(page, cast[buyer]).pay_with(card)
    purchase.arrive_back()


@then("the site refuses it")
@then("the site refuses each of them")
def refused(answers: dict[str, int]) -> None:
    """With a 4xx: the sender is at fault, and trying again would not help."""
    assert answers, "nothing was sent"
    assert all(400 <= status < 500 for status in answers.values()), f"the site answered {answers}, expected 4xx"


@then("the site accepts it")
@then("the site accepts each of them")
def accepted_it(answers: dict[str, int]) -> None:
    """With a 2xx: it came from Stripe, and sending it again would change nothing."""
    assert answers, "nothing was sent"
    assert all(200 <= status < 300 for status in answers.values()), f"the site answered {answers}, expected 2xx"
