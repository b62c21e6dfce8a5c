from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from pennydrop.gateway import Gateway, Line, Payment
from pennydrop.money import Money
from pennydrop.settings import Settings

from .conftest import Buyer


def test_an_open_session_is_an_unpaid_payment_without_an_intent(gateway: Gateway, opened: Payment) -> None:
    assert (opened.session_status, opened.payment_status, opened.paid) == ("open", "unpaid", False)
    assert (opened.intent_id, opened.intent_status, opened.charge_id) == (None, None, None)
    assert (opened.amount, opened.currency, opened.refunded) == (Money(6000), "gbp", Money(0))
    assert (opened.customer_email, dict(opened.metadata)) == ("ada@example.com", {"domain": "lessons"})
    assert opened.lines == (Line("Private Teaching", 1, Money(6000)),)
    assert abs(datetime.now(UTC) - opened.created) < timedelta(minutes=1)
    assert opened.url
    assert opened.session_id in opened.url


def test_a_paid_session_names_its_intent_and_charge(paid: Payment) -> None:
    assert (paid.session_status, paid.payment_status, paid.intent_status) == ("complete", "paid", "succeeded")
    assert paid.paid
    assert paid.intent_id
    assert paid.intent_id.startswith("pi_")
    assert paid.charge_id
    assert paid.charge_id.startswith("ch_")


def test_a_payment_is_found_by_its_intent_too(gateway: Gateway, paid: Payment) -> None:
    assert gateway.payment(paid.intent_id or "") == paid


def test_an_intent_without_a_session_is_an_assertion(gateway: Gateway) -> None:
    with pytest.raises(AssertionError, match="no Checkout Session of pi_unknown"):
        gateway.payment("pi_unknown")


def test_an_unknown_session_is_stripes_own_error(gateway: Gateway) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=r"No such checkout\.session"):
        gateway.payment("cs_test_" + "a" * 58)


def test_a_session_shows_what_the_site_asked_for(gateway: Gateway, opened: Payment, settings: Settings) -> None:
    session = gateway.session(opened.session_id)

    assert (session.mode, session.success_url) == ("payment", settings.site + "/")


def test_the_payments_of_a_customer_come_newest_first(gateway: Gateway) -> None:
    made = [gateway.create_foreign_session(Money(100 * n), email="Ada@example.com") for n in (1, 2)]
    gateway.create_foreign_session(Money(300), email="bob@example.com")

    assert [payment.session_id for payment in gateway.sessions_of("ada@example.com")] == [
        made[1].session_id,
        made[0].session_id,
    ]


def test_a_customer_who_typed_the_address_at_checkout_is_found(gateway: Gateway, buyer: Buyer) -> None:
    anonymous = gateway.create_foreign_session(Money(500))
    assert gateway.sessions_of("buyer@example.com") == ()

    buyer.pays(anonymous).raise_for_status()

    assert [payment.customer_email for payment in gateway.sessions_of("buyer@example.com")] == ["buyer@example.com"]


def test_older_payments_are_left_out(gateway: Gateway, opened: Payment) -> None:
    assert gateway.sessions_of("ada@example.com", since=datetime.now(UTC) + timedelta(minutes=1)) == ()


def test_every_attempt_is_kept_with_its_decline_code(gateway: Gateway, buyer: Buyer, opened: Payment) -> None:
    assert buyer.pays(opened, card="4000000000009995").status_code == 402
    buyer.pays(opened).raise_for_status()

    declined, succeeded = gateway.attempts(gateway.payment(opened.session_id).intent_id or "")

    assert (declined.status, declined.decline_code) == ("failed", "insufficient_funds")
    assert declined.message == "Your card has insufficient funds."
    assert (succeeded.status, succeeded.decline_code, succeeded.amount) == ("succeeded", None, Money(6000))


def test_refunds_add_up(gateway: Gateway, paid: Payment) -> None:
    intent = paid.intent_id or ""

    first = gateway.refund(intent, Money(1000))
    gateway.refund(intent, reason="duplicate")

    assert (first.amount, first.status, first.reason) == (Money(1000), "succeeded", "requested_by_customer")
    assert [(refund.amount, refund.reason) for refund in gateway.refunds(intent)] == [
        (Money(1000), "requested_by_customer"),
        (Money(5000), "duplicate"),
    ]
    after = gateway.payment(paid.session_id)
    assert (after.refunded, after.paid) == (Money(6000), True)


def test_a_refund_stripe_refuses_is_stripes_own_error(gateway: Gateway, paid: Payment) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=r"£60\.01"):
        gateway.refund(paid.intent_id or "", Money(6001))


def test_a_session_can_be_expired_early(gateway: Gateway, opened: Payment) -> None:
    expired = gateway.expire(opened.session_id)

    assert (expired.session_status, expired.payment_status, expired.url) == ("expired", "unpaid", None)


def test_a_foreign_session_may_have_no_metadata(gateway: Gateway) -> None:
    foreign = gateway.create_foreign_session(Money(700, "eur"))

    assert (foreign.amount, dict(foreign.metadata), foreign.customer_email) == (Money(700, "eur"), {}, None)


def test_the_gateway_says_where_it_looks_and_as_whom(gateway: Gateway, emulator: str) -> None:
    assert gateway.describe().startswith(f"local mode at {emulator}, account acct_")
    assert gateway.describe().endswith(f"API {stripe.api_version}")
