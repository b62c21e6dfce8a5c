"""One thing that is wrong is one failure of the whole examination, however many checks it keeps from looking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pennydrop.golive.catalogue import CHECKS
from pennydrop.golive.examination import Examination
from pennydrop.golive.finding import State
from pennydrop.golive.rehearsal.faults import FAULTS
from pennydrop.golive.rehearsal.world import World
from pennydrop.golive.runner import examine

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
    report = examine(Examination(world.settings, writing=True), CHECKS, known=[check.id for check in CHECKS])
    by_state = {finding.check.id: finding.state for finding in report.findings}
    assert {id for id, state in by_state.items() if state is State.FAILED} == {FAULTS[id].turns} | BESIDE.get(id, set())
    waiting = {found.check.id: report.cause_of(found) for found in report.findings if found.state is State.WAITING}
    assert KEPT[id] <= set(waiting)
    assert {cause.check.id for cause in waiting.values()} == {FAULTS[id].turns}
