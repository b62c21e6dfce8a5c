"""Looking payments up by whatever somebody has of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from pennydrop.errors import PaymentUnknown, StripeUnreachable
from pennydrop.gateway import Gateway, Payment
from pennydrop.gateway.lookup import EVENTS_KEPT, Lookup, _windows
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings

from .conftest import Buyer

NOW = datetime.now(UTC)


@pytest.fixture
def lookup(settings: Settings) -> Iterator[Lookup]:
    lookup = Lookup(settings)
    yield lookup
    lookup.close()


def test_session_intent_charge_and_event_lead_to_one_payment(lookup: Lookup, paid: Payment) -> None:
    events = lookup.events(paid, [paid.created])
    assert {it.type for it in events} == {"checkout.session.completed", "payment_intent.succeeded"}
    for id in (paid.session_id, paid.intent_id, paid.charge_id, *(it.id for it in events)):
        assert lookup.payment(str(id)).session_id == paid.session_id


def test_a_refund_leads_to_it_as_well(lookup: Lookup, gateway: Gateway, paid: Payment) -> None:
    refund = gateway.refund(paid.intent_id or "")
    assert lookup.payment(refund.id).session_id == paid.session_id
    (found,) = lookup.refunds(paid)
    assert (found.id, found.amount) == (refund.id, paid.amount)
    assert found.created


def test_a_customers_payments_come_newest_first_and_nobody_elses(
    lookup: Lookup, gateway: Gateway, buyer: Buyer
) -> None:
    mine = [gateway.create_foreign_session(Money(500 + n), email="ada@example.com") for n in range(3)]
    gateway.create_foreign_session(Money(900), email="bob@example.com")
    buyer.pays(mine[0]).raise_for_status()

    found = lookup.payments_of("ada@example.com", most=10)

    assert [it.session_id for it in found] == [it.session_id for it in reversed(mine)]
    assert [it.session_id for it in lookup.payments_of("ada@example.com", most=2)] == [
        it.session_id for it in (mine[2], mine[1])
    ]
    assert lookup.payments_of("nobody@example.com", most=10) == ()


def test_a_payment_without_checkout_is_told_from_an_unknown_one(lookup: Lookup, settings: Settings) -> None:
    made = requests.post(
        f"{settings.stripe_api}/v1/payment_intents",
        data={"amount": 500, "currency": "gbp"},
        headers={"Authorization": f"Bearer {settings.stripe_secret_key.get_secret_value()}"},
        timeout=10,
    ).json()
    with pytest.raises(PaymentUnknown, match="which no Checkout Session made"):
        lookup.payment(made["id"])
    with pytest.raises(PaymentUnknown, match="knows no pi_nobody"):
        lookup.payment("pi_nobody")


def test_a_stripe_that_does_not_answer_is_no_unknown_payment() -> None:
    nowhere = Lookup(load_settings(stripe_api_base="http://127.0.0.1:9"))
    with pytest.raises(StripeUnreachable):
        nowhere.payment("pi_1")
    nowhere.close()


def test_only_the_hours_in_which_something_happened_are_read() -> None:
    paid, refunded = NOW - timedelta(days=10), NOW - timedelta(days=2)
    first, second = _windows([refunded, paid, paid + timedelta(minutes=5)])
    assert first[0] < paid < first[1] < second[0] < refunded < second[1]
    assert first[1] - first[0] < timedelta(hours=2)


def test_nothing_is_asked_that_stripe_has_forgotten() -> None:
    assert list(_windows([NOW - EVENTS_KEPT - timedelta(days=1)])) == []
