"""Nobody is told that the money went back."""

from __future__ import annotations

from .silence import say_nothing_of


def seed() -> None:
    say_nothing_of("Payment Refunded")
