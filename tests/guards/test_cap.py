"""All that a run spends stays below the cap, however it is divided."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from pennydrop.errors import SettingsError, SpendingRefused
from pennydrop.gateway import Gateway
from pennydrop.gateway.guard import LiveGuard
from pennydrop.gateway.spending import SpendingLedger
from pennydrop.money import Money
from pennydrop.settings import Settings, load_settings

from .conftest import CAP, Payments


@pytest.fixture(autouse=True)
def licence(guard: LiveGuard, account: str) -> Iterator[None]:
    with guard.licensed("a scenario", account):
        yield


def test_one_sum_above_it_is_refused(gateway: Gateway, payments: Payments) -> None:
    intent = payments.paid(CAP + 1)

    with pytest.raises(SpendingRefused, match=r"£1\.01 for .* would pass the cap of £1\.00\. Nothing was sent"):
        gateway.refund(intent)

    assert payments.returned(intent) == Money(0)


def test_a_refund_of_all_that_is_left_is_measured_before_it_is_made(gateway: Gateway, payments: Payments) -> None:
    intent = payments.paid(5000)

    with pytest.raises(SpendingRefused, match=r"£50\.00 for .*"):
        gateway.refund(intent, None)

    assert payments.returned(intent) == Money(0)


def test_many_small_sums_do_not_add_up_to_more(gateway: Gateway, payments: Payments, spending: SpendingLedger) -> None:
    intent = payments.paid(5000)
    for _ in range(3):
        gateway.refund(intent, Money(30))

    with pytest.raises(SpendingRefused, match=r"£0\.90 are spent already"):
        gateway.refund(intent, Money(30))

    assert payments.returned(intent) == Money(90)
    assert sum(amount.minor for amount in spending.spent()) == 90


def test_another_gateway_and_another_guard_of_the_run_share_the_cap(
    gateway: Gateway, live: Settings, spending: SpendingLedger, payments: Payments, account: str
) -> None:
    intent = payments.paid(5000)
    gateway.refund(intent, Money(60))
    guard = LiveGuard(live, SpendingLedger(spending.path, CAP))
    other = Gateway(live, guard=guard)

    with guard.licensed("another worker", account), pytest.raises(SpendingRefused, match="would pass the cap"):
        other.refund(intent, Money(60))

    other.close()
    assert payments.returned(intent) == Money(60)


@pytest.mark.parametrize("amount", [Money(0), Money(-5000)])
def test_nothing_can_be_won_back_by_a_sum_that_is_none(
    gateway: Gateway, payments: Payments, amount: Money, spending: SpendingLedger
) -> None:
    intent = payments.paid(5000)

    with pytest.raises(SpendingRefused, match="is no sum that can be spent"):
        gateway.refund(intent, amount)

    assert spending.spent() == ()


def test_a_second_currency_has_no_second_cap(gateway: Gateway, payments: Payments, spending: SpendingLedger) -> None:
    gateway.refund(payments.paid(90), Money(90))

    with pytest.raises(SpendingRefused, match="one cap cannot count two currencies"):
        gateway.create_foreign_session(Money(90, "eur"))

    assert spending.spent() == (Money(90),)


def test_opening_a_checkout_counts(gateway: Gateway) -> None:
    with pytest.raises(SpendingRefused, match="open a Checkout Session would pass the cap"):
        gateway.create_foreign_session(Money(5000))


def test_what_is_being_sent_by_several_processes_at_once_is_counted_one_after_the_other(
    spending: SpendingLedger,
) -> None:
    program = (
        "import sys; from pathlib import Path; from pennydrop.gateway.spending import SpendingLedger;"
        "from pennydrop.money import Money; from pennydrop.errors import SpendingRefused\n"
        "ledger = SpendingLedger(Path(sys.argv[1]), 100)\n"
        "for _ in range(40):\n"
        "    try: ledger.spend(Money(3), 'a test')\n"
        "    except SpendingRefused: pass\n"
    )
    command = [sys.executable, "-c", program, str(spending.path)]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]

    assert sum(amount.minor for amount in spending.spent()) == 99


def test_a_live_profile_without_a_cap_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match="PENNYDROP_SPENDING_CAP"):
        load_settings(profile="live", stripe_secret_key="sk_live_" + "abcdefgh")
    with pytest.raises(ValidationError, match="PENNYDROP_SPENDING_CAP"):
        Settings.model_validate({"profile": "live", "stripe_secret_key": "sk_live_" + "abcdefgh"})


def test_a_guard_without_a_ledger_lets_nothing_be_spent(live: Settings, payments: Payments, account: str) -> None:
    guard = LiveGuard(live)
    gateway = Gateway(live, guard=guard)
    intent = payments.paid(50)

    with guard.licensed("a scenario", account), pytest.raises(SpendingRefused, match="without a spending ledger"):
        gateway.refund(intent)

    gateway.close()
    assert payments.returned(intent) == Money(0)
