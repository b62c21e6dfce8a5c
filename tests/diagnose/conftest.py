"""A stack of the reference site, sound or with a fault seeded, and customers who buy on it without a browser."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pennydrop.diagnose.doctor import Diagnosis, diagnose
from pennydrop.diagnose.gather import Witnesses
from pennydrop.gateway import Payment
from pennydrop.settings import PREFIX, Settings, load_settings
from pennydrop.stack import Stack

from .shop import Shop

PORTS = ("site_port", "emulator_port", "relay_port", "mailbox_port", "smtp_port")
StackOf = Callable[..., "Shop"]


@pytest.fixture(scope="session")
def state_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all stacks of this worker: the migrated database is made once."""
    return tmp_path_factory.mktemp("diagnose")


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No PENNYDROP_ variable of whoever runs the tests."""
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)


@contextmanager
def running(state_dir: Path, **own: Any) -> Iterator[Shop]:
    """A stack with its own ports, whose events reach the site by a registered endpoint."""
    ports = {name: _free_port() for name in PORTS}
    defaults = {
        "state_dir": state_dir,
        "forwarding": "endpoint",
        "mailbox": "catcher",
        "deadline": 30.0,
        "stripe_secret_key": "sk_test_" + "ofdiagnose",  # the live profile wants another one than the default
        "stripe_publishable_key": "pk_test_" + "ofdiagnose",
    }
    settings = load_settings(**defaults | ports | own)
    stack = Stack.start(settings)
    shop = Shop(settings)
    try:
        yield shop
    finally:
        shop.close()
        stack.stop()


@pytest.fixture(scope="module")
def sound(state_dir: Path) -> Iterator[Shop]:
    """The reference site as it should be, one for all tests of a module."""
    with running(state_dir / "sound") as shop:
        yield shop


def diagnosed(shop: Shop, payment: Payment, settings: Settings | None = None) -> Diagnosis:
    """The diagnosis of a payment on this stack."""
    with Witnesses(settings or shop.settings) as witnesses:
        return diagnose(witnesses.stripe.payment(payment.session_id), witnesses)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
