"""The length of a lesson is left out of its price.

``fee = subject.base_price``: half an hour costs as much as an hour and a half.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 8
SCENARIOS = ("features/lessons/asking_for_lessons.feature::a_lesson_costs_the_price_of_an_hour_by_its_length",)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson

    def by_the_hour(lesson: Lesson) -> None:
        lesson.fee = float(lesson.subject.base_price_60min)

    replace(Lesson, "reprice", by_the_hour)
