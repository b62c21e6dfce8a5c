"""Holding, dropping, duplicating and tampering with deliveries."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import requests

from pennydrop.relay.client import Relay, RelayRefused
from pennydrop.relay.delivery import Cause, State
from tests.relay.conftest import Stripe
from tests.relay.events import PAYMENT_SUCCEEDED, SESSION_COMPLETED, payment_succeeded, session_completed
from tests.relay.site import FakeSite


def test_a_held_delivery_waits_for_its_release_while_the_sender_is_answered(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    fault = relay.hold(SESSION_COMPLETED, "zoe@")

    answer = stripe.send(session_completed("pi_1", "zoe@example.test"))

    assert answer.status_code == 200
    assert site.received == []
    [held] = relay.pending("zoe@")
    assert (held.state, held.fault, held.reason) == (
        State.HELD,
        fault.id,
        f"held by fault {fault.id} until it is released",
    )
    assert held.forwarded_at is None
    let_go = datetime.now(UTC)
    [released] = fault.release()
    assert (released.state, released.status) == (State.ANSWERED, 200)
    assert released.received_at <= let_go <= released.last_seen + timedelta(milliseconds=1)
    assert site.received[0].body == session_completed("pi_1", "zoe@example.test")
    assert relay.pending() == []


def test_a_release_sends_in_the_order_of_arrival_and_lets_later_ones_pass(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    fault = relay.hold("*", "pi_1")
    stripe.send(payment_succeeded("pi_1"))
    stripe.send(session_completed("pi_1", "zoe@example.test"))

    fault.release()
    stripe.send(payment_succeeded("pi_1"))

    assert site.types == [PAYMENT_SUCCEEDED, SESSION_COMPLETED, PAYMENT_SUCCEEDED]


def test_a_fault_concerns_its_event_type_and_its_customer_only(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    with relay.hold(SESSION_COMPLETED, "zoe@") as fault:
        stripe.send(session_completed("pi_1", "ada@example.test"))
        stripe.send(payment_succeeded("pi_2"))

        assert site.types == [SESSION_COMPLETED, PAYMENT_SUCCEEDED]
        assert fault.caught() == []


def test_leaving_the_block_removes_the_fault_and_sends_what_it_held(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    with relay.hold(SESSION_COMPLETED, "zoe@"):
        stripe.send(session_completed("pi_1", "zoe@example.test"))
        assert site.types == []

    assert site.types == [SESSION_COMPLETED]
    assert relay.faults() == []


def test_a_fault_may_be_removed_twice(relay: Relay) -> None:
    fault = relay.drop(SESSION_COMPLETED, "zoe@")

    fault.remove()
    fault.remove()

    assert fault.release() == []


def test_a_dropped_delivery_never_arrives_and_the_sender_believes_it_did(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    fault = relay.drop(SESSION_COMPLETED, "zoe@")

    assert stripe.send(session_completed("pi_1", "zoe@example.test")).status_code == 200

    assert site.received == []
    assert [caught.state for caught in fault.caught()] == [State.DROPPED]
    assert relay.pending() == []


@pytest.mark.parametrize("at_once", [False, True])
def test_a_duplicated_delivery_arrives_several_times(
    stripe: Stripe, relay: Relay, site: FakeSite, at_once: bool
) -> None:
    relay.duplicate(SESSION_COMPLETED, "zoe@", copies=2, at_once=at_once)

    stripe.send(session_completed("pi_1", "zoe@example.test"), {"Stripe-Signature": "t=1,v1=abc"})

    assert len(site.received) == 3
    assert site.received.count(site.received[0]) == 3
    seen = [(delivery.cause, delivery.attempt, delivery.state) for delivery in relay.deliveries("zoe@")]
    assert seen == [
        (Cause.STRIPE, 1, State.ANSWERED),
        (Cause.DUPLICATE, 2, State.ANSWERED),
        (Cause.DUPLICATE, 3, State.ANSWERED),
    ]


def test_a_tampered_delivery_is_valid_json_that_nobody_signed(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    body = session_completed("pi_1", "zoe@example.test")
    relay.tamper(SESSION_COMPLETED, "zoe@")

    stripe.send(body, {"Stripe-Signature": "t=1,v1=abc"})

    [received] = site.received
    assert received.headers["stripe-signature"] == "t=1,v1=abc"
    assert sum(sent != got for sent, got in zip(body, received.body, strict=True)) == 1
    assert json.loads(received.body) != json.loads(body)
    [delivery] = relay.deliveries()
    assert relay.payload(delivery).encode() == body, "the journal keeps what Stripe sent, so that a replay is genuine"


def test_the_first_of_two_faults_for_one_delivery_counts(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    first = relay.drop(SESSION_COMPLETED, "zoe@")
    second = relay.duplicate(SESSION_COMPLETED, "zoe@example.test")

    stripe.send(session_completed("pi_1", "zoe@example.test"))

    assert (len(first.caught()), second.caught(), site.received) == (1, [], [])


def test_a_wrong_fault_is_refused_with_everything_that_is_wrong(relay: Relay, relay_url: str) -> None:
    with pytest.raises(RelayRefused, match=r"contains must be a text that is not empty, it is ''"):
        relay.hold(SESSION_COMPLETED, "")

    rule = {"event_type": 5, "contains": "zoe@", "action": "delay", "until": "x", "seconds": 3}
    answer = requests.post(f"{relay_url}/__pennydrop__/faults", json=rule, timeout=10)

    assert answer.status_code == 400
    for problem in (
        "unknown field 'seconds'",
        "event_type must be",
        "action must be one of hold, drop",
        "until must be",
    ):
        assert problem in answer.text
    assert relay.faults() == []


def test_active_faults_are_listed(relay: Relay) -> None:
    fault = relay.hold(SESSION_COMPLETED, "zoe@", until=PAYMENT_SUCCEEDED)

    assert relay.faults() == [fault]
