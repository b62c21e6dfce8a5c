"""A free course waits for a payment that never comes.

The enrolment is confirmed by the payment's event only; nobody thought of a course that costs nothing.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 20
SCENARIOS = ("features/courses/free_courses.feature::a_free_course_is_open_at_once",)


def seed() -> None:
    from pennydrop.demo.courses.goods import CourseGoods

    deliver = CourseGoods.deliver

    def when_it_is_paid(self: CourseGoods, item: Any, payment: Any) -> Any:
        return deliver(self, item, payment) if payment else ""

    replace(CourseGoods, "deliver", when_it_is_paid)
    replace(CourseGoods, "complete", lambda self, checkout, delivered, payment: None)
