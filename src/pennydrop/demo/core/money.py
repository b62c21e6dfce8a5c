"""Money inside the site: ``Decimal`` pounds in columns, integer pence towards Stripe."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from django.conf import settings

CURRENCY = "gbp"
PENNY = Decimal("0.01")


def pounds(amount: Decimal | float | int | str) -> Decimal:
    """``amount`` rounded half-even to the penny; floats are read the way they print."""
    return Decimal(str(amount)).quantize(PENNY, rounding=ROUND_HALF_EVEN)


def to_pence(amount: Decimal) -> int:
    return int(pounds(amount) * 100)


def from_pence(pence: int) -> Decimal:
    return Decimal(pence).scaleb(-2)


def commission(amount: Decimal) -> Decimal:
    """What the platform keeps of a price."""
    return pounds(amount * settings.PLATFORM_COMMISSION_PERCENTAGE / 100)


def share(amount: Decimal) -> Decimal:
    """What the teacher earns of a price: the rest, so that both always add up."""
    return amount - commission(amount)


def display(amount: Decimal | float | int) -> str:
    return f"£{pounds(amount)}"
