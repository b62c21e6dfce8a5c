"""The teacher is not told of the sale."""

from __future__ import annotations

from .silence import say_nothing_of


def seed() -> None:
    say_nothing_of("Lesson Payment Received")
