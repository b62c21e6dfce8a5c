"""Messages that are signed as Stripe signs and say what was never agreed, or that a payment takes its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import given, when

from pennydrop.gateway import forgery
from pennydrop.vocabulary.types import sentence
from pennydrop.vocabulary.words import meant_by

if TYPE_CHECKING:
    from pennydrop.bookkeeping.bookkeeper import Bookkeeper
    from pennydrop.gateway import Gateway
    from pennydrop.relay.client import Relay
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Cast
    from pennydrop.vocabulary.purchase import Purchase

Session = dict[str, Any]
NOBODY = "999999999"
NOTHING = "00000000-0000-4000-8000-000000000000"
PERSON_KEYS = ("student", "teacher")


class SignedMessages:
    """Tells the site about the open Checkout whatever a test likes, with Stripe's own signature."""

    def __init__(self, settings: Settings, gateway: Gateway, relay: Relay, purchase: Purchase) -> None:
        self._secret = settings.webhook_secret.get_secret_value()
        self._gateway, self._relay, self._purchase = gateway, relay, purchase
        self._intents: dict[str, str] = {}

    def tell(self, event_type: str, **changes: Any) -> int:
        """Send an event about the Checkout, as paid by its customer but for ``changes``; the site's answer."""
        asked = self._gateway.payment(self._purchase.session_id)
        event = forgery.checkout_completed(
            asked.metadata,
            asked.amount,
            email=self._purchase.buyer.email,
            session_id=asked.session_id,
            intent_id=self._intents.get(asked.session_id),
        )
        session = event["data"]["object"]
        self._intents[asked.session_id] = session["payment_intent"]
        session.update(changes)
        request = forgery.signed({**event, "type": event_type}, self._secret)
        self._purchase.something_happened()
        return self._relay.post(request.body, request.headers).status or 0

    def asked_metadata(self) -> dict[str, str]:
        """What the site wrote on the Checkout."""
        return dict(self._gateway.payment(self._purchase.session_id).metadata)


@pytest.fixture
def signed_messages(settings: Settings, gateway: Gateway, relay: Relay, purchase: Purchase) -> SignedMessages:
    """Messages about the open Checkout that the site has to believe came from Stripe."""
    return SignedMessages(settings, gateway, relay, purchase)


FLAWS: dict[str, Callable[[SignedMessages], Session]] = {
    "name a smaller amount": lambda _: {"amount_total": 100, "amount_subtotal": 100},
    "name another currency": lambda _: {"currency": "usd"},
    "say that it is unpaid": lambda _: {"payment_status": "unpaid"},
    "speak of a Checkout that the site never opened": lambda _: {"id": "cs_test_nobodyopenedthis"},
    "name a customer who does not exist": lambda messages: {
        "id": "cs_test_nobodyopenedthis",
        "metadata": messages.asked_metadata() | {"student_id": NOBODY, "student_email": "nobody@example.com"},
    },
    "name goods that do not exist": lambda messages: {
        "id": "cs_test_nobodyopenedthis",
        "metadata": {name: _no_such(name, value) for name, value in messages.asked_metadata().items()},
    },
}


@given(sentence("Stripe has confirmed {buyer:w}'s payment in messages that:"))
@when(sentence("Stripe confirms {buyer:w}'s payment in messages that:"))
def flawed_confirmations(
    signed_messages: SignedMessages,
    purchase: Purchase,
    cast: Cast,
    answers: dict[str, int],
    datatable: list[list[str]],
    buyer: str,
) -> None:
    """Of the open Checkout, one for each row: ``name a smaller amount`` and the like.

    Everything else in them is as it would be if the Checkout had been paid.
    """
    purchase.turn_to(cast[buyer])
    for (flaw,) in datatable:
        changes = meant_by(flaw, FLAWS)(signed_messages)
        answers[flaw] = signed_messages.tell("checkout.session.completed", **changes)


@given(sentence("{buyer:w} has chosen a payment that takes days"))
def pays_slowly(
    signed_messages: SignedMessages, purchase: Purchase, cast: Cast, answers: dict[str, int], buyer: str
) -> None:
    """Such as a bank transfer: the Checkout is completed, the money is still on its way."""
    purchase.turn_to(cast[buyer])
    answers["the money is on its way"] = signed_messages.tell("checkout.session.completed", payment_status="unpaid")


@when("the money arrives")
def money_arrives(signed_messages: SignedMessages, answers: dict[str, int], bookkeeper: Bookkeeper) -> None:
    """The payment that took days has succeeded."""
    bookkeeper.suspend(2, 4, because="the message that the money has arrived is signed here; Stripe took none")
    answers["the money arrives"] = signed_messages.tell("checkout.session.async_payment_succeeded")


@given("the money has failed to arrive")
@when("the money fails to arrive")
def money_fails_to_arrive(signed_messages: SignedMessages, answers: dict[str, int]) -> None:
    """The payment that took days is refused in the end."""
    answers["the money fails to arrive"] = signed_messages.tell(
        "checkout.session.async_payment_failed", payment_status="unpaid"
    )


def _no_such(name: str, value: str) -> str:
    """The id of nothing, in the place of an id."""
    if name.startswith(PERSON_KEYS) or not name.endswith(("_id", "_ids")):
        return value
    return NOBODY if value.isdigit() else NOTHING
