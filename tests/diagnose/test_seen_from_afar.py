"""A site at Stripe itself: what its API shows of deliveries and endpoints, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pennydrop.diagnose import deliveries
from pennydrop.diagnose.case import Case, Handover, Source, Subscription
from pennydrop.diagnose.causes import causes
from pennydrop.diagnose.causes import likely as because
from pennydrop.diagnose.doctor import Diagnosis
from pennydrop.diagnose.finding import Finding, Link, State
from pennydrop.diagnose.links import findings, first_broken
from pennydrop.diagnose.replay import command
from pennydrop.gateway import RecordedEvent
from pennydrop.settings import STRIPE_API, load_settings

from .conftest import diagnosed
from .shop import Shop

ADDRESS = "https://shop.example/payments/webhook/"
ALL_NEEDED = ("checkout.session.completed", "payment_intent.succeeded", "charge.refunded")


@pytest.fixture(scope="module")
def sound_case(sound: Shop) -> Case:
    return diagnosed(sound, sound.pay(sound.wants_lessons("£40.00"))).case


@pytest.fixture
def afar(sound_case: Case) -> Case:
    """The same payment, as if Stripe itself had taken it and its own endpoint delivered."""
    return replace(
        sound_case,
        handovers=(),
        events=tuple(replace(it, pending=0) for it in sound_case.events),
        subscriptions=(Subscription("we_1", ADDRESS, True, ALL_NEEDED, hits=True),),
        webhook_url=ADDRESS,
        unseen={Source.DELIVERIES: deliveries.IN_THE_DASHBOARD},
    )


def broken_at(case: Case) -> Finding:
    found = first_broken(findings(case))
    assert found
    return found


def test_single_attempts_are_not_made_up(afar: Case) -> None:
    found = {it.link: it for it in findings(afar)}
    assert found[Link.DELIVERY].state is State.UNSEEN
    assert "Dashboard > Developers > Webhooks" in found[Link.DELIVERY].says
    assert found[Link.ANSWER].state is State.OK
    assert "pending_webhooks" in found[Link.ANSWER].says
    assert first_broken(found.values()) is None


def test_what_stripe_still_owes_is_broken(afar: Case) -> None:
    owed = replace(afar, events=tuple(replace(it, pending=1) for it in afar.events))
    assert broken_at(owed).link is Link.ANSWER
    assert causes(owed, broken_at(owed))[0].likely == because.HANDLER


@pytest.mark.parametrize(
    ("subscription", "cause"),
    [
        (Subscription("we_1", ADDRESS[:-1], True, ALL_NEEDED, hits=False), because.URL),
        (Subscription("we_1", ADDRESS, False, ALL_NEEDED, hits=True), because.DISABLED),
        (Subscription("we_1", ADDRESS, True, ALL_NEEDED[1:], hits=True), because.NOT_SUBSCRIBED),
    ],
)
def test_an_endpoint_that_does_not_fit_is_named(afar: Case, subscription: Subscription, cause: str) -> None:
    case = replace(afar, subscriptions=(subscription,))
    assert broken_at(case).link is Link.ENDPOINT
    assert causes(case, broken_at(case))[0].likely == cause
    assert subscription.url in broken_at(case).says or subscription.name in broken_at(case).says


def test_one_endpoint_for_everything_is_enough(afar: Case) -> None:
    case = replace(afar, subscriptions=(Subscription("we_1", ADDRESS, True, ("*",), hits=True),))
    assert first_broken(findings(case)) is None


@pytest.mark.parametrize(
    ("status", "trouble", "cause"),
    [
        (None, "ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate has expired", because.TLS),
        (301, "", because.URL),
        (404, "", because.URL),
        (400, "", because.SECRET),
        (503, "", because.HANDLER),
    ],
)
def test_each_answer_has_its_cause(sound_case: Case, status: int | None, trouble: str, cause: str) -> None:
    event = sound_case.events_of("checkout.session.completed")[0]
    handover = Handover(event.id, event.type, event.created, status, trouble=trouble)
    case = replace(sound_case, handovers=(handover,))
    assert broken_at(case).link is Link.ANSWER
    assert causes(case, broken_at(case))[0].likely == cause


def test_a_site_that_is_down_is_told_from_one_that_refuses(sound_case: Case) -> None:
    event = sound_case.events_of("checkout.session.completed")[0]
    handover = Handover(event.id, event.type, event.created, None, trouble="Connection refused")
    case = replace(sound_case, handovers=(handover,))
    assert "no answer (Connection refused)" in broken_at(case).says


def test_only_the_last_answer_counts(sound_case: Case) -> None:
    event = sound_case.events_of("checkout.session.completed")[0]
    first = Handover(event.id, event.type, event.created, 500)
    case = replace(sound_case, handovers=(first, *sound_case.handovers))
    found = {it.link: it for it in findings(case)}
    assert found[Link.ANSWER].state is State.OK
    assert "after 1 failed attempts" in found[Link.ANSWER].says


def test_what_stripe_has_forgotten_is_not_called_missing(afar: Case) -> None:
    old = replace(afar, events=(), now=afar.now + timedelta(days=40))
    found = {it.link: it.state for it in findings(old)}
    assert found[Link.EVENT] is State.UNSEEN
    assert Link.EVENT not in [it.link for it in findings(old) if it.broken]
    young = replace(afar, events=())
    assert broken_at(young).link is Link.EVENT


def test_stripe_itself_is_not_asked_for_a_journal() -> None:
    live = load_settings(
        profile="live",
        site_url="https://shop.example",
        spending_cap=100,
        stripe_secret_key="rk_" + "live_" + "of-nobody",
        stripe_publishable_key="pk_" + "live_" + "of-nobody",
    )
    assert live.stripe_api == STRIPE_API
    assert deliveries.journal(live, ["pi_1"]).unseen == deliveries.IN_THE_DASHBOARD
    assert not deliveries.by_cli(live)
    assert deliveries.webhook_url(live) == "https://shop.example/payments/webhook/"


def test_in_live_stripe_sends_it_again(afar: Case) -> None:
    live = load_settings(
        profile="live",
        site_url="https://shop.example",
        spending_cap=100,
        stripe_secret_key="rk_" + "live_" + "of-nobody",
        stripe_publishable_key="pk_" + "live_" + "of-nobody",
    )
    event: RecordedEvent = afar.events_of("checkout.session.completed")[0]
    assert command(afar, live) == f"stripe events resend {event.id} --live --webhook-endpoint=we_1"


def test_what_is_on_its_way_is_waited_for(sound_case: Case) -> None:
    event = sound_case.events_of("checkout.session.completed")[0]
    handover = Handover(event.id, event.type, event.created, None, ended=False)
    case = replace(sound_case, handovers=(handover,))
    found = {it.link: it for it in findings(case)}
    assert first_broken(found.values()) is None
    assert found[Link.ANSWER].state is State.WAITING
    assert (
        Diagnosis.of(case).verdict == f"waiting at: answered 2xx (checkout.session.completed {event.id} is on its way)"
    )


def test_a_stack_started_later_has_no_journal_of_it(sound_case: Case) -> None:
    case = replace(sound_case, handovers=())
    found = {it.link: it for it in findings(case)}
    assert first_broken(found.values()) is None
    assert found[Link.DELIVERY].state is State.UNSEEN
