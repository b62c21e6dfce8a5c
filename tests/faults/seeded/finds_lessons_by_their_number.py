"""A lesson is found by its number alone.

``Lesson.objects.get(pk=lesson_id)`` without the student: whoever has the address pays for, or cancels, a lesson that is
somebody else's.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 15
SCENARIOS = (
    "features/lessons/whose_lessons.feature::nobody_puts_another_s_lessons_in_the_cart",
    "features/lessons/whose_lessons.feature::nobody_cancels_another_s_lessons",
)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson
    from pennydrop.demo.private_teaching.views import cancellations, checkout

    def of_everybody(student: Any) -> Any:
        return Lesson.objects.with_people()

    replace(checkout, "lessons_of_student", of_everybody)
    replace(cancellations, "lessons_of_student", of_everybody)
