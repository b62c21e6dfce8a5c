"""The notice rule in words: before the click, after it, and in the mail."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from pennydrop.demo.core.money import display

from .bookings import Booking

CONTACT_SUPPORT = "Please contact support regarding your refund."


@dataclass
class Outcome:
    """What became of a cancellation: ``refunded`` is the amount that went back, ``failed`` that it should have."""

    booking: Booking
    was_paid: bool
    refunded: Decimal | None = None
    failed: bool = False


def before(booking: Booking) -> str:
    """What the customer reads before confirming; nothing for a free place."""
    days = settings.WORKSHOP_REFUND_DAYS
    if not booking.is_paid:
        return ""
    if not booking.is_in_time:
        return (
            f"Please note: You are cancelling with less than {days} days notice. Unfortunately, no refund is possible."
        )
    if booking.is_series:
        return (
            f"Good news! You are cancelling with {days} or more days notice. All {len(booking.registrations)} sessions"
            f" will be cancelled and you will receive a full refund of {display(booking.amount)}."
        )
    return f"Good news! You are cancelling with {days} or more days notice, so you will receive a full refund."


def after(outcome: Outcome) -> str:
    """What the customer is told once it is done."""
    days, booking = settings.WORKSHOP_REFUND_DAYS, outcome.booking
    if outcome.failed:
        return f"Your registration has been cancelled. {CONTACT_SUPPORT}"
    if outcome.refunded is not None and booking.is_series:
        return (
            f"You have cancelled the entire {len(booking.registrations)}-session series with {days} or more days"
            " notice. All sessions have been cancelled and a full refund of"
            f" {display(outcome.refunded)} will be issued."
        )
    if outcome.refunded is not None:
        return (
            f"You have cancelled with {days} or more days notice. "
            "Your registration has been cancelled and a refund will be issued."
        )
    if outcome.was_paid:
        return (
            f"Unfortunately, you have not given at least {days} days notice to cancel your registration. "
            "Your registration has been cancelled but no refund is possible."
        )
    return "Your registration has been cancelled."


def no_refund_note(outcome: Outcome) -> str:
    """What the mail says instead of an amount."""
    if outcome.failed:
        return CONTACT_SUPPORT
    if outcome.was_paid:
        return f"The notice was shorter than {settings.WORKSHOP_REFUND_DAYS} days, so no refund is possible."
    return ""
