"""What a scenario is about: who buys what, in which Checkouts, and when everything about them has settled."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import pytest

from pennydrop.checkout.page import HostedCheckout
from pennydrop.eventually import eventually
from pennydrop.vocabulary.answers import Answers
from pennydrop.vocabulary.silence import Silence, silence

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from pennydrop.gateway import Gateway, Payment
    from pennydrop.plugin.evidence import Evidence
    from pennydrop.relay.client import Relay
    from pennydrop.relay.delivery import Delivery
    from pennydrop.settings import Settings
    from pennydrop.storm.disturbance import Disturbance, Scene
    from pennydrop.vocabulary.cast import Person
    from pennydrop.vocabulary.postbag import Postbag


class Shop(Protocol):
    """What a suite offers as its ``shop`` fixture."""

    def to_checkout(self, goods: str, buyer: Person) -> Page:
        """Take ``buyer`` through the site until the browser shows Stripe Checkout for ``goods``."""
        ...


@dataclass(frozen=True)
class Visit:
    """Somebody's visit to one Checkout Session, in a browser page of theirs; ``goods`` if the shop led there."""

    buyer: Person
    page: Page
    session_id: str
    goods: str = ""


class Purchase:
    """Follows buyers through their Checkouts and says what became of the payments.

    A scenario may have several buyers, and a buyer several Checkouts. ``buyer``, ``page``, ``checkout``,
    ``session_id``, ``intent_id`` and ``payment()`` speak of the current one: opened last, or turned to.
    """

    def __init__(
        self,
        settings: Settings,
        gateway: Gateway,
        relay: Relay,
        postbag: Postbag,
        shop: Shop,
        evidence: Evidence,
        disturbance: Disturbance,
        scene: Scene,
    ) -> None:
        self._settings, self._gateway = settings, gateway
        self._disturbance, self._scene = disturbance, scene
        self._postbag, self._shop, self._evidence = postbag, shop, evidence
        self._visits: list[Visit] = []
        self._current: Visit | None = None
        self._session_ids: list[str] = []
        self._answers = Answers(
            gateway, relay, self._session_ids, settings.webhook_events, lambda id: evidence.about(payment_intent=id)
        )
        self._delayed = False
        self.something_happened()

    def open_checkout(self, goods: str, buyer: Person) -> HostedCheckout:
        """Bring the buyer to Checkout; a second call opens a second Checkout, which becomes the current one."""
        self._disturbance.before_checkout(self._scene, buyer)
        page = self._shop.to_checkout(goods, buyer)
        if self._disturbance.turned_away(self._scene, buyer, page):
            page = self._shop.to_checkout(goods, buyer)
        return self.at_checkout(page, buyer, goods)

    def at_checkout(self, page: Page, buyer: Person, goods: str = "") -> HostedCheckout:
        """Follow the Checkout that ``page`` is going to show."""
        checkout = HostedCheckout(page)
        checkout.wait_until_open()
        self._current = Visit(buyer, page, checkout.session_id, goods)
        self._visits.append(self._current)
        self.follow(buyer, checkout.session_id)
        self._disturbance.at_checkout(self._scene, self._current)
        return checkout

    def follow(self, buyer: Person, session_id: str) -> None:
        """Answers about this Checkout of the buyer are waited for as well, whether or not a browser shows it."""
        self._session_ids.append(session_id)
        self._evidence.about(email=buyer.email, session=session_id)
        self.something_happened()

    def visits_of(self, buyer: Person) -> list[Visit]:
        """The buyer's visits to Checkout, oldest first."""
        return [visit for visit in self._visits if visit.buyer == buyer]

    def turn_to(self, buyer: Person, visit: Visit | None = None) -> None:
        """From now on the current Checkout is ``visit``, or else the buyer's last one."""
        visits = self.visits_of(buyer)
        if not visits:
            raise LookupError(f"{buyer.first_name} has not gone to Checkout in this scenario yet")
        self._current = visit or visits[-1]

    def go_on_in(self, page: Page) -> None:
        """The current visit goes on in another page of the same browser: the one it was in has been closed."""
        before = self._visit
        self._current = replace(before, page=page)
        self._visits[self._visits.index(before)] = self._current

    @property
    def _visit(self) -> Visit:
        if self._current is None:
            raise LookupError("nobody has gone to Checkout in this scenario yet")
        return self._current

    @property
    def buyer(self) -> Person:
        return self._visit.buyer

    @property
    def page(self) -> Page:
        """The buyer's browser."""
        return self._visit.page

    @property
    def checkout(self) -> HostedCheckout:
        return HostedCheckout(self.page)

    @property
    def session_id(self) -> str:
        """The current Checkout Session's id."""
        return self._visit.session_id

    @property
    def intent_id(self) -> str:
        """The PaymentIntent of the current Checkout; it exists once a card was tried."""
        intent_id = self._answers.intent_of(self.session_id)
        if intent_id is None:
            raise LookupError(f"no card was tried in {self.session_id} yet, so it has no PaymentIntent")
        return intent_id

    def payment(self) -> Payment:
        """What Stripe says of the current Checkout now, without waiting."""
        return self._gateway.payment(self.session_id)

    def deliveries(self) -> list[Delivery]:
        """Every delivery about any Checkout of this scenario so far, oldest first."""
        return self._answers.deliveries()

    def arrive_back(self) -> None:
        """Wait until Stripe has sent the browser back to the shop, as it does after a payment.

        A page that a disturbance has closed will never be back, and the scenario goes on without.
        """
        visit = self._visit
        self._disturbance.returning(self._scene, visit)
        if not visit.page.is_closed():
            visit.page.wait_for_url(re.compile(re.escape(self._settings.site) + "/.*"), wait_until="domcontentloaded")
            self._disturbance.returned(self._scene, visit)
        self.something_happened()

    def something_happened(self) -> None:
        """Forget that things had settled: a When has just moved them."""
        self._happened_at = time.time()
        self._answered = self._settled = False

    def expect_delay(self, delayed: bool) -> None:
        """Say whether a delivery held back at the relay is meant to be, or still on its way."""
        self._delayed = delayed
        self.something_happened()

    def wait_for_answers(self) -> None:
        """Wait until the site has heard of everything: enough to look at what a page shows.

        It has answered a delivery of every event it subscribes to that Stripe has recorded about any Checkout of the
        scenario, also of those it caused itself, such as a refund. Costs nothing when nothing has happened since.
        """
        if self._session_ids and not self._answered:
            self._disturbance.answering(self._scene)
            self._hear_answers()
            if self._disturbance.answered(self._scene):
                self._hear_answers()
        self._answered = True

    def wait_for_arrivals(self) -> None:
        """Wait until all that Stripe has recorded about any Checkout of the scenario has been answered by the site, or
        is held back at the relay."""
        if self._session_ids:
            self._hear("all webhooks about the purchase have come as far as the relay", delayed=True)

    def _hear_answers(self) -> None:
        self._hear("the site has answered every webhook about the purchase", self._delayed)

    def _hear(self, what: str, delayed: bool) -> None:
        eventually(
            what,
            lambda: self._answers.missing(delayed),
            until=lambda missing: not missing,
            patience=self._settings.patience,
        )

    def settle(self) -> None:
        """Wait until the system is quiet: only then can be said what did *not* happen.

        Quiet means: the site has answered (:meth:`wait_for_answers`), and since then, and since the last When, no mail
        has come for ``settings.quiet`` seconds.
        """
        self.wait_for_answers()
        if not self._settled:
            eventually(
                f"nothing more comes for {self._settings.quiet:g} s",
                self._silence,
                until=lambda heard: heard.seconds >= self._settings.quiet,
                pause_after=lambda heard: self._settings.quiet - heard.seconds,
                patience=self._settings.patience,
            )
        self._settled = True

    def _silence(self) -> Silence:
        """Since something happened: a When, an answer to a webhook, or a mail."""
        deliveries, mails = self._answers.known_deliveries(), self._postbag.all()
        return silence(time.time(), self._happened_at, deliveries, mails)


@pytest.fixture
def purchase(
    settings: Settings,
    gateway: Gateway,
    relay: Relay,
    postbag: Postbag,
    shop: Shop,
    evidence: Evidence,
    disturbance: Disturbance,
    scene: Scene,
) -> Purchase:
    """What this scenario's people buy."""
    disturbance.begin(scene)
    return Purchase(settings, gateway, relay, postbag, shop, evidence, disturbance, scene)
