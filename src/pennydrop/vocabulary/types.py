"""Words in a sentence that become objects: ``£60.00`` a :class:`Money`, ``"Visa"`` a :class:`Card`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from parse import with_pattern
from pytest_bdd import parsers

from pennydrop.checkout.cards import Card, card
from pennydrop.money import Money


def _card(text: str) -> Card:
    return card(text.strip('"'))


def _span(text: str) -> timedelta:
    parts = re.findall(r"(\d+) (day|hour|minute)", text)
    return timedelta(**{f"{unit}s": int(number) for number, unit in parts})


_UNIT = r"\d+ (?:day|hour|minute)s?"

TYPES: dict[str, Any] = {
    "Money": with_pattern(r"[£€$]\d[\d,]*(?:\.\d{2})?")(lambda text: Money.parse(text)),
    "Card": with_pattern(r'"[^"]+"')(_card),
    "Span": with_pattern(rf"{_UNIT}(?:(?:,| and)? {_UNIT})*")(_span),
}


def sentence(text: str) -> parsers.parse:
    """A step's sentence with ``{person:w}``, ``{amount:Money}``, ``{card:Card}`` (the quoted name of a card), and
    ``{age:Span}`` (a time span such as ``6 days and 23 hours``)."""
    return parsers.parse(text, extra_types=TYPES)
