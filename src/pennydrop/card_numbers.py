"""Which texts are card numbers, and which of those are Stripe's published test cards."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# The one table of test cards; it is data, so nothing of the emulator is imported for it.
TABLE = Path(__file__).parent / "emulator" / "domain" / "test_cards.csv"
# Digits in any script (`int` and Stripe's page read them all), with the single blanks or dashes people put between.
_CANDIDATE = re.compile(r"(?<![\w.])\d(?:[\s-]?\d){12,18}(?!\w|[\s-]\d|\.\d)")
# Each scheme's range of numbers, and how long they are.
_ISSUED = re.compile(
    r"4\d{15}(\d{3})?|5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11}(\d{2,5})?"
    r"|6(011|4[4-9]\d|5\d\d|2\d\d)\d{12,15}|35\d{14,17}"
)


@cache
def test_card_numbers() -> frozenset[str]:
    """The numbers that Stripe publishes for test mode. No bank has issued them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["number"] for row in csv.DictReader(file))


def card_numbers(text: str) -> Iterator[str]:
    """Every number in ``text`` that could be on a card: an issuer's range and length, a fitting check digit."""
    for found in _CANDIDATE.finditer(text):
        digits = plain_digits(found[0])
        if _ISSUED.fullmatch(digits) and check_digit_fits(digits):
            yield digits


def plain_digits(text: str) -> str:
    """The digits of ``text`` as ASCII, without what stands between them."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def check_digit_fits(digits: str) -> bool:
    """Luhn's formula, which catches a mistyped digit and two that changed places."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
