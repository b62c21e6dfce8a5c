"""Notice is counted in days of the calendar, not in hours.

``(lesson.date - today).days >= 2`` reads like 48 hours, and refunds what was cancelled a few minutes too late.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/lessons/cancelling_lessons.feature::a_minute_less_and_nothing_comes_back",)


def seed() -> None:
    from django.utils import timezone

    from pennydrop.demo.private_teaching import cancellations

    def two_days_ahead(lesson: Any) -> bool:
        return bool((lesson.lesson_date - timezone.now().date()).days >= 2)

    replace(cancellations, "within_policy", two_days_ahead)
