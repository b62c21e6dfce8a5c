"""Sending a delivery again, and sending one that Stripe never sent."""

from __future__ import annotations

import threading

import pytest

from pennydrop.relay.client import Relay, RelayRefused
from pennydrop.relay.delivery import Cause, State
from tests.relay.conftest import Stripe
from tests.relay.events import PAYMENT_SUCCEEDED, payment_succeeded
from tests.relay.site import FakeSite, Received


def test_a_replay_sends_the_same_bytes_and_headers(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    stripe.send(payment_succeeded("pi_1"), {"Stripe-Signature": "t=1,v1=abc"})

    [again] = relay.replay(relay.deliveries()[0])

    first, second = site.received
    assert first == second
    assert (again.cause, again.attempt, again.state, again.status) == (Cause.REPLAY, 2, State.ANSWERED, 200)


def test_copies_one_after_the_other_never_overlap(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    stripe.send(payment_succeeded("pi_1"))
    meeting = _Meeting(2)
    site.answer = meeting.answer

    relay.replay(relay.deliveries()[0], copies=3)

    assert len(site.received) == 4
    assert not meeting.met


def test_copies_at_once_are_with_the_site_at_the_same_moment(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    stripe.send(payment_succeeded("pi_1"))
    meeting = _Meeting(4, patience=5.0)
    site.answer = meeting.answer

    again = relay.replay(relay.deliveries()[0], copies=4, at_once=True)

    assert meeting.met
    assert [delivery.attempt for delivery in again] == [2, 3, 4, 5]


def test_replaying_an_unknown_delivery_is_refused(stripe: Stripe, relay: Relay) -> None:
    stripe.send(payment_succeeded("pi_1"))
    [delivery] = relay.deliveries()

    with pytest.raises(RelayRefused, match=r"copies must be a whole number from 1 to 50, it is 0"):
        relay.replay(delivery, copies=0)
    with pytest.raises(RelayRefused, match=r"there is no delivery 99"):
        relay.replay(type(delivery)(**vars(delivery) | {"number": 99}))


def test_a_forged_message_reaches_the_site_verbatim(relay: Relay, site: FakeSite) -> None:
    site.answer = lambda received: (400, b"No signature")

    delivery = relay.post(b"forged", {"Stripe-Signature": "t=1,v1=wrong"})

    [received] = site.received
    assert (received.body, received.headers["stripe-signature"]) == (b"forged", "t=1,v1=wrong")
    assert "user-agent" not in received.headers
    assert (delivery.cause, delivery.status, delivery.answer) == (Cause.FORGED, 400, "No signature")


def test_no_fault_touches_a_forged_message(relay: Relay, site: FakeSite) -> None:
    relay.drop(PAYMENT_SUCCEEDED, "pi_1")

    delivery = relay.post(payment_succeeded("pi_1"))

    assert (delivery.state, len(site.received)) == (State.ANSWERED, 1)


class _Meeting:
    """An answer that tells whether a number of deliveries were with the site at the same time."""

    def __init__(self, expected: int, patience: float = 0.05) -> None:
        self._barrier = threading.Barrier(expected, timeout=patience)
        self.met = False

    def answer(self, received: Received) -> tuple[int, bytes]:
        try:
            self._barrier.wait()
            self.met = True
        except threading.BrokenBarrierError:
            pass
        return 200, b"ok"
