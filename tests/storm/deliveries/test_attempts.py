"""Attempts that fail, and the next ones."""

from __future__ import annotations

from typing import Any

import pytest
import stripe

from pennydrop.relay.delivery import State
from pennydrop.storm.deliveries.attempts import (
    FailedAttempt,
    Lost,
    LostAnswer,
    RetryAfter500,
    RetryAfterReset,
    RetryAfterTimeout,
    Tampered,
)
from tests.relay.site import Received
from tests.storm.deliveries.conftest import COMPLETED, PAID, SECRET, Stage


@pytest.mark.parametrize("kind", [RetryAfterTimeout, RetryAfterReset, RetryAfter500])
def test_the_site_gets_the_whole_of_the_second_attempt(stage: Stage, kind: type[FailedAttempt]) -> None:
    stage.site.answer = lambda received: (200, b"") if _whole(received) else (400, b"")
    stage.go_through(kind(), PAID, COMPLETED)

    assert [received.type for received in stage.site.received if _whole(received)] == [PAID, COMPLETED]
    lost, lost_too, again, again_too = stage.deliveries()
    assert {lost.state, lost_too.state} == {State.LOST}
    assert [(it.type, it.attempt, it.status) for it in (again, again_too)] == [(PAID, 2, 200), (COMPLETED, 2, 200)]
    assert len(stage.scene.told) == 4


def test_after_a_lost_answer_the_work_is_done_and_asked_for_again(stage: Stage) -> None:
    stage.go_through(LostAnswer(), COMPLETED)

    first, second = stage.site.received
    assert first.body == second.body
    assert (first.headers["stripe-signature"], _is_valid(second)) == ("t=1,v1=of-stripe", True)
    assert stage.scene.told == [
        f"attempt 1: {COMPLETED} evt_{COMPLETED}: the site answered 200, and its answer was lost",
        f"attempt 2: {COMPLETED} evt_{COMPLETED}: 200",
    ]


def test_an_attempt_is_repeated_once_only(stage: Stage) -> None:
    retry = LostAnswer()
    stage.go_through(retry, COMPLETED)
    stage.look(retry)

    assert len(stage.site.received) == 2


def test_what_was_altered_has_to_be_refused_and_comes_again(stage: Stage) -> None:
    stage.site.answer = lambda received: (200, b"") if _is_valid(received) else (400, b"")
    stage.go_through(Tampered(), COMPLETED)

    altered, untouched = stage.deliveries()
    assert (altered.authentic, altered.status) == (False, 400)
    assert (untouched.authentic, untouched.status) == (True, 200)


def test_a_site_that_believes_what_was_altered_fails_the_scenario(stage: Stage) -> None:
    with pytest.raises(AssertionError, match=r"altered on its way, so the site has to refuse it with 4xx; .* 200"):
        stage.go_through(Tampered(), COMPLETED)


def test_what_is_lost_never_arrives(stage: Stage) -> None:
    stage.go_through(Lost(), PAID, COMPLETED)

    assert stage.site.received == []
    assert stage.scene.told == [f"lost {PAID} evt_{PAID}: dropped", f"lost {COMPLETED} evt_{COMPLETED}: dropped"]


def _whole(received: Received) -> bool:
    return received.body.rstrip().endswith(b"}") and received.body.count(b"{") == received.body.count(b"}")


def _is_valid(received: Any) -> bool:
    try:
        stripe.WebhookSignature.verify_header(received.body.decode(), received.headers["stripe-signature"], SECRET)
    except stripe.SignatureVerificationError:
        return False
    return True
