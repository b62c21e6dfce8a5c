"""The live profile looks and does not touch, unless it is told to. tests/guards/ tries to get around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import stripe

from pennydrop.errors import SpendingRefused
from pennydrop.gateway import Gateway
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.spending import SpendingLedger
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings

from .stub import StubStripe

WRITES: dict[str, Callable[[Gateway], object]] = {
    "refund": lambda gateway: gateway.refund("pi_1", Money(50)),
    "expire": lambda gateway: gateway.expire("cs_1"),
    "open": lambda gateway: gateway.create_foreign_session(Money(50)),
}


@pytest.fixture
def live(stub: StubStripe) -> Settings:
    key = "rk_live_" + "restricted"
    return load_settings(profile="live", stripe_secret_key=key, spending_cap=100, stripe_api_base=stub.url)


@pytest.fixture
def watching(live: Settings) -> Iterator[Gateway]:
    gateway = Gateway(live)
    yield gateway
    gateway.close()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_write_is_refused_before_anything_is_sent(
    watching: Gateway, stub: StubStripe, write: Callable[[Gateway], object]
) -> None:
    with pytest.raises(SpendingRefused, match=r"the live profile does not .* Tag the scenario @live"):
        write(watching)

    assert stub.seen == []


def test_looking_is_allowed(watching: Gateway, stub: StubStripe) -> None:
    assert watching.describe().startswith(f"live mode at {stub.url}, account acct_stub")


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_run_with_the_licence_writes_into_the_account_it_named(
    live: Settings, stub: StubStripe, tmp_path: Path, write: Callable[[Gateway], object]
) -> None:
    guard = LiveGuard(live, SpendingLedger(tmp_path / "spent", live.spending_cap))
    gateway = Gateway(live, guard=guard)

    with guard.licensed("a test", account="acct_stub"), pytest.raises((stripe.StripeError, AttributeError)):
        write(gateway)  # the stub answers everything with an account

    assert stub.seen[0][0] == "/v1/account"
    assert len(stub.seen) > 1
    gateway.close()
