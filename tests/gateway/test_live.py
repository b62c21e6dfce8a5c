"""The live profile looks and does not touch, unless it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import stripe

from pennydrop.errors import SpendingRefused
from pennydrop.gateway import Gateway
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings

from .stub import StubStripe

WRITES: dict[str, Callable[[Gateway], object]] = {
    "refund": lambda gateway: gateway.refund("pi_1"),
    "expire": lambda gateway: gateway.expire("cs_1"),
    "open": lambda gateway: gateway.create_foreign_session(Money(500)),
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
def test_a_run_that_may_spend_writes(live: Settings, stub: StubStripe, write: Callable[[Gateway], object]) -> None:
    stub.refuse(400, "No such object")
    gateway = Gateway(live, allow_spending=True)

    with pytest.raises(stripe.InvalidRequestError, match="No such object"):
        write(gateway)

    assert len(stub.seen) == 1
    gateway.close()
