"""What goes through the relay undisturbed."""

from __future__ import annotations

import re

import pytest
import requests

from pennydrop.relay.client import Relay
from pennydrop.relay.delivery import Cause, State
from tests.relay.conftest import Host, Stripe
from tests.relay.events import PAYMENT_SUCCEEDED, SESSION_COMPLETED, payment_succeeded, session_completed
from tests.relay.site import FakeSite

STRIPES_HEADERS = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    "stripe-signature": "t=1760000000,v1=abc",
}


def test_a_webhook_reaches_the_site_byte_for_byte_with_its_headers(stripe: Stripe, site: FakeSite) -> None:
    body = session_completed("pi_1", "zoë@example.test")

    stripe.send(body, STRIPES_HEADERS, path="/some/other/path?x=1")

    [received] = site.received
    assert received.body == body
    assert received.path == "/payments/webhook/"
    assert STRIPES_HEADERS.items() <= received.headers.items()


@pytest.mark.parametrize(
    "body", [b"", b"no json", b"[1, 2]", b'{"data": {"object": 5}}', b"\xff\x00\xfe", b"[" * 50_000]
)
def test_a_malformed_body_is_forwarded_verbatim(stripe: Stripe, site: FakeSite, relay: Relay, body: bytes) -> None:
    assert stripe.send(body).status_code == 200

    assert [received.body for received in site.received] == [body]
    assert [delivery.event_id for delivery in relay.deliveries()] == [None]


def test_the_sender_gets_the_sites_answer(stripe: Stripe, site: FakeSite, relay: Relay) -> None:
    site.answer = lambda received: (400, b"Invalid signature")

    answer = stripe.send(payment_succeeded("pi_1"))

    assert (answer.status_code, answer.content, answer.headers["X-Site"]) == (400, b"Invalid signature", "fake")
    [delivery] = relay.deliveries()
    assert (delivery.state, delivery.status, delivery.answer) == (State.ANSWERED, 400, "Invalid signature")


def test_a_redirect_is_reported_and_not_followed(stripe: Stripe, site: FakeSite) -> None:
    site.answer = lambda received: (302, b"")

    answer = stripe.send(payment_succeeded("pi_1"))

    assert (answer.status_code, answer.headers["Location"]) == (302, "/elsewhere")
    assert len(site.received) == 1


def test_a_delivery_is_recorded_with_what_it_carries(stripe: Stripe, relay: Relay) -> None:
    stripe.send(session_completed("pi_1", "zoe@example.test", "evt_9"))

    [delivery] = relay.deliveries("zoe@example.test")
    assert (delivery.event_id, delivery.type) == ("evt_9", SESSION_COMPLETED)
    assert (delivery.object_id, delivery.payment_intent) == ("cs_of_pi_1", "pi_1")
    assert (delivery.cause, delivery.attempt, delivery.fault) == (Cause.STRIPE, 1, None)
    assert delivery.duration_ms is not None
    assert delivery.duration_ms > 0
    assert relay.payload(delivery).encode() == session_completed("pi_1", "zoe@example.test", "evt_9")


def test_attempts_are_counted_for_each_event(stripe: Stripe, relay: Relay) -> None:
    for event_id in ("evt_1", "evt_2", "evt_1"):
        stripe.send(payment_succeeded("pi_1", event_id))

    attempts = [(delivery.event_id, delivery.attempt) for delivery in relay.deliveries()]
    assert attempts == [("evt_1", 1), ("evt_2", 1), ("evt_1", 2)]


def test_deliveries_are_found_by_any_of_several_texts_and_by_type(stripe: Stripe, relay: Relay) -> None:
    stripe.send(payment_succeeded("pi_1"))
    stripe.send(session_completed("pi_2", "zoe@example.test"))
    stripe.send(payment_succeeded("pi_3"))

    assert [found.payment_intent for found in relay.deliveries("pi_1", "zoe@")] == ["pi_1", "pi_2"]
    assert [found.payment_intent for found in relay.deliveries(event_type=PAYMENT_SUCCEEDED)] == ["pi_1", "pi_3"]
    assert relay.deliveries("pi_4") == []


def test_a_text_is_found_although_json_escapes_it(stripe: Stripe, relay: Relay) -> None:
    body = session_completed("pi_1", "zoë@example.test")
    assert b"\\u00eb" in body
    stripe.send(body)

    assert len(relay.deliveries("zoë@")) == 1


def test_a_site_that_is_down_is_a_502_and_the_reason_is_kept(host: Host) -> None:
    nobody = "http://127.0.0.1:9/payments/webhook/"  # the discard port: no site listens there
    with host.relay_to(nobody) as url:
        answer = Stripe(url).send(payment_succeeded("pi_1"))
        [delivery] = Relay(url).deliveries()

    assert answer.status_code == 502
    assert nobody in answer.text
    assert (delivery.state, delivery.status) == (State.UNREACHABLE, None)
    assert re.search("ConnectError", delivery.reason or "")


def test_nothing_under_the_control_prefix_reaches_the_site(relay_url: str, site: FakeSite) -> None:
    answer = requests.post(f"{relay_url}/__pennydrop__/misspelt", data=b"{}", timeout=10)

    assert answer.status_code == 404
    assert site.received == []
