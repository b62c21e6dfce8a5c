"""Card testing and days on which too much fails are told; ordinary days and good ones are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.reconcile.conftest import SIZE, Site
from tests.reconcile.world import Fault, Sale, Shop

# A day that is quiet otherwise, as numbers of its sales.
MIDDLE = SIZE // 2


def many_cards(sale: Sale) -> None:
    sale.pay.tries = [f"stolen {sale.number} {number}" for number in range(60)]
    sale.pay.try_amount = 100


def one_card_many_times(sale: Sale) -> None:
    sale.pay.tries = [f"the same {sale.number}"] * 60
    sale.pay.try_amount = 100


def dear(sale: Sale) -> None:
    many_cards(sale)
    sale.pay.try_amount = 90_000


def a_few(sale: Sale) -> None:
    sale.pay.tries = [f"card {sale.number} {number}" for number in range(15)]


def test_many_small_failures_with_many_cards_are_card_testing(site: Callable[..., Site]) -> None:
    found, findings = site({MIDDLE: many_cards}).reconcile()
    assert [each.kind.id for each in findings] == ["card-testing"], [each.stripe for each in findings]
    [finding] = findings
    assert (finding.kind.id, finding.next) == ("card-testing", "")
    assert "60 of 6" in finding.stripe
    assert "60 cards" in finding.stripe
    assert finding.at
    unusual = [day for day in found.days if day.unusual]
    assert {day.day for day in unusual} == {f"{finding.at:%Y-%m-%d}"}
    assert sum(day.failed for day in unusual) >= 60


@pytest.mark.parametrize("fault", [dear, a_few], ids=["dear", "few"])
def test_failures_that_are_few_or_dear_are_not(fault: Fault, site: Callable[..., Site]) -> None:
    _, findings = site({MIDDLE: fault}).reconcile()
    assert [each.kind.id for each in findings if each.kind.id == "card-testing"] == []


def test_one_customer_who_tries_again_and_again_is_a_spike_and_no_card_testing(site: Callable[..., Site]) -> None:
    _, findings = site({MIDDLE: one_card_many_times}).reconcile()
    assert [each.kind.id for each in findings] == ["failure-spike"]


def test_a_day_of_a_broken_bank_is_a_spike(site: Callable[..., Site]) -> None:
    """Every customer of the day tries three times with the same card."""

    def thrice(sale: Sale) -> None:
        sale.pay.tries = [f"card {sale.number}"] * 3

    shop = Shop(SIZE)
    days = [shop.moment(number) // 86_400 for number in range(SIZE)]
    numbers = [number for number, day in enumerate(days) if day == days[MIDDLE]]
    _, findings = site(dict.fromkeys(numbers, thrice)).reconcile()
    assert [(each.kind.id, each.id) for each in findings] == [
        ("failure-spike", f"{datetime.fromtimestamp(shop.moment(MIDDLE), UTC):%Y-%m-%d}")
    ]


def test_many_declines_on_all_days_are_usual(site: Callable[..., Site]) -> None:
    """A shop whose customers fail half of the time has no unusual day."""

    def declined(sale: Sale) -> None:
        sale.pay.tries = [f"card {sale.number} {number}" for number in range(4)]

    found, findings = site(dict.fromkeys(range(SIZE), declined)).reconcile()
    assert findings == []
    assert not any(day.unusual for day in found.days)


def test_the_figures_of_a_day_are_those_of_its_sales(site: Callable[..., Site]) -> None:
    found, _ = site().reconcile()
    shop = Shop(SIZE)
    day = next(each for each in found.days if (each.day, each.currency) == ("2026-11-19", "gbp"))
    sales = [shop.sale(number) for number in range(SIZE)]
    of_day = [pay for sale in sales for pay in sale.pays if pay.at // 86_400 == 1_795_046_400 // 86_400]
    paid = [pay for pay in of_day if pay.paid and pay.order and pay.currency == "gbp"]
    assert (day.paid, day.paid_amount) == (len(paid), sum(pay.amount for pay in paid))
    assert day.failed == sum(len(pay.tries) for pay in of_day if pay.currency == "gbp")
    assert day.fees == 95 * len(paid)
    assert day.others == sum(pay.order is None for pay in of_day)
