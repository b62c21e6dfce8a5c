"""Events that Stripe never sent, or that the site never took, sent again."""

from __future__ import annotations

from pathlib import Path

from pennydrop.diagnose.doctor import diagnose
from pennydrop.diagnose.finding import Link, State
from pennydrop.diagnose.gather import Witnesses
from pennydrop.diagnose.replay import replay

from .conftest import diagnosed, running
from .test_broken_links import ALL_BUT_SESSIONS, unheard


def test_what_was_never_sent_is_fetched_from_stripe(state_dir: Path) -> None:
    with running(state_dir / "broken", webhook_events=ALL_BUT_SESSIONS) as shop:
        payment = unheard(shop)
        before = diagnosed(shop, payment)
        with Witnesses(shop.settings) as witnesses:
            sent = replay(before.case, witnesses)
            after = diagnose(payment, witnesses)

    assert {it.type: it.status for it in sent}["checkout.session.completed"] == 200
    assert (before.state_of(Link.RECORD), after.state_of(Link.RECORD)) == (State.BROKEN, State.OK)
    assert after.state_of(Link.BUYER_MAIL) is State.OK
    assert after.broken
    assert after.broken.link is Link.ENDPOINT  # the next payment would not be heard of either


def test_a_site_with_another_secret_refuses_it_again(state_dir: Path) -> None:
    with running(state_dir / "broken", seeded_fault="tests.diagnose.faults.another_secret") as shop:
        payment = shop.pay(shop.wants_lessons("£40.00"))
        with Witnesses(shop.settings) as witnesses:
            sent = replay(diagnosed(shop, payment).case, witnesses)

    assert [it.status for it in sent] == [400, 400]  # signed anew, and refused again: the secret has to be mended first
