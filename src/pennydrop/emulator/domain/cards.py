"""Cards: Stripe's test cards with what happens to them, and in live mode everybody else's, which simply pay."""

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
class Card:
    """A card; a row of ``test_cards.csv`` says what a test card does, one that names nothing pays.

    ``decline`` is a key of ``DECLINES`` or empty; ``three_d_secure`` is ``always``, ``on_session``, ``unless_set_up``,
    ``optional``, ``lookup_fails``, ``fails_if_requested`` or ``unsupported``; ``effects`` are further consequences
    (``risk_elevated``, ``cvc_check=fail``, ``refund_fails``, ...).
    """

    number: str
    brand: str
    country: str
    funding: str
    payment_methods: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    decline: str = ""
    three_d_secure: str = "optional"
    effects: tuple[str, ...] = ()

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
def test_cards() -> dict[str, Card]:
    """Every card by its number."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["number"]: _card(row) for row in csv.DictReader(file)}


def _card(row: dict[str, str]) -> Card:
    lists = {
        "payment_methods": tuple(filter(None, row.pop("payment_methods").split("|"))),
        "tokens": tuple(filter(None, row.pop("tokens").split("|"))),
        "effects": tuple(row.pop("effects").split()),
    }
    return Card(**row, **lists)  # type: ignore[arg-type]


@cache
def _by_alias() -> dict[str, Card]:
    return {alias: card for card in test_cards().values() for alias in (*card.payment_methods, *card.tokens)}


def card_by_alias(alias: str) -> Card | None:
    """The card behind ``pm_card_visa`` or ``tok_visa``."""
    if alias in ("pm_card_us", "tok_us"):
        alias = alias.replace("us", "visa")
    return _by_alias().get(alias)


def card_by_number(number: str, *, live: bool) -> Card | Decline:
    """The card that was typed, or why it is not taken: wrong check digit, or a card of the other mode."""
    digits = number.replace(" ", "").replace("-", "")
    if not digits.isdigit() or len(digits) < SHORTEST or not _check_digit_fits(digits):
        return DECLINES["incorrect_number"]
    if live == (digits in test_cards()):
        return DECLINES["live_mode_test_card" if live else "test_mode_live_card"]
    return taken_card(digits)


def taken_card(digits: str) -> Card:
    """The card behind a number that was taken before."""
    return test_cards().get(digits) or Card(digits, _brand(digits), country="GB", funding="debit")


def _brand(digits: str) -> str:
    """The scheme whose range of numbers this is, in Stripe's spelling."""
    for brand, lowest, highest in _RANGES:
        if lowest <= digits[: len(lowest)] <= highest:
            return brand
    return "unknown"


_RANGES = (
    ("visa", "4", "4"),
    ("mastercard", "51", "55"),
    ("mastercard", "2221", "2720"),
    ("amex", "34", "34"),
    ("amex", "37", "37"),
    ("diners", "300", "305"),
    ("diners", "36", "36"),
    ("diners", "38", "39"),
    ("discover", "6011", "6011"),
    ("discover", "644", "649"),
    ("discover", "65", "65"),
    ("jcb", "3528", "3589"),
    ("unionpay", "62", "62"),
)


def refuse_unemulated(card: Card) -> None:
    """Disputes are not emulated: a card made to be disputed must not look like an ordinary one."""
    if "dispute" in card.effects:
        raise not_emulated(f"disputes and fraud warnings (card ending in {card.last4})", "payment_method")


def _check_digit_fits(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
