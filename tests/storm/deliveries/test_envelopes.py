"""Forged, foreign, signed twice, of another version: what reaches the site, and what it may not answer."""

from __future__ import annotations

import json
import time

import pytest
import stripe

from pennydrop.storm.deliveries.envelopes import ANOTHER_VERSION, Foreign, ForgedFirst, OtherApiVersion, TwoSignatures
from tests.relay.site import Received
from tests.storm.deliveries.conftest import COMPLETED, EMAIL, SECRET, Stage


def is_believable(received: Received) -> bool:
    """What a site has to find out; Stripe's own signature is not checked here."""
    header = received.headers.get("stripe-signature", "")
    try:
        return header == "t=1,v1=of-stripe" or stripe.WebhookSignature.verify_header(
            received.body.decode(), header, SECRET, 300
        )
    except stripe.SignatureVerificationError:
        return False


def test_five_forgeries_come_before_the_true_message(stage: Stage) -> None:
    stage.site.answer = lambda received: (200, b"") if is_believable(received) else (400, b"")
    stage.go_through(ForgedFirst(), COMPLETED)

    assert [delivery.authentic for delivery in stage.deliveries()] == [True, *[False] * 5]
    assert [is_believable(received) for received in stage.site.received] == [False] * 5 + [True]
    stale = stage.site.received[3].headers["stripe-signature"]
    assert 301 <= time.time() - int(stale.split(",")[0].removeprefix("t=")) < 360


def test_a_site_that_believes_a_forgery_fails_the_scenario(stage: Stage) -> None:
    stage.site.answer = lambda received: (200, b"")
    with pytest.raises(AssertionError, match=r"not signed, so the site has to refuse it with 4xx; it answered 200"):
        stage.go_through(ForgedFirst(), COMPLETED)


def test_the_valid_one_of_two_signatures_is_the_second(stage: Stage) -> None:
    stage.go_through(TwoSignatures(), COMPLETED)

    [received] = stage.site.received
    _moment, first, second = received.headers["stripe-signature"].split(",")
    assert is_believable(received)
    assert first.startswith("v1=")
    assert first != second


def test_another_version_is_signed_as_it_is_written(stage: Stage) -> None:
    stage.go_through(OtherApiVersion(), COMPLETED)

    [received] = stage.site.received
    assert is_believable(received)
    assert json.loads(received.body)["api_version"] == ANOTHER_VERSION


def test_another_shop_s_messages_are_about_the_same_customer(stage: Stage) -> None:
    stage.go_through(Foreign(), COMPLETED)

    *foreign, own = stage.site.received
    assert own.type == COMPLETED
    assert [received.type for received in foreign] == ["payment_intent.succeeded", COMPLETED, COMPLETED]
    assert all(EMAIL.encode() in received.body for received in foreign[1:])


def test_a_site_that_stumbles_over_another_shop_fails_the_scenario(stage: Stage) -> None:
    stage.site.answer = lambda received: (500, b"")
    with pytest.raises(AssertionError, match=r"another shop's, so the site has to accept it with 2xx .* answered 500"):
        stage.go_through(Foreign(), COMPLETED)
