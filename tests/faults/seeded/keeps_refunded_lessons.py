"""A refunded lesson stays in the student's calendar, paid.

The money goes back, and the lesson is forgotten: it takes place for nothing, and the teacher's figures still count it.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 13
SCENARIOS = (
    "features/lessons/cancelling_lessons.feature::with_48_hours_notice_the_price_comes_back_less_the_fee",
    "features/lessons/refunding_lessons.feature::the_lesson_that_is_cancelled_is_refunded_the_other_stays",
)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson

    def stay(lesson: Any) -> None:
        pass

    replace(Lesson, "refund", stay)
