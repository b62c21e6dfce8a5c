"""Looking a payment up by whatever id somebody has of it, with everything Stripe recorded about it. Reads only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import stripe

from pennydrop.errors import PaymentUnknown, StripeUnreachable
from pennydrop.gateway.endpoints import Endpoint
from pennydrop.gateway.facts import Attempt, Payment, Refund
from pennydrop.gateway.listing import PAGE, RecordedEvent, listed
from pennydrop.gateway.transport import connect, explaining
from pennydrop.settings import Settings

T = TypeVar("T")
EVENTS_KEPT = timedelta(days=30)
"""Stripe forgets older ones."""
PREFIXES = ("cs_", "pi_", "ch_", "py_", "re_", "pyr_", "evt_")
TYPES = (
    "checkout.session.completed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "checkout.session.expired",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.canceled",
    "charge.refunded",
    "charge.dispute.created",
    "refund.created",
    "refund.updated",
    "refund.failed",
)
_BEFORE, _AFTER = timedelta(seconds=5), timedelta(hours=1)
_WHOLE = ["line_items", "payment_intent.latest_charge"]


class Lookup:
    """Stripe's side of single payments. ``PaymentUnknown`` for what the account does not have, ``StripeUnreachable``
    when it does not answer, is too busy, or refuses the key."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._client, self._http = connect(settings)

    def close(self) -> None:
        """Close the connections to Stripe."""
        self._http.close()

    def payment(self, id: str) -> Payment:
        """The payment that a session, PaymentIntent, charge, refund or event is about."""
        session_id = id if id.startswith("cs_") else self._session_of(id, self._intent_of(id))
        return self._payment(session_id)

    def payments_of(self, email: str, most: int) -> tuple[Payment, ...]:
        """The latest Checkouts of a customer, newest first."""
        page = self._ask(
            email,
            lambda: self._client.v1.checkout.sessions.list({"customer_details": {"email": email}, "limit": most}),
        )
        return tuple(self._payment(session.id) for session in page.data)

    def attempts(self, payment: Payment) -> tuple[Attempt, ...]:
        """Every try to take the money, oldest first."""
        intent = payment.intent_id
        if not intent:
            return ()
        page = self._ask(intent, lambda: self._client.v1.charges.list({"payment_intent": intent, "limit": PAGE}))
        return tuple(map(Attempt.of, reversed(page.data)))

    def refunds(self, payment: Payment) -> tuple[Refund, ...]:
        """Everything that went back, oldest first. Nobody is asked about a payment of which nothing did."""
        intent = payment.intent_id
        if not intent or not payment.charge_id:
            return ()
        page = self._ask(intent, lambda: self._client.v1.refunds.list({"payment_intent": intent, "limit": PAGE}))
        return tuple(map(Refund.of, reversed(page.data)))

    def events(self, payment: Payment, moments: Iterable[datetime]) -> tuple[RecordedEvent, ...]:
        """What was recorded about the payment around these ``moments``, oldest first.

        Stripe cannot be asked for the events of one payment. So only the hours in which something happened are read.
        """
        ids = frozenset(id for id in (payment.session_id, payment.intent_id, payment.charge_id) if id)
        found: dict[str, RecordedEvent] = {}
        for since, until in _windows(moments):
            within = {"gte": int(since.timestamp()), "lte": int(until.timestamp())}
            # Newest first; turned round, those of one second stay in their order.
            for event in reversed(self._listed(payment.session_id, since, types=TYPES, created=within)):
                recorded = RecordedEvent.of(event)
                if recorded.is_about(ids):
                    found[recorded.id] = recorded
        return tuple(sorted(found.values(), key=lambda event: event.created))

    def events_since(self, since: datetime, types: Collection[str]) -> tuple[RecordedEvent, ...]:
        """Every event of these types since then, whoever it is about, oldest first."""
        return tuple(map(RecordedEvent.of, reversed(self._listed("events", since, types=tuple(types)))))

    def event(self, id: str) -> Mapping[str, Any]:
        """One event as Stripe would send it now."""
        return self._ask(id, lambda: self._client.v1.events.retrieve(id)).to_dict()

    def endpoints(self) -> tuple[Endpoint, ...]:
        """The webhook endpoints of the account."""
        page = self._ask("the webhook endpoints", lambda: self._client.v1.webhook_endpoints.list({"limit": PAGE}))
        return tuple(Endpoint.of(each) for each in page.data)

    def _payment(self, session_id: str) -> Payment:
        ask = lambda: self._client.v1.checkout.sessions.retrieve(session_id, {"expand": _WHOLE})  # noqa: E731
        return Payment.of(self._ask(session_id, ask))

    def _intent_of(self, id: str) -> str:
        if id.startswith("pi_"):
            return id
        client = self._client.v1
        if id.startswith("evt_"):
            subject = self.event(id)["data"]["object"]
            kind = subject.get("object")
            found = subject["id"] if kind in ("payment_intent", "checkout.session") else subject.get("payment_intent")
        elif id.startswith(("re_", "pyr_")):
            found = self._ask(id, lambda: client.refunds.retrieve(id)).payment_intent
        else:
            found = self._ask(id, lambda: client.charges.retrieve(id)).payment_intent
        if not isinstance(found, str):
            raise PaymentUnknown(f"{id} is not about a payment that Checkout took: it names no PaymentIntent")
        return found

    def _session_of(self, id: str, intent_id: str) -> str:
        if intent_id.startswith("cs_"):  # the event was about the session itself
            return intent_id
        ask = lambda: self._client.v1.checkout.sessions.list({"payment_intent": intent_id, "limit": 1})  # noqa: E731
        found = self._ask(id, ask).data
        if not found:
            self._ask(id, lambda: self._client.v1.payment_intents.retrieve(intent_id))  # says so if there is none
            raise PaymentUnknown(
                f"{id} belongs to {intent_id}, which no Checkout Session made: only payments by Checkout are followed"
            )
        return found[0].id

    def _listed(self, what: str, since: datetime, **params: Any) -> list[dict[str, Any]]:
        return self._ask(what, lambda: list(listed(self._client, "/v1/events", since, **params)))

    def _ask(self, what: str, call: Callable[[], T]) -> T:
        try:
            with explaining(self._settings):
                return call()
        except stripe.InvalidRequestError as refusal:
            if refusal.code != "resource_missing":
                raise StripeUnreachable(f"{self._settings.stripe_api} refused to show {what}: {refusal}") from refusal
            raise PaymentUnknown(
                f"{self._settings.stripe_api} knows no {what} in the account of this key ({refusal.user_message}):"
                " check the id, and that key and id are of the same mode (test or live)"
            ) from refusal
        except stripe.StripeError as trouble:
            raise StripeUnreachable(
                f"{self._settings.stripe_api} did not show {what} ({trouble}): ask again in a moment"
            ) from trouble


def _windows(moments: Iterable[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """The hour after each of the moments, joined where they overlap, as far back as Stripe remembers."""
    oldest = datetime.now(UTC) - EVENTS_KEPT
    current: tuple[datetime, datetime] | None = None
    for moment in sorted(moments):
        since, until = max(moment - _BEFORE, oldest), moment + _AFTER
        if until < oldest:
            continue
        if current and since <= current[1]:
            current = (current[0], until)
            continue
        if current:
            yield current
        current = (since, until)
    if current:
        yield current
