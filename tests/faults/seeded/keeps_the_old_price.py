"""A lesson whose duration is changed keeps the price it had.

The price is worked out when the request comes in, and nobody remembers it when the teacher makes the lesson longer.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 8
SCENARIOS = ("features/lessons/asking_for_lessons.feature::a_lesson_that_the_teacher_makes_longer_costs_its_new_price",)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson

    reprice = Lesson.reprice

    def only_once(lesson: Lesson) -> None:
        if lesson.fee is None:
            reprice(lesson)

    replace(Lesson, "reprice", only_once)
