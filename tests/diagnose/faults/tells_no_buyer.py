"""The student gets no receipt."""

from __future__ import annotations

from .silence import say_nothing_of


def seed() -> None:
    say_nothing_of("Payment Confirmation")
