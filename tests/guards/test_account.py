"""A write goes into the account that was named, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import stripe

from pennydrop.errors import SpendingRefused
from pennydrop.gateway import Gateway
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.spending import SpendingLedger
from pennydrop.golive_settings import GoLiveSettings
from pennydrop.money import Money
from pennydrop.settings import Settings

from .conftest import Payments

NEARLY: dict[str, Callable[[str], str]] = {
    "another": lambda account: "acct_1SomebodyElse",
    "small letters": str.lower,
    "its beginning": lambda account: account[:-1],
    "any": lambda account: "acct_",
}


@pytest.mark.parametrize("named", [None, ""])
def test_without_a_name_nothing_is_written(
    gateway: Gateway, guard: LiveGuard, payments: Payments, named: str | None
) -> None:
    intent = payments.paid(50)

    with guard.licensed("a scenario", named), pytest.raises(SpendingRefused, match="PENNYDROP_GOLIVE__ACCOUNT"):
        gateway.refund(intent)

    assert payments.returned(intent) == Money(0)


@pytest.mark.parametrize("change", [*NEARLY.values()], ids=NEARLY)
def test_into_another_account_nothing_is_written(
    gateway: Gateway, guard: LiveGuard, payments: Payments, account: str, change: Callable[[str], str]
) -> None:
    intent = payments.paid(50)

    with (
        guard.licensed("a scenario", change(account)),
        pytest.raises(SpendingRefused, match=rf"is a key of {account}, and acct_\w* was named"),
    ):
        gateway.refund(intent)

    assert payments.returned(intent) == Money(0)


def test_what_was_proven_for_one_name_does_not_count_for_the_next(
    gateway: Gateway, guard: LiveGuard, payments: Payments, account: str
) -> None:
    first, second = payments.paid(30), payments.paid(30)
    with guard.licensed("a scenario", account):
        gateway.refund(first)

    with guard.licensed("another", "acct_1SomebodyElse"), pytest.raises(SpendingRefused, match="was named"):
        gateway.refund(second)

    assert payments.returned(second) == Money(0)


@pytest.fixture
def named_in_settings(live: Settings, account: str, spending: SpendingLedger) -> Iterator[tuple[Gateway, LiveGuard]]:
    settings = live.model_copy(update={"golive": GoLiveSettings(account=account)})
    guard = LiveGuard(settings, spending)
    gateway = Gateway(settings, guard=guard)
    yield gateway, guard
    gateway.close()


def test_the_name_in_the_settings_does(named_in_settings: tuple[Gateway, LiveGuard], payments: Payments) -> None:
    gateway, guard = named_in_settings
    intent = payments.paid(50)

    with guard.licensed("a scenario"):
        gateway.refund(intent)

    assert payments.returned(intent) == Money(50)


def test_the_shop_of_these_tests_is_not_held_back(shop: stripe.StripeClient) -> None:
    assert shop.v1.accounts.retrieve_current().id.startswith("acct_")
