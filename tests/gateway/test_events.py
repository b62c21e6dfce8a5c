from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pennydrop.gateway import Gateway, Payment, listing
from pennydrop.money import Money


def test_the_events_of_a_payment_are_found_by_session_and_intent(gateway: Gateway, paid: Payment) -> None:
    gateway.create_foreign_session(Money(500))

    types = [event.type for event in gateway.events_about(paid.session_id, paid.intent_id or "")]

    assert {"payment_intent.succeeded", "checkout.session.completed", "charge.succeeded"} <= set(types)
    assert types.index("payment_intent.succeeded") < types.index("checkout.session.completed")


def test_the_intent_alone_finds_its_session_and_charges(gateway: Gateway, paid: Payment) -> None:
    about = {event.object["object"] for event in gateway.events_about(paid.intent_id or "")}

    assert about == {"payment_intent", "charge", "checkout.session"}


def test_refunds_belong_to_their_payment(gateway: Gateway, paid: Payment) -> None:
    refund = gateway.refund(paid.intent_id or "", Money(1000))

    (event,) = gateway.events_about(paid.intent_id or "", types=["refund.created"])

    assert (event.object["id"], event.object["amount"]) == (refund.id, 1000)


def test_other_types_are_left_out(gateway: Gateway, paid: Payment) -> None:
    events = gateway.events_about(paid.session_id, types=["checkout.session.completed", "charge.refunded"])

    assert [event.type for event in events] == ["checkout.session.completed"]


def test_an_events_object_is_as_it_was_at_that_moment(gateway: Gateway, paid: Payment) -> None:
    gateway.refund(paid.intent_id or "")

    (event,) = gateway.events_about(paid.intent_id or "", types=["charge.succeeded"])

    assert event.object["amount_refunded"] == 0


def test_all_pages_are_read(gateway: Gateway, paid: Payment, monkeypatch: pytest.MonkeyPatch) -> None:
    on_one_page = gateway.events_about(paid.intent_id or "")

    monkeypatch.setattr(listing, "PAGE", 2)

    assert gateway.events_about(paid.intent_id or "") == on_one_page
    assert len(on_one_page) > 2


def test_older_events_are_left_out(gateway: Gateway, paid: Payment) -> None:
    assert gateway.events_about(paid.session_id, since=datetime.now(UTC) + timedelta(minutes=1)) == ()


def test_looking_for_events_is_one_request(gateway: Gateway, paid: Payment) -> None:
    before = len(gateway.requests)

    gateway.events_about(paid.session_id, paid.intent_id or "")

    assert [request.path for request in gateway.requests[before:]] == ["/v1/events"]
