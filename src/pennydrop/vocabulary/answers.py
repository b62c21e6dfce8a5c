"""What the site has still to hear and to answer about some Checkouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.relay.delivery import Delivery, State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pennydrop.gateway import Gateway, Payment, RecordedEvent
    from pennydrop.relay.client import Relay

REFUNDED = "charge.refunded"


class Answers:
    """Compares what Stripe has recorded about the Checkouts in ``sessions`` with what the relay saw answered.

    ``sessions`` grows as the scenario opens Checkouts. ``types`` are the events the site subscribes to; ``learn`` is
    told every PaymentIntent found.
    """

    def __init__(
        self, gateway: Gateway, relay: Relay, sessions: list[str], types: Sequence[str], learn: Callable[[str], None]
    ) -> None:
        self._gateway, self._relay = gateway, relay
        self._sessions, self._types, self._learn = sessions, types, learn
        self._intents: dict[str, str] = {}  # by session: once there is one, it stays the same

    def intent_of(self, session_id: str) -> str | None:
        """The PaymentIntent of a Checkout; there is none before a card was tried."""
        if session_id not in self._intents:
            self._payment(session_id)
        return self._intents.get(session_id)

    def deliveries(self) -> list[Delivery]:
        """Every delivery about the Checkouts so far, oldest first."""
        for session_id in self._sessions:
            self.intent_of(session_id)
        return self.known_deliveries()

    def known_deliveries(self) -> list[Delivery]:
        """Those that name a Checkout, or a PaymentIntent known already."""
        return self._relay.deliveries(*self._names) if self._sessions else []

    def missing(self, delayed: bool) -> list[str]:
        """Events the site ought to have answered and has not: ``["charge.refunded evt_1: held", ...]``.

        ``delayed``: a delivery held back at the relay is meant to be.
        """
        # In this order: what the site did at Stripe before its answer (a refund) is in Stripe's words that follow.
        deliveries = self.deliveries()
        payments = [self._payment(session_id) for session_id in self._sessions]
        since = min(payment.created for payment in payments)
        events = self._gateway.events_about(*self._names, types=self._types, since=since)
        unfinished = [d for d in deliveries if not (d.finished or (delayed and d.state is State.HELD))]
        delivered = {d.event_id for d in deliveries}
        return [
            *(f"{type}: not recorded by Stripe yet" for payment in payments for type in self._unheard(payment, events)),
            *(f"{d.type} {d.event_id}: {d.state}" for d in unfinished),
            *(f"{e.type} {e.id}: not delivered" for e in events if e.id not in delivered),
        ]

    @property
    def _names(self) -> list[str]:
        """What the events and deliveries name."""
        return [*self._sessions, *self._intents.values()]

    def _payment(self, session_id: str) -> Payment:
        payment = self._gateway.payment(session_id)
        if payment.intent_id and session_id not in self._intents:
            self._intents[session_id] = payment.intent_id
            self._learn(payment.intent_id)
        return payment

    def _unheard(self, payment: Payment, events: Sequence[RecordedEvent]) -> list[str]:
        """What Stripe records of a payment in this state, in a moment if not already."""
        own = frozenset(filter(None, (payment.session_id, payment.intent_id)))
        recorded = {event.type for event in events if event.is_about(own) and not _is_outdated(event, payment)}
        return sorted(_events_of(payment).intersection(self._types) - recorded)


def _is_outdated(event: RecordedEvent, payment: Payment) -> bool:
    """A refund that others have followed: the event of the last one names the whole amount."""
    return event.type == REFUNDED and event.object.get("amount_refunded") != payment.refunded.minor


def _events_of(payment: Payment) -> set[str]:
    events: set[str] = set()
    if payment.paid:
        events |= {"checkout.session.completed", "payment_intent.succeeded"}
    if payment.refunded.minor:
        events.add(REFUNDED)
    if payment.session_status == "expired":
        events.add("checkout.session.expired")
    if payment.intent_status == "requires_payment_method":
        events.add("payment_intent.payment_failed")
    return events
