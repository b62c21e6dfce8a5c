"""Money: reading, arithmetic, percentages, currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pennydrop.money import Money


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("£60.00", Money(6000)),
        (" £0.30 ", Money(30)),
        ("-£5.00", Money(-500)),
        ("€1,250.00", Money(125000, "eur")),
        ("$5", Money(500, "usd")),
    ],
)
def test_an_amount_is_read(text: str, money: Money) -> None:
    assert Money.parse(text) == money


@pytest.mark.parametrize("text", ["60.00", "£60.0", "£6,00.00", "£", "£60.005", "60 pounds", ""])
def test_what_is_no_amount_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount; write it like £60\.00") as refused:
        Money.parse(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize("money", [Money(0), Money(5), Money(6000), Money(-123456789), Money(199, "eur")])
def test_what_is_written_can_be_read_again(money: Money) -> None:
    assert Money.parse(str(money)) == money


def test_a_currency_without_a_symbol_is_written_with_its_code() -> None:
    assert str(Money(123456, "sek")) == "1,234.56 SEK"


def test_a_currency_without_cents_has_none() -> None:
    assert str(Money(5000, "jpy")) == "5,000 JPY"
    assert Money.from_major(5000, "jpy") == Money(5000, "jpy")
    assert Money(5000, "jpy").major == Decimal(5000)


def test_major_units_go_back_and_forth() -> None:
    assert Money.from_major(Decimal("60.00")) == Money(6000)
    assert Money.from_major("16.65") == Money(1665)
    assert str(Money(6000).major) == "60.00"


@pytest.mark.parametrize(("amount", "currency"), [("16.665", "gbp"), ("0.5", "jpy")])
def test_a_fraction_of_the_smallest_coin_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(ValueError, match="more decimals than the currency"):
        Money.from_major(amount, currency)


@pytest.mark.parametrize(("minor", "rate", "share"), [(6000, 10, 600), (1665, 10, 166), (1675, 10, 168), (1, 50, 0)])
def test_a_percentage_is_rounded_half_to_even(minor: int, rate: int, share: int) -> None:
    assert Money(minor).percent(rate) == Money(share)


def test_amounts_add_and_subtract() -> None:
    assert Money(6000) + Money(30) == Money(6030)
    assert Money(6000) - Money(6030) == Money(-30)


def test_different_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match=r"£1\.00 and €1\.00 are in different currencies"):
        Money(100) + Money(100, "eur")
    with pytest.raises(ValueError, match="different currencies"):
        Money(100) - Money(100, "eur")
