"""A series: the sessions of a workshop bought together, at a price of their own."""

from __future__ import annotations

from decimal import Decimal

from pennydrop.demo.core.money import display, from_pence, to_pence

from .models import Workshop, WorkshopSession


def sessions_of(workshop: Workshop) -> list[WorkshopSession]:
    return list(workshop.sessions.filter(is_active=True).select_related("workshop").order_by("start_datetime"))


def price_of(workshop: Workshop, sessions: list[WorkshopSession]) -> Decimal:
    return workshop.price * len(sessions) if workshop.series_price is None else workshop.series_price


def saving(workshop: Workshop, sessions: list[WorkshopSession]) -> Decimal:
    """How much less the series costs than its sessions one by one; never negative."""
    return max(workshop.price * len(sessions) - price_of(workshop, sessions), Decimal(0))


def shares(price: Decimal, count: int) -> list[Decimal]:
    """``price`` spread over ``count`` sessions to the penny: the first ones bear the pence that do not divide."""
    each, left_over = divmod(to_pence(price), count)
    return [from_pence(each + (number < left_over)) for number in range(count)]


def added_message(workshop: Workshop, sessions: list[WorkshopSession]) -> str:
    saved = saving(workshop, sessions)
    return f"All {len(sessions)} sessions added to cart" + (f" (Save {display(saved)}!)" if saved else "")
