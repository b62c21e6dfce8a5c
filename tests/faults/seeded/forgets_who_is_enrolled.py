"""The button disappears for whoever is enrolled, and the server sells the course again.

"Already enrolled" was only checked in the template; a second tab, or the back button, pays a second time.
"""

from __future__ import annotations

from tests.faults.breaking import replace

FAMILY = 7
SCENARIOS = ("features/courses/what_cannot_be_bought.feature::who_is_enrolled_cannot_buy_the_course_again",)


def seed() -> None:
    from pennydrop.demo.courses import enrollments

    replace(enrollments, "is_enrolled", lambda student, course, child: False)
