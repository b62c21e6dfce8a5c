"""A scenario without browser and Stripe: what the disturbances do to deliveries is seen by a real relay's site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pennydrop.relay.client import Relay
from pennydrop.relay.delivery import Delivery, State
from pennydrop.storm.disturbance import Disturbance, Scene
from pennydrop.vocabulary.purchase import Visit
from tests.relay.conftest import Stripe, host, relay, relay_url, site, stripe
from tests.relay.events import event
from tests.relay.site import FakeSite

__all__ = ["host", "relay", "relay_url", "site", "stripe"]

SECRET = "whsec_" + "ofthestage"
TAG = "Tovabukire"
EMAIL = f"sam.{TAG.lower()}@example.com"
FAILED, PAID, COMPLETED = "payment_intent.payment_failed", "payment_intent.succeeded", "checkout.session.completed"


@dataclass
class StageScene(Scene):
    """A scene whose parts are given, not looked up."""

    parts: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(cast(pytest.FixtureRequest, None))

    def _part(self, fixture: str) -> Any:
        return self.parts[fixture]


class Stage:
    """Sam pays; Stripe's messages come in; the disturbance is told the moments."""

    def __init__(self, relay: Relay, stripe: Stripe, site: FakeSite) -> None:
        self.relay, self.site, self._stripe = relay, site, stripe
        self.scene = StageScene()
        self.scene.parts = {
            "relay": relay,
            "cast": SimpleNamespace(tag=TAG),
            "settings": SimpleNamespace(webhook_secret=SimpleNamespace(get_secret_value=lambda: SECRET)),
            "purchase": self,
        }
        self.buyer = SimpleNamespace(email=EMAIL)

    def deliveries(self) -> list[Delivery]:
        """As the purchase of a scenario: those of its payments."""
        return self.relay.deliveries("pi_1", "cs_1")

    def wait_for_arrivals(self) -> None:
        """Nothing to wait for: messages come when the test sends them."""

    def send(self, *types: str) -> None:
        """Stripe sends these messages about Sam's payment, in this order."""
        for type in types:
            self._stripe.send(_message(type), {"Stripe-Signature": "t=1,v1=of-stripe"})

    def go_through(self, disturbance: Disturbance, *types: str) -> None:
        """From Checkout to the last Then, with these messages."""
        visit = cast(Visit, SimpleNamespace(session_id="cs_1"))
        disturbance.begin(self.scene)
        self.send(*types)
        disturbance.returning(self.scene, visit)
        disturbance.returned(self.scene, visit)
        self.look(disturbance)

    def look(self, disturbance: Disturbance) -> None:
        """A Then asks."""
        disturbance.answering(self.scene)
        disturbance.answered(self.scene)

    @property
    def held(self) -> list[str | None]:
        return [delivery.type for delivery in self.deliveries() if delivery.state is State.HELD]


def _message(type: str) -> bytes:
    kind = type.rpartition(".")[0]
    thing = {"object": kind, "id": "pi_1"}
    if kind == "checkout.session":
        thing = {"object": kind, "id": "cs_1", "payment_intent": "pi_1", "customer_email": EMAIL}
    elif type == FAILED:
        thing["last_payment_error"] = json.dumps({"email": EMAIL})
    elif kind == "charge":
        thing = {"object": kind, "id": "ch_1", "payment_intent": "pi_1"}
    return event(type, thing, f"evt_{type}")


@pytest.fixture
def stage(relay: Relay, stripe: Stripe, site: FakeSite) -> Iterator[Stage]:
    stage = Stage(relay, stripe, site)
    with stage.scene.until_the_end:
        yield stage
