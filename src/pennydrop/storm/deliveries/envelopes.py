"""Messages that are not what they seem: forged, foreign, signed twice, or written in another version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pennydrop.gateway import forgery
from pennydrop.gateway.forgery import WebhookRequest
from pennydrop.money import Money
from pennydrop.storm.deliveries.held import Burst, HeldDeliveries, require, signature, told
from pennydrop.storm.disturbance import Disturbance, Scene

TOO_OLD = forgery.TOLERANCE + 1
ANOTHER_VERSION = "2020-08-27"
ELSEWHERE = Money(4200, "gbp")


class ForgedFirst(HeldDeliveries):
    """Whoever knows the address can write to it; only what is signed with the secret, lately, may be believed."""

    name = "forged-first"
    story = "Before each true message come forged ones that say the same, and have to be refused."

    def deliver(self, scene: Scene, burst: Burst) -> None:
        secret = scene.settings.webhook_secret.get_secret_value()
        for held in burst:
            event = json.loads(scene.relay.payload(held))
            for flaw, request in _forged(event, secret):
                answer = scene.relay.post(request.body, request.headers, authentic=False)
                require(answer, 4, f"{flaw}, so the site has to refuse it with 4xx")
                scene.tell(f"forged, {flaw}: {told(answer)}")
            scene.tell(f"delivered {told(scene.relay.deliver(held))}")


class TwoSignatures(HeldDeliveries):
    """For up to a day after a secret was rolled each message has a signature of both."""

    name = "two-signatures"
    story = "The webhook's secret is being changed: each message has two signatures, the other secret's first."

    def deliver(self, scene: Scene, burst: Burst) -> None:
        for held in burst:
            body = scene.relay.payload(held)
            moment, valid = signature(scene, body).split(",", 1)
            other = "0" * 64
            delivered = scene.relay.deliver(held, signature=f"{moment},v1={other},{valid}")
            scene.tell(f"delivered with two signatures {told(delivered)}")


class OtherApiVersion(HeldDeliveries):
    """The version of an event is that of the endpoint or account when it was made, not that of the site's code."""

    name = "other-api-version"
    story = f"The events are written in another version of Stripe's API, {ANOTHER_VERSION}."

    def deliver(self, scene: Scene, burst: Burst) -> None:
        for held in burst:
            event = json.loads(scene.relay.payload(held)) | {"api_version": ANOTHER_VERSION}
            body = json.dumps(event, indent=2, ensure_ascii=False)
            delivered = scene.relay.deliver(held, signature=signature(scene, body), body=body)
            scene.tell(f"delivered as of {ANOTHER_VERSION} {told(delivered)}")


class Foreign(HeldDeliveries):
    """One Stripe account may serve several shops, and one customer may buy in all of them."""

    name = "foreign"
    story = "Between the messages come those of another shop on the same Stripe account, about the same customer."

    def deliver(self, scene: Scene, burst: Burst) -> None:
        secret = scene.settings.webhook_secret.get_secret_value()
        for held in burst:
            for event in _foreign(scene.purchase.buyer.email):
                request = forgery.signed(event, secret)
                answer = scene.relay.post(request.body, request.headers)
                require(answer, 2, "another shop's, so the site has to accept it with 2xx and do nothing")
                scene.tell(f"another shop's {told(answer)}")
            scene.tell(f"delivered {told(scene.relay.deliver(held))}")


def _forged(event: dict[str, Any], secret: str) -> Iterator[tuple[str, WebhookRequest]]:
    altered = event | {"created": event["created"] + 1}
    yield "not signed", forgery.unsigned(event)
    yield "signed with another secret", forgery.wrongly_signed(event)
    yield "altered after it was signed", forgery.tampered(event, altered, secret)
    yield f"signed {TOO_OLD} seconds ago", forgery.stale(event, secret, TOO_OLD)
    yield "signed with garbage", forgery.garbled(event)


def _foreign(email: str) -> Iterator[dict[str, Any]]:
    """A payment elsewhere, and two Checkouts of it: one says nothing about its shop, one names another."""
    nothing = forgery.checkout_completed({}, ELSEWHERE, email=email)
    intent = {
        "id": nothing["data"]["object"]["payment_intent"],
        "object": "payment_intent",
        "amount": ELSEWHERE.minor,
        "amount_received": ELSEWHERE.minor,
        "currency": ELSEWHERE.currency,
        "metadata": {},
        "status": "succeeded",
    }
    yield forgery.event("payment_intent.succeeded", intent)
    yield nothing
    yield forgery.checkout_completed({"domain": "another_shop", "order_id": "1"}, ELSEWHERE, email=email)


DISTURBANCES: tuple[type[Disturbance], ...] = (ForgedFirst, TwoSignatures, OtherApiVersion, Foreign)
