"""Holding an event until another event of the same payment has been answered, without disturbing anybody else.

``payment_intent.succeeded`` names neither customer nor session, so the relay parks it until the Checkout Session's
event tells whose payment it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from pennydrop.eventually import eventually
from pennydrop.relay.client import Fault, Relay
from pennydrop.relay.delivery import State
from tests.relay.conftest import Stripe
from tests.relay.events import PAYMENT_SUCCEEDED, SESSION_COMPLETED, event, payment_succeeded, session_completed
from tests.relay.site import FakeSite, Received

ZOE, ADA = "zoe@example.test", "ada@example.test"


def session_first(relay: Relay) -> Fault:
    return relay.hold(PAYMENT_SUCCEEDED, ZOE, until=SESSION_COMPLETED)


def test_the_session_comes_first_and_the_payment_after_it(
    stripe: Stripe, relay: Relay, site_has: Callable[..., None]
) -> None:
    fault = session_first(relay)

    assert stripe.send(payment_succeeded("pi_zoe")).status_code == 200
    assert [parked.state for parked in relay.pending("pi_zoe")] == [State.HELD]
    stripe.send(session_completed("pi_zoe", ZOE))

    site_has(SESSION_COMPLETED, PAYMENT_SUCCEEDED)
    assert [caught.type for caught in fault.caught()] == [PAYMENT_SUCCEEDED]


def test_somebody_elses_payment_keeps_its_order(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    fault = session_first(relay)

    stripe.send(payment_succeeded("pi_ada"))
    stripe.send(session_completed("pi_ada", ADA))

    assert site.types == [PAYMENT_SUCCEEDED, SESSION_COMPLETED]
    assert fault.caught() == []


def test_payments_of_two_people_are_told_apart(
    stripe: Stripe, relay: Relay, site: FakeSite, site_has: Callable[..., None]
) -> None:
    session_first(relay)

    stripe.send(payment_succeeded("pi_zoe"))
    stripe.send(payment_succeeded("pi_ada"))
    stripe.send(session_completed("pi_zoe", ZOE))
    site_has(SESSION_COMPLETED, PAYMENT_SUCCEEDED)
    stripe.send(session_completed("pi_ada", ADA))

    site_has(SESSION_COMPLETED, PAYMENT_SUCCEEDED, PAYMENT_SUCCEEDED, SESSION_COMPLETED)
    assert [b"pi_zoe" in received.body for received in site.received] == [True, True, False, False]


def test_a_payment_that_comes_while_its_session_is_with_the_site_waits_for_the_answer(
    stripe: Stripe, relay: Relay, site: FakeSite, site_has: Callable[..., None]
) -> None:
    session_first(relay)
    may_answer = threading.Event()

    def slow_for_sessions(received: Received) -> tuple[int, bytes]:
        if received.type == SESSION_COMPLETED:
            may_answer.wait(10)
        return 200, b"ok"

    site.answer = slow_for_sessions
    sending = threading.Thread(target=stripe.send, args=[session_completed("pi_zoe", ZOE)])
    sending.start()
    site_has(SESSION_COMPLETED)
    stripe.send(payment_succeeded("pi_zoe"))
    assert site.types == [SESSION_COMPLETED]

    may_answer.set()
    sending.join()

    site_has(SESSION_COMPLETED, PAYMENT_SUCCEEDED)


def test_a_payment_that_comes_after_its_answered_session_is_not_held(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    session_first(relay)

    stripe.send(session_completed("pi_zoe", ZOE))
    stripe.send(payment_succeeded("pi_zoe"))

    assert site.types == [SESSION_COMPLETED, PAYMENT_SUCCEEDED]
    assert relay.pending() == []


def test_removing_the_fault_sends_everything_that_is_parked(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    fault = session_first(relay)
    stripe.send(payment_succeeded("pi_one"))
    stripe.send(payment_succeeded("pi_two"))

    fault.remove()

    assert [b"pi_one" in received.body for received in site.received] == [True, False]
    assert relay.pending() == []


def test_what_another_fault_may_still_concern_stays_parked(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    mine, other = session_first(relay), relay.hold(PAYMENT_SUCCEEDED, ADA)
    stripe.send(payment_succeeded("pi_ada"))

    assert mine.release() == []
    stripe.send(session_completed("pi_ada", ADA))

    assert site.types == [SESSION_COMPLETED]
    assert [caught.state for caught in other.caught()] == [State.HELD]
    assert [released.payment_intent for released in other.release()] == ["pi_ada"]


def test_a_parked_payment_can_also_be_dropped_or_duplicated_by_its_customer(
    stripe: Stripe, relay: Relay, site: FakeSite
) -> None:
    dropping = relay.drop(PAYMENT_SUCCEEDED, ZOE)
    doubling = relay.duplicate(PAYMENT_SUCCEEDED, ADA)

    for payment, email in (("pi_zoe", ZOE), ("pi_ada", ADA)):
        stripe.send(payment_succeeded(payment))
        stripe.send(session_completed(payment, email))

    assert site.types == [SESSION_COMPLETED, PAYMENT_SUCCEEDED, PAYMENT_SUCCEEDED, SESSION_COMPLETED]
    assert [caught.state for caught in dropping.caught()] == [State.DROPPED]
    assert len(doubling.caught()) == 2


def test_an_event_that_no_session_will_follow_is_never_parked(stripe: Stripe, relay: Relay, site: FakeSite) -> None:
    relay.hold("payment_intent.payment_failed", ZOE)

    stripe.send(event("payment_intent.payment_failed", {"id": "pi_ada", "object": "payment_intent"}))

    assert site.types == ["payment_intent.payment_failed"]


def test_an_unanswered_session_does_not_release_the_payment(
    stripe: Stripe, relay: Relay, site: FakeSite, site_has: Callable[..., None]
) -> None:
    held = session_first(relay)
    relay.drop(SESSION_COMPLETED, ZOE)

    stripe.send(payment_succeeded("pi_zoe"))
    stripe.send(session_completed("pi_zoe", ZOE))

    eventually("it is held by name", lambda: [caught.state for caught in held.caught()], lambda it: it == [State.HELD])
    assert site.received == []
    held.release()
    site_has(PAYMENT_SUCCEEDED)
