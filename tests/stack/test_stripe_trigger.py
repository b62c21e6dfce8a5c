"""``stripe trigger`` against the running stack: what the official CLI sets off arrives at the relay."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

import pytest

from pennydrop.eventually import eventually
from pennydrop.relay.client import Relay
from pennydrop.settings import Settings
from pennydrop.stack import Stack
from pennydrop.stack.parts.stripe_cli import find_stripe_cli
from tests.stack.conftest import MakeSettings

EVENTS = [
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "checkout.session.completed",
    "checkout.session.expired",
    "charge.refunded",
    "payment_intent.canceled",
    "payment_intent.requires_action",
]


@pytest.fixture
def running(make_settings: MakeSettings) -> Iterator[Settings]:
    settings = make_settings()
    stack = Stack.start(settings)
    yield settings
    stack.stop()


def test_every_trigger_of_a_payment_reaches_the_relay_and_the_site_answers(running: Settings) -> None:
    relay = Relay(running.relay_url)
    for event_type in EVENTS:
        _trigger(running, event_type)

    def unanswered() -> set[str]:
        answered = {delivery.type for delivery in relay.deliveries() if delivery.status == 200}
        return set(EVENTS) - {str(event_type) for event_type in answered}

    eventually("the site has answered an event of each type", unanswered, lambda missing: not missing)


def _trigger(settings: Settings, event_type: str) -> None:
    own = {
        "STRIPE_API_KEY": settings.stripe_secret_key.get_secret_value(),
        "STRIPE_CLI_TELEMETRY_OPTOUT": "1",
        "XDG_CONFIG_HOME": str(settings.state_dir),
    }
    command = [str(find_stripe_cli(settings)), "trigger", event_type, "--api-base", settings.stripe_api]
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"stripe trigger {event_type}: {done.stdout}{done.stderr}"
