from __future__ import annotations

import json
from typing import Any

import pytest
import stripe

from pennydrop.gateway import forgery
from pennydrop.gateway.forgery import WebhookRequest
from pennydrop.money import Money

SECRET = "whsec_" + "of_the_site"
EVENT = forgery.checkout_completed({"domain": "lessons", "name": "Zoë"}, Money(6000), email="ada@example.com")


def _received(request: WebhookRequest) -> stripe.Event:
    """What a site makes of the request: the official SDK, Stripe's tolerance."""
    header = request.headers.get("Stripe-Signature")
    event: stripe.Event = stripe.Webhook.construct_event(request.body, header, SECRET, forgery.TOLERANCE)
    return event


def test_a_signed_event_is_accepted_like_one_of_stripes() -> None:
    event = _received(forgery.signed(EVENT, SECRET))

    assert (event.type, event.api_version, event.livemode) == (
        "checkout.session.completed",
        stripe.api_version,
        False,
    )
    session = event.to_dict()["data"]["object"]
    assert (session["amount_total"], session["currency"], session["payment_status"]) == (6000, "gbp", "paid")
    assert session["metadata"] == {"domain": "lessons", "name": "Zoë"}
    assert session["customer_email"] == session["customer_details"]["email"] == "ada@example.com"


@pytest.mark.parametrize(
    ("request_", "complaint"),
    [
        (forgery.unsigned(EVENT), "No Stripe-Signature header value"),
        (forgery.garbled(EVENT), "Unable to extract timestamp and signatures"),
        (forgery.wrongly_signed(EVENT), "No signatures found matching"),
        (forgery.tampered(EVENT, forgery.checkout_completed({}, Money(1)), SECRET), "No signatures found matching"),
        (forgery.stale(EVENT, SECRET), "Timestamp outside the tolerance zone"),
    ],
    ids=["unsigned", "garbled", "wrongly signed", "tampered", "stale"],
)
def test_a_site_that_checks_signatures_refuses(request_: WebhookRequest, complaint: str) -> None:
    with pytest.raises(stripe.SignatureVerificationError, match=complaint):
        _received(request_)


def test_a_stale_event_was_once_good() -> None:
    stale = forgery.stale(EVENT, SECRET, age=forgery.TOLERANCE - 60)

    assert _received(stale).id == EVENT["id"]


def test_an_event_can_be_dated() -> None:
    dated = forgery.signed(EVENT, SECRET, timestamp=1_700_000_000)

    assert dated.headers["Stripe-Signature"].startswith("t=1700000000,v1=")


@pytest.mark.parametrize("request_", [forgery.malformed(SECRET), forgery.empty(SECRET)], ids=["malformed", "empty"])
def test_what_is_no_json_carries_a_good_signature_nevertheless(request_: WebhookRequest) -> None:
    assert stripe.WebhookSignature.verify_header(request_.body, request_.headers["Stripe-Signature"], SECRET)
    with pytest.raises(json.JSONDecodeError):
        json.loads(request_.body)


@pytest.mark.parametrize("body", [b'{"a": 1}', b"[]"])
def test_json_that_is_no_event_carries_a_good_signature_nevertheless(body: bytes) -> None:
    request = forgery.not_an_event(SECRET, body)

    assert stripe.WebhookSignature.verify_header(request.body, request.headers["Stripe-Signature"], SECRET)
    assert json.loads(request.body) in ({"a": 1}, [])


def test_names_travel_as_utf_8_like_stripes() -> None:
    assert "Zoë".encode() in forgery.signed(EVENT, SECRET).body


def test_two_forged_events_are_two_events() -> None:
    first, second = (forgery.checkout_completed({}, Money(1)) for _ in range(2))

    assert first["id"] != second["id"]
    assert first["data"]["object"]["payment_intent"] != second["data"]["object"]["payment_intent"]


def test_a_session_may_lack_its_intent() -> None:
    assert forgery.checkout_completed({}, Money(1), intent_id="")["data"]["object"]["payment_intent"] is None


def test_a_forged_event_is_of_the_mode_of_its_session() -> None:
    def modes(event: dict[str, Any]) -> tuple[bool, bool]:
        return event["livemode"], event["data"]["object"]["livemode"]

    assert modes(EVENT) == (False, False)
    assert modes(forgery.checkout_completed({}, Money(100), live=True)) == (True, True)
    assert modes(forgery.checkout_completed({}, Money(100), session_id="cs_live_a1")) == (True, True)
    assert modes(forgery.checkout_completed({}, Money(100), session_id="cs_test_a1")) == (False, False)
    assert forgery.checkout_completed({}, Money(100), live=True)["data"]["object"]["id"].startswith("cs_live_")
    assert forgery.event("customer.created", {}, id="evt_1", live=True) | {"created": 0} == {
        **forgery.event("customer.created", {}),
        "id": "evt_1",
        "created": 0,
        "livemode": True,
    }
