"""A running emulator, an account of one's own in it, and a buyer."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest
import requests

from pennydrop.eventually import Patience, eventually
from pennydrop.gateway import Gateway, Payment
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings

from .stub import StubStripe, stub_stripe


class Buyer:
    """Somebody at Stripe Checkout, without the browser."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def pays(self, payment: Payment, card: str = "4242424242424242") -> requests.Response:
        """Press Pay once with this card."""
        return requests.post(
            f"{self._settings.stripe_api}/v1/payment_pages/{payment.session_id}/confirm",
            data={
                "key": self._settings.stripe_publishable_key,
                "expected_amount": payment.amount.minor,
                "payment_method_data[type]": "card",
                "payment_method_data[card][number]": card,
                "payment_method_data[card][exp_month]": 12,
                "payment_method_data[card][exp_year]": 2034,
                "payment_method_data[card][cvc]": "123",
                "payment_method_data[billing_details][email]": payment.customer_email or "buyer@example.com",
            },
            timeout=10,
        )


@pytest.fixture(scope="session")
def emulator() -> Iterator[str]:
    """The address of an emulator that lives as long as this worker."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("EMULATOR_")}
    command = [sys.executable, "-m", "pennydrop.emulator", "--port", "0"]
    with subprocess.Popen(command, env=quiet, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        eventually("the emulator answers", lambda: _answers(url), patience=Patience(deadline=20))
        yield url
        process.terminate()


@pytest.fixture
def settings(emulator: str) -> Settings:
    """Settings with a fresh account: another key is another account."""
    name = uuid.uuid4().hex
    return load_settings(
        stripe_api_base=emulator, stripe_secret_key=f"sk_test_{name}", stripe_publishable_key=f"pk_test_{name}"
    )


@pytest.fixture
def gateway(settings: Settings) -> Iterator[Gateway]:
    gateway = Gateway(settings)
    yield gateway
    gateway.close()


@pytest.fixture
def buyer(settings: Settings) -> Buyer:
    return Buyer(settings)


@pytest.fixture
def opened(gateway: Gateway) -> Payment:
    """An open Checkout Session over £60.00."""
    return gateway.create_foreign_session(
        Money(6000), email="ada@example.com", metadata={"domain": "lessons"}, name="Private Teaching"
    )


@pytest.fixture
def paid(gateway: Gateway, buyer: Buyer, opened: Payment) -> Payment:
    """The same, paid."""
    buyer.pays(opened).raise_for_status()
    return gateway.payment(opened.session_id)


@pytest.fixture
def stub() -> Iterator[StubStripe]:
    with stub_stripe() as stub:
        yield stub


@pytest.fixture
def stubbed(stub: StubStripe) -> Iterator[Gateway]:
    """A gateway that talks to the stub."""
    gateway = Gateway(load_settings(stripe_api_base=stub.url))
    yield gateway
    gateway.close()


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/__emulator__/ready", timeout=5).ok
    except requests.ConnectionError:
        return False
