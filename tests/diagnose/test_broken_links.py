"""For each way in which a site breaks, the first link that broke is named, with the likeliest cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pennydrop.diagnose.causes import likely as because
from pennydrop.diagnose.finding import Link
from pennydrop.gateway import Payment

from .conftest import diagnosed, running
from .shop import Shop

SEEDED, OWN = "tests.faults.seeded.", "tests.diagnose.faults."


def lessons(shop: Shop) -> Payment:
    return shop.pay(shop.wants_lessons("£40.00", "£20.00"))


def a_course(shop: Shop) -> Payment:
    return shop.pay(shop.wants_a_course("£49.95"))


def refunded_lessons(shop: Shop) -> Payment:
    return shop.refund(lessons(shop))


def confirmed_before_it_succeeded(shop: Shop) -> Payment:
    payment = shop.wants_lessons("£40.00")
    with shop.relay.hold("payment_intent.succeeded", payment.session_id, until="checkout.session.completed"):
        return shop.pay(payment)


def three_sessions(shop: Shop) -> Payment:
    return shop.pay(shop.wants_workshops("£25.00", sessions=3))


def a_place_at(price: str) -> Callable[[Shop], Payment]:
    return lambda shop: shop.pay(shop.wants_workshops(price, sessions=1))


def with_the_mail_server_down(shop: Shop) -> Payment:
    payment = shop.wants_lessons("£40.00")
    with shop.mail_outage(payment.customer_email or ""):
        return shop.pay(payment)


def unheard(shop: Shop) -> Payment:
    """Nobody waits for what the site is never told."""
    return shop.pay(shop.wants_lessons("£40.00"), awaited=("payment_intent.succeeded",))


@dataclass(frozen=True)
class Fault:
    """``seeded`` in the site, or made by the ``settings`` of the run; ``buy`` is what brings it to light."""

    link: Link
    cause: str
    buy: Callable[[Shop], Payment]
    seeded: str = ""
    settings: dict[str, Any] = field(default_factory=dict)


ALL_BUT_SESSIONS = ("payment_intent.succeeded", "charge.refunded")
FAULTS = {
    "another-secret": Fault(Link.ANSWER, because.SECRET, lessons, OWN + "another_secret"),
    "handler-500": Fault(Link.ANSWER, because.HANDLER, lessons, OWN + "fails_in_the_handler"),
    "mail-undoes-all": Fault(
        Link.ANSWER, because.HANDLER, with_the_mail_server_down, SEEDED + "a_mail_failure_undoes_the_payment"
    ),
    "wrong-address": Fault(Link.ANSWER, because.URL, lessons, settings={"site_webhook_path": "/payments/webhok/"}),
    "not-subscribed": Fault(
        Link.ENDPOINT, because.NOT_SUBSCRIBED, unheard, settings={"webhook_events": ALL_BUT_SESSIONS}
    ),
    "unknown-domain": Fault(Link.METADATA, because.METADATA, lessons, OWN + "sends_an_unknown_domain"),
    "no-metadata": Fault(Link.METADATA, because.METADATA, a_course, OWN + "sends_no_metadata"),
    "swallowed-whole": Fault(Link.RECORD, because.SWALLOWED, lessons, OWN + "swallows_everything"),
    "another-buyer": Fault(Link.FIGURES, because.WRONG_BUYER, lessons, OWN + "books_on_somebody_else"),
    "net-amount": Fault(Link.FIGURES, because.ARITHMETIC, lessons, OWN + "books_the_net_amount"),
    "another-currency": Fault(Link.FIGURES, because.ARITHMETIC, lessons, SEEDED + "writes_another_currency_on_record"),
    "commission": Fault(Link.FIGURES, because.ARITHMETIC, a_course, SEEDED + "commission_is_rounded_down"),
    "a-penny-less": Fault(Link.FIGURES, because.ARITHMETIC, a_place_at("£19.99"), SEEDED + "cuts_off_pence"),
    "pending-for-ever": Fault(Link.STATUS, because.ORDER, lessons, SEEDED + "expects_the_session_first"),
    "stripes-word": Fault(
        Link.STATUS, because.ORDER, confirmed_before_it_succeeded, SEEDED + "writes_stripe_s_own_word"
    ),
    "swallowed-delivery": Fault(Link.GOODS, because.SWALLOWED, lessons, SEEDED + "swallows_errors_in_delivery"),
    "first-item-only": Fault(Link.GOODS, because.SWALLOWED, lessons, SEEDED + "delivers_only_the_first_item"),
    "no-receipt": Fault(Link.BUYER_MAIL, because.NOT_WRITTEN, lessons, OWN + "tells_no_buyer"),
    "lost-mail": Fault(Link.BUYER_MAIL, because.MAIL, with_the_mail_server_down, SEEDED + "loses_mail_in_an_outage"),
    "wrong-figure": Fault(Link.BUYER_MAIL, because.ARITHMETIC, lessons, OWN + "tells_the_wrong_figure"),
    "untold-seller": Fault(Link.SELLER_MAIL, because.NOT_WRITTEN, lessons, OWN + "tells_no_seller"),
    "one-of-three-told": Fault(
        Link.SELLER_MAIL, because.NOT_WRITTEN, three_sessions, SEEDED + "tells_only_the_first_instructor"
    ),
    "refund-refused": Fault(
        Link.REFUND_ANSWER, because.HANDLER, refunded_lessons, SEEDED + "answers_refunds_with_an_error"
    ),
    "refund-ignored": Fault(
        Link.REFUND_RECORD, because.REFUND_IGNORED, refunded_lessons, SEEDED + "ignores_dashboard_refunds"
    ),
    "refunded-goods-kept": Fault(
        Link.REFUND_GOODS, because.REFUND_IGNORED, refunded_lessons, SEEDED + "keeps_refunded_lessons"
    ),
    "untold-refund": Fault(Link.REFUND_MAIL, because.NOT_WRITTEN, refunded_lessons, OWN + "tells_nobody_of_refunds"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_the_first_broken_link_is_named(name: str, state_dir: Path) -> None:
    fault = FAULTS[name]
    with running(state_dir / "broken", seeded_fault=fault.seeded or None, **fault.settings) as shop:
        found = diagnosed(shop, fault.buy(shop))

    assert found.broken, found.verdict
    assert (found.broken.link, found.causes[0].likely) == (fault.link, fault.cause), found.verdict
    assert found.causes[0].evidence
    assert found.causes[0].mend


def test_at_least_ten_links_are_told_apart() -> None:
    assert len({it.link for it in FAULTS.values()}) >= 10
