"""One thing that is wrong is one failure of the whole examination, however many checks it keeps from looking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pennydrop.golive.catalogue import CHECKS
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import State
from pennydrop.golive.rehearsal.faults import FAULTS
from pennydrop.golive.rehearsal.front import HOST
from pennydrop.golive.rehearsal.world import WEBHOOK_PATH, World
from pennydrop.golive.runner import examine
from pennydrop.stack.ports import free_port

# By the fault: some of those that it keeps from looking.
KEPT = {
    "wrong-webhook-secret": {"webhook-stale", "webhook-answer-time", "webhook-rotation", "log-events", "log-clock"},
    "redirected-webhook": {"webhook-secret", "webhook-unsigned", "webhook-stale", "webhook-get", "log-events"},
    "expired-certificate": {"hsts", "purchase-pages", "session-cookie", "mail-links", "webhook-secret", "log-refusals"},
    "wrong-host": {"debug-pages", "terms-page", "page-secrets", "webhook-get", "webhook-rotation"},
    "incomplete-chain": {"csp", "support-page", "webhook-unsigned", "log-print", "mail-links"},
    "trailing-slash": {"webhook-events", "webhook-events-surplus", "webhook-api-version"},
    "test-key": {"keys-restricted", "keys-one-account", "keys-account"},
    "test-publishable-key": {"keys-restricted", "keys-one-account", "keys-account"},
}
# What fails beside, by itself: with a test key in the .env two checks see it.
BESIDE = {"test-key": {"keys-no-test-key"}, "test-publishable-key": {"keys-no-test-key"}}


@pytest.mark.parametrize("id", KEPT)
def test_what_it_keeps_from_looking_waits_on_it(
    world: World, plant: Callable[[str], Callable[[], None]], id: str
) -> None:
    plant(id)
    failed, waiting = failed_and_waiting(world)
    assert failed == {FAULTS[id].turns} | BESIDE.get(id, set())
    assert KEPT[id] <= set(waiting)
    assert set(waiting.values()) == {FAULTS[id].turns}


def test_a_key_that_stripe_refuses_is_one_failure(world: World) -> None:
    world.config["stripe_secret_key"] = "sk_live_51" + "x" * 40
    failed, waiting = failed_and_waiting(world)
    assert failed == {"account-charges"}
    assert set(waiting.values()) == failed
    assert {"account-payouts", "keys-account", "webhook-url", "webhook-undelivered"} <= set(waiting)


def test_a_site_that_does_not_answer_fails_where_it_is_met_first(world: World) -> None:
    nobody = f"https://{HOST}:{free_port()}"
    world.config["site_url"], world.config["golive"]["webhook_url"] = nobody, nobody + WEBHOOK_PATH
    failed, waiting = failed_and_waiting(world)
    assert {waiting[id] for id in ("hsts", "stripe-js", "terms-page", "webhook-get", "log-events")} == {"page-secrets"}
    assert waiting["tls-expiry"] == "tls-chain"
    elsewhere = {"webhook-url", "https-redirect", "mail-links"}  # Stripe, port 80 and the .env lead to where it was
    assert failed == {"page-secrets", "tls-chain"} | elsewhere


def failed_and_waiting(world: World) -> tuple[set[str], dict[str, str]]:
    """The checks that fail, and by those that wait what has to be mended first."""
    report = examine(Examination(world.settings, writing=True), CHECKS, known=[check.id for check in CHECKS])
    failed = {found.check.id for found in report.findings if found.state is State.FAILED}
    waiting = [found for found in report.findings if found.state is State.WAITING]
    return failed, {found.check.id: cause.check.id for found in waiting if (cause := report.cause_of(found))}
