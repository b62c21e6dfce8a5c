"""What is taken for a card number, and what is not: a guard that cries wolf is switched off."""

from __future__ import annotations

import pytest

from pennydrop.card_numbers import card_numbers, check_digit_fits
from pennydrop.card_numbers import test_card_numbers as published

from .conftest import real_card

REAL = real_card()


def spread(by: str) -> str:
    return by.join(REAL[at : at + 4] for at in range(0, 16, 4))


@pytest.mark.parametrize(
    "text",
    [
        REAL,
        spread(" "),
        spread("-"),
        f"card: {REAL}.",
        REAL.translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}),
        spread("\N{NO-BREAK SPACE}"),
        "34" + "0000000000009",
        "5102" + "034567890129",
    ],
    ids=["plain", "blanks", "dashes", "in a sentence", "full width", "no-break blanks", "amex", "mastercard"],
)
def test_a_number_in_any_spelling_is_found(text: str) -> None:
    assert len([*card_numbers(text)]) == 1


@pytest.mark.parametrize(
    "text",
    [
        REAL[:-1] + "8",
        "4000",
        "447700900123",
        "+44 7700 900123",
        "2026-11-23 2026-11-24",
        "pi_40001234" + "56789017",
        "1" + REAL,
        "1234567890123452",
        "20261123120000",
        "4.0001234" + "56789017",
        "550e8400-e29b-41d4-a716-446655440000",
    ],
    ids=[
        "mistyped",
        "short",
        "telephone",
        "spread telephone",
        "days",
        "an id",
        "too long",
        "no issuer",
        "moment",
        "fraction",
        "uuid",
    ],
)
def test_what_is_no_card_number_is_left_alone(text: str) -> None:
    assert [*card_numbers(text)] == []


def test_the_published_table_is_known() -> None:
    assert "4242424242424242" in published()
    assert all(check_digit_fits(number) for number in published())
    assert REAL not in published()
