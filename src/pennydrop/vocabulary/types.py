"""Words in a sentence that become objects: ``£60.00`` a :class:`Money`, ``"Visa"`` a :class:`Card`."""

from __future__ import annotations

from typing import Any

from parse import with_pattern
from pytest_bdd import parsers

from pennydrop.checkout.cards import Card, card
from pennydrop.money import Money


def _card(text: str) -> Card:
    return card(text.strip('"'))


TYPES: dict[str, Any] = {
    "Money": with_pattern(r"[£€$]\d[\d,]*(?:\.\d{2})?")(lambda text: Money.parse(text)),
    "Card": with_pattern(r'"[^"]+"')(_card),
}


def sentence(text: str) -> parsers.parse:
    """A step's sentence with ``{person:w}``, ``{amount:Money}`` and ``{card:Card}`` (the quoted name of a card)."""
    return parsers.parse(text, extra_types=TYPES)
