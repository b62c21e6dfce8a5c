"""The one purchase a scenario is about: who buys what, in which Checkout, and when everything about it has settled."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Protocol

import pytest

from pennydrop.checkout.page import HostedCheckout
from pennydrop.eventually import eventually
from pennydrop.relay.delivery import Delivery, State

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pennydrop.gateway import Gateway, Payment
    from pennydrop.plugin.evidence import Evidence
    from pennydrop.relay.client import Relay
    from pennydrop.settings import Settings
    from pennydrop.vocabulary.cast import Person
    from pennydrop.vocabulary.postbag import Postbag


class Shop(Protocol):
    """What a suite offers as its ``shop`` fixture."""

    def to_checkout(self, goods: str, buyer: Person) -> Page:
        """Take ``buyer`` through the site until the browser shows Stripe Checkout for ``goods``."""
        ...


class Purchase:
    """Follows one buyer through Checkout and says what became of the payment."""

    def __init__(
        self, settings: Settings, gateway: Gateway, relay: Relay, postbag: Postbag, shop: Shop, evidence: Evidence
    ) -> None:
        self._settings, self._gateway, self._relay = settings, gateway, relay
        self._postbag, self._shop, self._evidence = postbag, shop, evidence
        self._page: Page | None = None
        self._buyer: Person | None = None
        self._session_ids: list[str] = []
        self._intents: dict[str, str] = {}  # by session: once there is one, it stays the same
        self._answered = self._settled = False
        self._delayed = False

    def open_checkout(self, goods: str, buyer: Person) -> HostedCheckout:
        """Bring the buyer to Checkout; a second call opens a second Checkout, which becomes the current one."""
        return self.at_checkout(self._shop.to_checkout(goods, buyer), buyer)

    def at_checkout(self, page: Page, buyer: Person) -> HostedCheckout:
        """Follow the Checkout that ``page`` is going to show."""
        self._page, self._buyer = page, buyer
        checkout = HostedCheckout(page)
        checkout.wait_until_open()
        self._session_ids.append(checkout.session_id)
        self._evidence.about(email=buyer.email, session=checkout.session_id)
        self.something_happened()
        return checkout

    @property
    def buyer(self) -> Person:
        if self._buyer is None:
            raise LookupError("nobody has gone to Checkout in this scenario yet")
        return self._buyer

    @property
    def page(self) -> Page:
        """The buyer's browser."""
        if self._page is None:
            raise LookupError("nobody has gone to Checkout in this scenario yet")
        return self._page

    @property
    def checkout(self) -> HostedCheckout:
        return HostedCheckout(self.page)

    @property
    def session_id(self) -> str:
        """The current Checkout Session's id."""
        if not self._session_ids:
            raise LookupError("no Checkout Session was opened in this scenario yet")
        return self._session_ids[-1]

    def arrive_back(self) -> None:
        """Wait until Stripe has sent the browser back to the shop, as it does after a payment."""
        self.page.wait_for_url(re.compile(re.escape(self._settings.site) + "/.*"), wait_until="domcontentloaded")
        self.something_happened()

    def something_happened(self) -> None:
        """Forget that things had settled: a When has just moved them."""
        self._answered = self._settled = False

    def expect_delay(self, delayed: bool) -> None:
        """Say whether a delivery held back at the relay is meant to be, or still on its way."""
        self._delayed = delayed
        self.something_happened()

    def wait_for_answers(self) -> None:
        """Wait until the site has heard of the purchase: enough to look at what a page shows.

        It has answered a delivery of every event it subscribes to that Stripe has recorded about any Checkout of this
        purchase. Costs nothing when nothing has happened since.
        """
        if self._session_ids and not self._answered:
            eventually(
                "the site has answered every webhook about the purchase",
                self._unanswered,
                until=lambda waiting: not waiting,
                patience=self._settings.patience,
            )
        self._answered = True

    def settle(self) -> None:
        """Wait until the system is quiet about this purchase: only then can be said what did *not* happen.

        Quiet means: the site has answered (:meth:`wait_for_answers`), and no mail has come since for ``quiet_period``
        seconds.
        """
        self.wait_for_answers()
        if not self._settled:
            eventually(
                "no more mail comes",
                self._silence,
                until=lambda silence: silence >= self._settings.quiet_period,
                pause_after=lambda silence: self._settings.quiet_period - silence,
                patience=self._settings.patience,
            )
        self._settled = True

    def payment(self) -> Payment:
        """What Stripe says of the current Checkout now, without waiting."""
        return self._gateway.payment(self.session_id)

    @property
    def intent_id(self) -> str:
        """The PaymentIntent of the current Checkout; it exists once a card was tried."""
        if self.session_id not in self._intents:
            self._payments()
        if self.session_id not in self._intents:
            raise LookupError(f"no card was tried in {self.session_id} yet, so it has no PaymentIntent")
        return self._intents[self.session_id]

    def deliveries(self) -> list[Delivery]:
        """Every delivery about this purchase so far, oldest first."""
        self._payments()
        return self._known_deliveries()

    def _known_deliveries(self) -> list[Delivery]:
        """Those that name a session, or an intent known from the last look at the payments."""
        names = self._names
        return self._relay.deliveries(*names) if names else []

    @property
    def _names(self) -> list[str]:
        """What the events and deliveries of this purchase name."""
        return [name for session in self._session_ids for name in (session, self._intents.get(session)) if name]

    def _payments(self) -> list[Payment]:
        payments = [self._gateway.payment(session) for session in self._session_ids]
        for payment in payments:
            if payment.intent_id:
                self._intents[payment.session_id] = payment.intent_id
                self._evidence.about(payment_intent=payment.intent_id)
        return payments

    def _unanswered(self) -> list[str]:
        """Events the site ought to have answered and has not: ``["charge.refunded evt_1", ...]``."""
        payments = self._payments()
        since = min(payment.created for payment in payments)
        events = self._gateway.events_about(*self._names, types=self._settings.webhook_events, since=since)
        expected = {event_type for payment in payments for event_type in _events_of(payment)}
        unheard = expected.intersection(self._settings.webhook_events) - {event.type for event in events}
        missing = [f"{event_type}: not recorded by Stripe yet" for event_type in sorted(unheard)]
        deliveries = self._known_deliveries()
        unfinished = [f"{d.type} {d.event_id}: {d.state}" for d in deliveries if not self._is_settled(d)]
        settled = {delivery.event_id for delivery in deliveries if self._is_settled(delivery)}
        return missing + unfinished + [f"{e.type} {e.id}: not delivered" for e in events if e.id not in settled]

    def _is_settled(self, delivery: Delivery) -> bool:
        return delivery.finished or (self._delayed and delivery.state is State.HELD)

    def _silence(self) -> float:
        """Seconds since the last answer to a webhook, or the last mail."""
        answered = [d.received_at.timestamp() + (d.duration_ms or 0) / 1000 for d in self._known_deliveries()]
        return time.time() - max([0.0, *answered, *(mail.created.timestamp() for mail in self._postbag.all())])


def _events_of(payment: Payment) -> set[str]:
    """What Stripe has recorded of a payment in this state, or will in a moment."""
    events: set[str] = set()
    if payment.paid:
        events |= {"checkout.session.completed", "payment_intent.succeeded"}
    if payment.refunded.minor:
        events.add("charge.refunded")
    if payment.session_status == "expired":
        events.add("checkout.session.expired")
    if payment.intent_status == "requires_payment_method":
        events.add("payment_intent.payment_failed")
    return events


@pytest.fixture
def purchase(
    settings: Settings, gateway: Gateway, relay: Relay, postbag: Postbag, shop: Shop, evidence: Evidence
) -> Purchase:
    """The purchase of this scenario."""
    return Purchase(settings, gateway, relay, postbag, shop, evidence)
