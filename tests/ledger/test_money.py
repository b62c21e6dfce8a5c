from __future__ import annotations

import copy
from decimal import Decimal

import pytest

from pennydrop.errors import LedgerMismatch
from pennydrop.ledger import NotAnAmount, Row
from pennydrop.money import Money


def _row(amount: object) -> Row:
    return Row("payments_stripepayment", {"id": 1, "total_amount": amount})


@pytest.mark.parametrize("stored", [Decimal("60.00"), Decimal(60), 60.0, 60])
def test_an_amount_is_money_whatever_its_column(stored: object) -> None:
    assert _row(stored).money("total_amount") == Money(6000)


def test_the_currency_is_the_callers() -> None:
    assert _row(Decimal(500)).money("total_amount", "jpy") == Money(500, "jpy")


@pytest.mark.parametrize("dust", [22.499999999999996, 22.500000000000004])
def test_the_dust_of_float_arithmetic_is_wiped_off(dust: float) -> None:
    assert _row(dust).money("total_amount") == Money(2250)


@pytest.mark.parametrize("stored", [Decimal("16.665"), 16.665])
def test_a_stored_fraction_of_a_penny_is_an_assertion_that_says_so(stored: object) -> None:
    with pytest.raises(NotAnAmount, match=r"payments_stripepayment\.total_amount: 16\.665 gbp .* fraction"):
        _row(stored).money("total_amount")


def test_null_is_no_amount() -> None:
    with pytest.raises(NotAnAmount, match=r"payments_stripepayment\.total_amount is NULL"):
        _row(None).money("total_amount")


def test_a_row_names_its_columns_when_asked_for_another() -> None:
    with pytest.raises(LedgerMismatch, match="has no column 'amount'; did you mean 'total_amount'"):
        _row(1).amount  # noqa: B018
    assert _row(1).get("amount") is None
    assert "amount" not in _row(1)
    assert not hasattr(_row(1), "amount")


def test_a_row_is_frozen() -> None:
    with pytest.raises(TypeError, match="a row is what was read"):
        _row(1).total_amount = 2


def test_a_row_survives_a_copy() -> None:
    assert copy.copy(_row(1)) == _row(1)
