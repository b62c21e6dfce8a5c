from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import pytest

from pennydrop.gateway import Gateway
from pennydrop.mailbox.client import Mailbox
from pennydrop.mailbox.mail import Address, MailSummary
from pennydrop.plugin.evidence import Correlation, Evidence
from pennydrop.plugin.witnesses import NOBODY_KNOWN, deliveries, mails, stripe_requests
from pennydrop.relay.client import Relay
from pennydrop.relay.delivery import Cause, Delivery, State
from pennydrop.settings import load_settings

AT = datetime(2026, 11, 23, 10, 24, 5, 123_000, tzinfo=UTC)
ANNA = Correlation(emails=["anna@example.com"], sessions=["cs_1"])


class StandInRelay:
    def __init__(self, *known: Delivery) -> None:
        self._known = [*known]
        self.asked: tuple[str, ...] = ()

    def deliveries(self, *contains: str) -> list[Delivery]:
        self.asked = contains
        return self._known


def test_a_delivery_is_told_with_type_attempt_status_and_milliseconds() -> None:
    answered = Delivery(
        1, "evt_1", "charge.refunded", "ch_1", "pi_1", 2, Cause.REPLAY, AT, State.ANSWERED, 500, "", 12.4
    )
    held = Delivery(
        2, "evt_2", "checkout.session.completed", "cs_1", None, 1, Cause.STRIPE, AT, State.HELD, reason="hold"
    )
    relay = StandInRelay(answered, held)

    assert deliveries(cast(Relay, relay), ANNA) == [
        "10:24:05.123  charge.refunded  attempt 2  500  12 ms  answered, replay",
        "10:24:05.123  checkout.session.completed  attempt 1  no answer  -  held (hold)",
    ]
    assert relay.asked == ("anna@example.com", "cs_1")


def test_deliveries_are_told_in_the_order_the_site_got_them() -> None:
    first = Delivery(1, "evt_1", "charge.refunded", "ch_1", "pi_1", 1, Cause.STRIPE, AT, State.ANSWERED, 200, "", 5.0)
    overtaken = replace(first, forwarded_at=AT + timedelta(seconds=2))
    overtaking = replace(first, number=2, type="charge.updated", forwarded_at=AT + timedelta(seconds=1.02))
    overtaking = replace(overtaking, received_at=AT + timedelta(seconds=1))

    assert deliveries(cast(Relay, StandInRelay(overtaken, overtaking)), ANNA) == [
        "10:24:06.143  charge.updated  attempt 1  200  5 ms  answered",
        "10:24:07.123  charge.refunded  attempt 1  200  5 ms  answered, 2.0 s after Stripe had sent it",
    ]


def test_without_a_customer_or_payment_nobody_is_asked() -> None:
    relay = StandInRelay()

    assert deliveries(cast(Relay, relay), Correlation()) == [NOBODY_KNOWN]
    assert relay.asked == ()


class StandInMailbox:
    def __init__(self, *known: MailSummary) -> None:
        self._known = [*known]

    def search(self, query: str) -> list[MailSummary]:
        assert query == "addressed:anna@example.com"
        return self._known


def mail(id: str, to: str, created: datetime) -> MailSummary:
    sender = Address("", "shop@example.com")
    return MailSummary(id, id, "Thank you", sender, (Address("", to),), (), (), created, 1, 0, False, "")


def test_mails_are_told_oldest_first_and_only_those_to_the_scenarios_people() -> None:
    later = mail("2", "anna@example.com", AT.replace(second=7))
    earlier = mail("1", "Anna@example.com", AT)
    other = mail("3", "joanna@example.com", AT)

    assert mails(cast(Mailbox, StandInMailbox(later, other, earlier)), load_settings(), ANNA) == [
        "10:24:05.123  'Thank you' to Anna@example.com",
        "10:24:07.123  'Thank you' to anna@example.com",
    ]


@pytest.fixture
def emulator() -> Iterator[str]:
    """The emulator's journal of requests, with two of them."""
    entries: dict[str, list[dict[str, Any]]] = {
        "anna@example.com": [
            {"id": "req_1", "at": 1763893445, "method": "POST", "path": "/v1/checkout/sessions", "status": 200,
             "params": {"customer_email": "anna@example.com"}},
        ],
        "cs_1": [
            {"id": "req_1", "at": 1763893445, "method": "POST", "path": "/v1/checkout/sessions", "status": 200,
             "params": {"customer_email": "anna@example.com"}},
            {"id": "req_0", "at": 1763893444, "method": "GET", "path": "/v1/checkout/sessions/cs_1", "status": 404,
             "params": {}, "error": "No such checkout.session: 'cs_1'"},
            {"id": "req_2", "at": 1763893446, "method": "GET", "path": "/v1/checkout/sessions/cs_1", "status": 200,
             "params": {}},
            {"id": "req_3", "at": 1763893447, "method": "GET", "path": "/v1/checkout/sessions/cs_1", "status": 200,
             "params": {}},
        ],
    }  # fmt: skip

    class Journal(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            asked = parse_qs(address.query)["contains"][0]
            body = json.dumps({"requests": entries[asked]}).encode()
            self.send_response(200 if address.path == "/__emulator__/requests" else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Journal) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_emulators_requests_are_told_in_order_and_polls_only_once(emulator: str) -> None:
    settings = load_settings(stripe_api_base=emulator)

    assert stripe_requests(cast(Gateway, None), settings, ANNA) == [
        "10:24:04.000  GET /v1/checkout/sessions/cs_1  404  No such checkout.session: 'cs_1'",
        '10:24:05.000  POST /v1/checkout/sessions  200  {"customer_email":"anna@example.com"}',
        "10:24:06.000  GET /v1/checkout/sessions/cs_1  200  (2 times)",
    ]


def test_what_a_scenario_is_about_is_noted_once_and_in_order() -> None:
    evidence = Evidence()
    evidence.about(email="a@example.com", session="cs_1")
    evidence.about(email="a@example.com", session="cs_2", payment_intent=None)
    evidence.about(payment_intent="pi_1")

    assert evidence.correlation.identifiers == ["a@example.com", "cs_1", "cs_2", "pi_1"]
