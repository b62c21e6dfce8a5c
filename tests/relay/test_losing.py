"""Attempts that fail on their way, single deliveries let go, and attempts with a new signature."""

from __future__ import annotations

import pytest
import requests

from pennydrop.eventually import eventually
from pennydrop.relay.client import Relay, RelayRefused
from pennydrop.relay.delivery import Cause, State
from pennydrop.relay.losing import Loss
from tests.relay.conftest import Stripe
from tests.relay.events import PAYMENT_SUCCEEDED, SESSION_COMPLETED, payment_succeeded, session_completed
from tests.relay.site import FakeSite

EVENT = session_completed("pi_1", "zoe@example.test")


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        (Loss.ERROR, "500 in the site's stead, which never heard of it"),
        (Loss.TIMEOUT, "Stripe gave up when half of the body had arrived"),
        (Loss.RESET, "the connection was reset in the middle of the body"),
    ],
)
def test_a_lost_attempt_never_reaches_the_site_whole(
    stripe: Stripe, relay: Relay, site: FakeSite, way: Loss, reason: str
) -> None:
    relay.lose(SESSION_COMPLETED, "zoe@", way)

    assert stripe.send(EVENT).status_code == 200, "the relay owes the next attempt"
    [lost] = relay.deliveries()
    assert (lost.state, lost.status, lost.reason, lost.finished) == (State.LOST, None, reason, True)
    assert EVENT not in [received.body for received in site.received]


def test_a_site_that_is_cut_off_gets_half_of_the_message(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    relay.lose(SESSION_COMPLETED, "zoe@", Loss.TIMEOUT)

    stripe.send(EVENT, {"Stripe-Signature": "t=1,v1=abc"})

    [received] = eventually("the site has what came", lambda: site.received)
    assert received.body == EVENT[: len(EVENT) // 2]
    assert received.headers["stripe-signature"] == "t=1,v1=abc"
    assert received.headers["content-length"] == str(len(EVENT))
    assert received.path == "/payments/webhook/"


def test_a_lost_answer_is_on_record_and_stripe_hears_nothing_of_it(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    site.answer = lambda received: (503, b"busy")
    relay.lose(SESSION_COMPLETED, "zoe@", Loss.ANSWER)

    assert stripe.send(EVENT).status_code == 200
    [lost] = relay.deliveries()
    assert (lost.state, lost.status, len(site.received)) == (State.LOST, 503, 1)
    assert lost.reason == "the site answered 503, and its answer was lost"


def test_the_next_attempt_comes_through_with_a_signature_of_its_own(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    relay.lose(SESSION_COMPLETED, "zoe@", Loss.ERROR)
    stripe.send(EVENT, {"Stripe-Signature": "t=1,v1=old", "X-Kept": "yes"})

    [again] = relay.replay(relay.deliveries()[0], signature="t=2,v1=new")

    assert (again.state, again.status, again.attempt, again.cause) == (State.ANSWERED, 200, 2, Cause.REPLAY)
    [received] = site.received
    assert (received.headers["stripe-signature"], received.headers["x-kept"]) == ("t=2,v1=new", "yes")
    assert received.body == EVENT


def test_one_held_delivery_is_let_go_and_the_others_stay(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    relay.hold("*", "zoe@")
    stripe.send(payment_succeeded("pi_1"))
    stripe.send(EVENT, {"Stripe-Signature": "t=1,v1=old"})
    payment, session = relay.deliveries()

    delivered = relay.deliver(session, signature="t=2,v1=new", body=EVENT.decode().replace("zoe", "sam"))

    assert (delivered.number, delivered.state, delivered.status) == (session.number, State.ANSWERED, 200)
    assert site.received[0].headers["stripe-signature"] == "t=2,v1=new"
    assert b"sam@" in site.received[0].body
    assert [held.number for held in relay.pending()] == [payment.number]
    assert relay.payload(session) == EVENT.decode(), "on record is what Stripe sent"
    with pytest.raises(RelayRefused, match=r"delivery \d is not held, it is answered"):
        relay.deliver(session)


def test_a_fault_that_gives_way_counts_only_where_no_other_does(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    background = relay.hold("*", "zoe@", gives_way=True)
    own = relay.drop(SESSION_COMPLETED, "zoe@")

    stripe.send(payment_succeeded("pi_1"))
    stripe.send(EVENT)

    assert [dropped.type for dropped in own.caught()] == [SESSION_COMPLETED]
    assert [held.type for held in background.caught()] == [PAYMENT_SUCCEEDED]
    assert site.received == []


def test_what_nobody_has_to_believe_is_on_record(stripe: Stripe, relay: Relay) -> None:
    assert relay.post(b"{}").authentic
    assert not relay.post(b"{}", authentic=False).authentic
    relay.tamper(SESSION_COMPLETED, "zoe@")
    stripe.send(EVENT)

    [tampered] = relay.deliveries("zoe@")
    assert not tampered.authentic


@pytest.mark.parametrize(
    "rule", [{"action": "lose"}, {"action": "lose", "way": "odd"}, {"action": "drop", "way": "reset"}]
)
def test_a_way_belongs_to_losing(relay_url: str, rule: dict[str, str]) -> None:
    fault = {"event_type": "*", "contains": "zoe@", **rule}
    answer = requests.post(relay_url + "/__pennydrop__/faults", json=fault, timeout=5)

    assert answer.status_code == 400
    assert "way must be one of timeout, reset, error, answer and belongs to lose only" in answer.text
