"""Stripe's test cards: the one table of card numbers and what happens with them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pennydrop.emulator.domain.declines import DECLINES, Decline
from pennydrop.emulator.wire.errors import not_emulated

SHORTEST = 12
TABLE = Path(__file__).parent / "test_cards.csv"


@dataclass(frozen=True)
class TestCard:
    """A row of ``test_cards.csv``.

    ``decline`` is a key of ``DECLINES`` or empty; ``three_d_secure`` is ``always``, ``on_session``, ``unless_set_up``,
    ``optional``, ``lookup_fails``, ``fails_if_requested`` or ``unsupported``; ``effects`` are further consequences
    (``risk_elevated``, ``cvc_check=fail``, ``refund_fails``, ...).
    """

    __test__ = False  # not a pytest class

    number: str
    brand: str
    country: str
    funding: str
    payment_methods: tuple[str, ...]
    tokens: tuple[str, ...]
    decline: str
    three_d_secure: str
    effects: tuple[str, ...]

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def risk(self) -> tuple[str, int]:
        """Radar's level and score."""
        levels = {"blocked": ("highest", 95), "risk_highest": ("highest", 90), "risk_elevated": ("elevated", 70)}
        return next((levels[effect] for effect in self.effects if effect in levels), ("normal", 20))

    def check(self, name: str) -> str | None:
        """The result of a check that this card is made to fail (``cvc_check``), else None."""
        results = dict(effect.split("=") for effect in self.effects if "=" in effect)
        return results.get(name)


@cache
def test_cards() -> dict[str, TestCard]:
    """Every card by its number."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["number"]: _card(row) for row in csv.DictReader(file)}


def _card(row: dict[str, str]) -> TestCard:
    lists = {
        "payment_methods": tuple(filter(None, row.pop("payment_methods").split("|"))),
        "tokens": tuple(filter(None, row.pop("tokens").split("|"))),
        "effects": tuple(row.pop("effects").split()),
    }
    return TestCard(**row, **lists)  # type: ignore[arg-type]


@cache
def _by_alias() -> dict[str, TestCard]:
    return {alias: card for card in test_cards().values() for alias in (*card.payment_methods, *card.tokens)}


def card_by_alias(alias: str) -> TestCard | None:
    """The card behind ``pm_card_visa`` or ``tok_visa``."""
    if alias in ("pm_card_us", "tok_us"):
        alias = alias.replace("us", "visa")
    return _by_alias().get(alias)


def card_by_number(number: str) -> TestCard | Decline:
    """The card, or why there is none: wrong check digit, or not a test card."""
    digits = number.replace(" ", "").replace("-", "")
    if not digits.isdigit() or len(digits) < SHORTEST or not _check_digit_fits(digits):
        return DECLINES["incorrect_number"]
    return test_cards().get(digits) or DECLINES["not_a_test_card"]


def refuse_unemulated(card: TestCard) -> None:
    """Disputes are not emulated: a card made to be disputed must not look like an ordinary one."""
    if "dispute" in card.effects:
        raise not_emulated(f"disputes and fraud warnings (card ending in {card.last4})", "payment_method")


def _check_digit_fits(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
