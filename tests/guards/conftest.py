"""An emulator in live mode, an account of one's own in it, and a suite run by a pytest of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import stripe

from pennydrop.eventually import Patience, eventually
from pennydrop.gateway import Gateway
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.spending import SpendingLedger
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings
from tests.plugin.conftest import Suite
from tests.plugin.conftest import suite as suite

CAP = 100


@pytest.fixture(scope="session")
def live_emulator() -> Iterator[str]:
    """The address of an emulator that is the Stripe of live accounts."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("EMULATOR_", "PENNYDROP_"))}
    command = [sys.executable, "-m", "pennydrop.emulator", "--port", "0"]
    with subprocess.Popen(command, env=quiet | {"EMULATOR_LIVE": "1"}, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        eventually("the emulator answers", lambda: _answers(url), patience=Patience(deadline=30))
        yield url
        process.terminate()


@pytest.fixture
def key() -> str:
    """Another key is another account."""
    return "sk_live_" + uuid.uuid4().hex


@pytest.fixture
def shop(live_emulator: str, key: str) -> stripe.StripeClient:
    """The site's own way to Stripe, which no guard of ours stands before."""
    return stripe.StripeClient(key, base_addresses={"api": live_emulator}, max_network_retries=0)


@pytest.fixture
def account(shop: stripe.StripeClient) -> str:
    return shop.v1.accounts.retrieve_current().id


@pytest.fixture
def live(live_emulator: str, key: str) -> Settings:
    return load_settings(
        profile="live",
        site_url="https://shop.example",
        stripe_api_base=live_emulator,
        stripe_secret_key=key,
        stripe_publishable_key=key.replace("sk_", "pk_"),
        spending_cap=CAP,
    )


@pytest.fixture
def spending(tmp_path: Path) -> SpendingLedger:
    return SpendingLedger(tmp_path / "run" / "spending.jsonl", CAP)


@pytest.fixture
def guard(live: Settings, spending: SpendingLedger) -> LiveGuard:
    return LiveGuard(live, spending)


@pytest.fixture
def gateway(live: Settings, guard: LiveGuard) -> Iterator[Gateway]:
    gateway = Gateway(live, guard=guard)
    yield gateway
    gateway.close()


@pytest.fixture
def payments(shop: stripe.StripeClient, live_emulator: str, live: Settings) -> Payments:
    return Payments(shop, live_emulator, live.stripe_publishable_key)


class Payments:
    """Customers of the live site, past the browser."""

    def __init__(self, shop: stripe.StripeClient, emulator: str, publishable_key: str) -> None:
        self._shop, self._emulator, self._key = shop, emulator, publishable_key

    def opened(self, minor: int, email: str = "ada@example.com") -> str:
        """A Checkout Session; its id."""
        made = self._shop.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "success_url": "https://shop.example/",
                "customer_email": email,
                "metadata": {"domain": "courses"},
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {"currency": "gbp", "unit_amount": minor, "product_data": {"name": "A lesson"}},
                    }
                ],
            }
        )
        return made.id

    def paid(self, minor: int, email: str = "ada@example.com") -> str:
        """A payment; its PaymentIntent."""
        session = self.opened(minor, email)
        return self.pay(session, minor, email)

    def pay(self, session: str, minor: int, email: str = "ada@example.com") -> str:
        """Pay an open session with a real card; its PaymentIntent."""
        answer = requests.post(
            f"{self._emulator}/v1/payment_pages/{session}/confirm",
            data={
                "key": self._key,
                "expected_amount": minor,
                "payment_method_data[type]": "card",
                "payment_method_data[card][number]": real_card(),
                "payment_method_data[card][exp_month]": 12,
                "payment_method_data[card][exp_year]": 2034,
                "payment_method_data[card][cvc]": "123",
                "payment_method_data[billing_details][email]": email,
            },
            timeout=10,
        )
        answer.raise_for_status()
        intent = self._shop.v1.checkout.sessions.retrieve(session).payment_intent
        return str(intent)

    def returned(self, intent: str) -> Money:
        charge = self._shop.v1.payment_intents.retrieve(intent, {"expand": ["latest_charge"]}).latest_charge
        assert isinstance(charge, stripe.Charge)
        return Money(charge.amount_refunded, charge.currency)


def real_card() -> str:
    """A number that could be on a card, and is on none: made up, with the right check digit."""
    return "40001234" + "56789017"


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/__emulator__/ready", timeout=5).ok
    except requests.ConnectionError:
        return False


__all__ = ["Suite", "suite"]
