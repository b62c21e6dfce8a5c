"""Any lesson that is not paid yet can be put in the cart.

The page offers accepted lessons only, and the server relies on the page: a bookmarked form, or a second tab, buys a
lesson that the teacher has declined.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 11
SCENARIOS = ("features/lessons/asking_for_lessons.feature::a_rejected_lesson_cannot_be_bought",)


def seed() -> None:
    from pennydrop.demo.private_teaching import cart

    def only_if_paid(lesson: Any) -> str:
        return "This lesson has already been paid for" if lesson.is_paid else ""

    replace(cart, "why_not_buyable", only_if_paid)
