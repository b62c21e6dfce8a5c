"""Paid lessons stay in the cart and are offered for payment again.

The cart was to be emptied on the return page, and the customer closed the tab.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/lessons/buying_lessons.feature::a_lesson_that_is_paid_for_is_not_offered_for_payment_again",)


def seed() -> None:
    from pennydrop.demo.private_teaching import cart

    def nothing(lessons: list[Any]) -> None:
        pass

    replace(cart, "remove", nothing)
