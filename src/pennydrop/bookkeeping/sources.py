"""Stripe, the relay and the mailbox, asked about one scenario in as few requests as possible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import stripe

from pennydrop.bookkeeping.facts import Heard, Letter
from pennydrop.gateway.forgery import TOLERANCE
from pennydrop.relay.delivery import CONFIRMATION, Cause, Delivery, State

if TYPE_CHECKING:
    from pennydrop.gateway import Gateway, Payment
    from pennydrop.mailbox.mail import Mail
    from pennydrop.money import Money
    from pennydrop.relay.client import Relay

MARGIN = timedelta(seconds=5)
"""Stripe's clock and ours need not agree to the second."""
FAILED = ("failed", "canceled")


def payments_of(gateway: Gateway, emails: Sequence[str], sessions: Sequence[str], began: datetime) -> list[Payment]:
    """Every session of these customers since the scenario began, in one request; of those it ``knows``, all."""
    found = {it.session_id: it for it in gateway.payments_since(began - MARGIN, emails)}
    for session_id in sessions:
        if session_id not in found:  # another address was typed, or Stripe's clock is far from ours
            found[session_id] = gateway.payment(session_id)
    return sorted(found.values(), key=lambda payment: payment.created)


def refunds_of(gateway: Gateway, payments: Iterable[Payment]) -> dict[str, tuple[Money, ...]]:
    """The amounts that went back, by PaymentIntent. Nobody is asked about a payment of which nothing went back."""
    return {
        it.intent_id: tuple(refund.amount for refund in gateway.refunds(it.intent_id) if refund.status not in FAILED)
        for it in payments
        if it.intent_id and it.refunded.minor
    }


def deliveries_about(relay: Relay, tag: str, payments: Iterable[Payment], secret: str) -> list[Heard]:
    """Every delivery that names somebody of the scenario, or one of the payments, oldest first."""
    ids = [id for it in payments for id in (it.session_id, it.intent_id) if id]
    return [Heard(it, _authentic(relay, it, secret)) for it in relay.deliveries(tag, *ids)]


def unheard(deliveries: Iterable[Heard]) -> frozenset[str]:
    """The sessions whose confirmation has not got to the site, because it is held back or was dropped."""
    confirmations = [it.delivery for it in deliveries if it.delivery.type == CONFIRMATION and it.delivery.object_id]
    reached = {it.object_id for it in confirmations if it.state is State.ANSWERED and it.cause is not Cause.FORGED}
    kept_back = {it.object_id for it in confirmations if it.state in (State.HELD, State.DROPPED)}
    return frozenset(id for id in kept_back - reached if id)


def letter_of(mail: Mail) -> Letter:
    """What the rules look at."""
    return Letter(tuple(it.address.lower() for it in mail.recipients), mail.subject, mail.text)


def _authentic(relay: Relay, delivery: Delivery, secret: str) -> bool:
    """Whether the site had to believe it: only what was sent by hand has to be looked at."""
    if not delivery.authentic or delivery.cause is not Cause.FORGED:
        return delivery.authentic
    payload, headers = relay.message(delivery)
    header = next((value for name, value in headers if name.lower() == "stripe-signature"), "")
    try:
        stripe.WebhookSignature.verify_header(payload, header, secret, None)
        signed_at = int(dict(part.split("=", 1) for part in header.split(","))["t"])
    except (stripe.SignatureVerificationError, ValueError, KeyError):
        return False
    return delivery.received_at.timestamp() - signed_at <= TOLERANCE and delivery.event_id is not None
