"""Closing the books of one scenario: who is asked, what is said of it, and what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast

import pytest

from pennydrop.bookkeeping.bookkeeper import UNHEARD, Bookkeeper, Sources
from pennydrop.bookkeeping.discrepancy import BooksDoNotBalance
from pennydrop.bookkeeping.facts import Letter
from pennydrop.bookkeeping.incidents import Incidents
from pennydrop.bookkeeping.sources import unheard
from pennydrop.gateway import Gateway, Payment, Refund
from pennydrop.gateway.forgery import WebhookRequest, checkout_completed, signed, stale, wrongly_signed
from pennydrop.money import Money
from pennydrop.relay.client import Relay
from pennydrop.relay.delivery import Cause, Delivery, State
from tests.bookkeeping.shop import ANN, BEN, CHART, PAID, PRICE, TO_ANN, delivery

Sign = Callable[[dict[str, Any]], WebhookRequest]
SECRET = "whsec_ours"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class FakeGateway:
    def __init__(self, *payments: Payment) -> None:
        self.payments = payments
        self.asked: list[str] = []

    def payments_since(self, since: datetime, emails: Sequence[str]) -> tuple[Payment, ...]:
        self.asked.append("list")
        return tuple(it for it in self.payments if it.customer_email in emails)

    def payment(self, id: str) -> Payment:
        self.asked.append(id)
        return next(it for it in self.payments if it.session_id == id)

    def refunds(self, intent_id: str) -> tuple[Refund, ...]:
        self.asked.append(f"refunds of {intent_id}")
        return (Refund("re_1", "succeeded", Money(500), None), Refund("re_2", "failed", PRICE, None))


class FakeRelay:
    def __init__(self, *deliveries: Delivery, request: Any = None) -> None:
        self._deliveries, self._request = deliveries, request

    def deliveries(self, *contains: str) -> list[Delivery]:
        return list(self._deliveries)

    def message(self, _: Delivery) -> tuple[str, list[tuple[str, str]]]:
        return self._request.body.decode(), list(self._request.headers.items())


def sources(gateway: FakeGateway | None = None, relay: FakeRelay | None = None, **known: Any) -> Sources:
    return Sources(
        BEGAN,
        people=lambda: (ANN, BEN),
        gateway=cast(Gateway, gateway),
        relay=cast(Relay, relay),
        webhook_secret=SECRET,
        **known,
    )


def close(ask: Sources) -> Bookkeeper:
    bookkeeper = Bookkeeper(lambda: ask)
    bookkeeper.close()
    return bookkeeper


def test_it_waits_until_the_system_is_quiet_before_it_looks() -> None:
    order: list[str] = []

    close(sources(settle=lambda: order.append("settled"), letters=lambda: order.append("mails") or ()))  # type: ignore[func-returns-value]

    assert order == ["settled", "mails"]


def test_stripe_is_asked_once_and_of_refunds_only_where_there_are_any() -> None:
    bought, returned = FakeGateway(PAID), FakeGateway(replace(PAID, refunded=Money(500)))

    close(sources(bought, sessions=lambda: ["cs_1"]))
    close(sources(returned, sessions=lambda: ["cs_1"]))

    assert bought.asked == ["list"]
    assert returned.asked == ["list", "refunds of pi_1"]


def test_a_session_that_the_list_does_not_have_is_asked_for() -> None:
    gateway = FakeGateway(replace(PAID, customer_email="typed@example.com"))

    close(sources(gateway, sessions=lambda: ["cs_1"]))

    assert gateway.asked == ["list", "cs_1"]


def test_nobody_is_asked_about_a_scenario_without_people() -> None:
    gateway = FakeGateway()

    close(replace(sources(gateway), people=tuple))

    assert gateway.asked == []


def test_the_message_names_rule_and_sentence_and_shows_a_table() -> None:
    gateway, relay = FakeGateway(PAID), FakeRelay(delivery(500).delivery)

    with pytest.raises(BooksDoNotBalance) as told:
        close(sources(gateway, relay, letters=lambda: [TO_ANN]))

    lines = str(told.value).splitlines()
    assert lines[0].startswith(
        "the books do not balance (19): checkout.session.completed evt_1, attempt 1: 500, expected"
    )
    assert (
        "Rule 26: Nothing fails on the way: no server error, no script error, no page that cannot be loaded." in lines
    )
    assert lines[-2].split() == ["what", "Stripe", "ledger", "mail"]
    assert lines[-1].split("  ")[1].strip() == "£40.00 paid"


def test_a_suspended_rule_is_not_checked_and_an_unknown_one_is_refused() -> None:
    ask = sources(relay=FakeRelay(delivery(500).delivery))
    bookkeeper = Bookkeeper(lambda: ask)
    bookkeeper.suspend(19, 26, because="the site is down")

    bookkeeper.close()

    assert bookkeeper.suspended == {19: "the site is down", 26: "the site is down"}
    with pytest.raises(LookupError, match="no rule 3"):
        bookkeeper.suspend(3, because="nobody knows it")


def test_what_cannot_be_checked_is_said_with_the_reason() -> None:
    assert close(sources()).unchecked == ("rules 1, 4, 7, 8, 9, 10, 11, 15, 16: the suite has no chart of accounts",)
    assert close(sources(chart=CHART)).unchecked == ("rules 1, 4, 7, 8, 9, 10, 11, 15, 16: the run has no database",)


@pytest.mark.parametrize(
    ("sign", "status", "balances"),
    [  # signed when its turn has come: a signature holds for five minutes, and the tests take longer
        (partial(signed, secret=SECRET), 200, True),
        (wrongly_signed, 400, True),
        (wrongly_signed, 200, False),
        (partial(signed, secret=SECRET), 400, False),
        (partial(stale, secret=SECRET), 200, False),
    ],
    ids=["signed", "forged", "forged and believed", "signed and refused", "old and believed"],
)
def test_a_message_sent_by_hand_is_judged_by_its_signature(sign: Sign, status: int, balances: bool) -> None:
    now = delivery(status, cause=Cause.FORGED, received_at=datetime.now(UTC)).delivery
    ask = sources(relay=FakeRelay(now, request=sign(checkout_completed({}, PRICE))))

    if balances:
        close(ask)
    else:
        with pytest.raises(BooksDoNotBalance, match=r"^the books do not balance \(19\)"):
            close(ask)


def test_a_confirmation_held_back_is_one_that_the_site_cannot_know() -> None:
    held, answered = delivery(None, state=State.HELD), delivery(attempt=2)

    assert unheard([held]) == {"cs_1"}
    assert unheard([held, answered]) == frozenset()
    assert close(sources(FakeGateway(PAID), FakeRelay(held.delivery))).unchecked[-1] == UNHEARD
    assert UNHEARD not in close(sources(FakeGateway(PAID), FakeRelay(answered.delivery))).unchecked


def test_the_table_says_that_a_payment_is_disputed() -> None:
    gateway, relay = FakeGateway(replace(PAID, disputed=True)), FakeRelay(delivery(500).delivery)

    with pytest.raises(BooksDoNotBalance, match=r"£40.00 paid, disputed"):
        close(sources(gateway, relay))


class FakeContext:
    def __init__(self) -> None:
        self.handlers: dict[str, Any] = {}

    def on(self, event: str, handler: Any) -> None:
        self.handlers[event] = handler


class Something:
    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


def request(url: str, *, kind: str = "document", failure: str = "", at: str = "http://shop/cart") -> Any:
    return Something(
        method="GET",
        url=url,
        failure=failure,
        resource_type=kind,
        frame=Something(url=at),
        is_navigation_request=lambda: kind == "document",
    )


def incidents(*events: tuple[str, Any]) -> list[str]:
    watching, context = Incidents("http://shop"), FakeContext()
    watching.watch(context)  # type: ignore[arg-type]
    for name, happened in events:
        context.handlers[name](happened)
    return watching.seen


def uncaught(url: str) -> tuple[str, Any]:
    return "weberror", Something(page=Something(url=url), error="TypeError: nothing\n  at line 1")


def test_server_errors_uncaught_errors_and_failed_navigations_are_incidents() -> None:
    answered = Something(status=500, url="http://shop/pay", request=request("http://shop/pay"))

    assert incidents(
        ("response", answered),
        ("requestfailed", request("http://shop/cart", failure="net::ERR_EMPTY_RESPONSE")),
        uncaught("http://shop/cart"),
    ) == [
        "GET http://shop/pay answered 500",
        "GET http://shop/cart failed: net::ERR_EMPTY_RESPONSE",
        "http://shop/cart: uncaught TypeError: nothing",
    ]


def test_what_the_test_does_and_what_lacks_the_internet_is_no_incident() -> None:
    assert not incidents(
        ("response", Something(status=404, url="http://shop/x", request=request("http://shop/x"))),
        ("requestfailed", request("http://shop/cart", failure="net::ERR_ABORTED")),
        ("requestfailed", request("http://shop/a.png", kind="image", failure="net::ERR_EMPTY_RESPONSE")),
        ("requestfailed", request("https://cdn/alpine.js", kind="script", failure="net::ERR_NAME_NOT_RESOLVED")),
        uncaught("http://shop/cart"),
        uncaught("https://checkout.stripe.com/c/pay"),
    )


def test_the_same_mail_twice_needs_no_chart_to_be_seen() -> None:
    twice = [Letter((ANN.email,), "Thank you", "for the music")] * 2

    with pytest.raises(BooksDoNotBalance, match="sent 2 times, to the letter, expected sent once at most"):
        close(sources(FakeGateway(PAID), letters=lambda: twice))
