"""A second request about the same lesson is taken while the first is still open.

The page shows a notice instead of the form, but the server takes what a form opened earlier sends; the teacher gets
two requests to refund one lesson.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SCENARIOS = ("features/lessons/refunding_lessons.feature::nobody_asks_for_the_same_refund_twice",)


def seed() -> None:
    from pennydrop.demo.private_teaching import cancellations
    from pennydrop.demo.private_teaching.models import LessonCancellationRequest

    submit = cancellations.submit
    waiting = LessonCancellationRequest.Status.PENDING

    def without_looking(lesson: Any, request: Any) -> None:
        LessonCancellationRequest.objects.filter(lesson=lesson, status=waiting).update(status="rejected")
        submit(lesson, request)

    replace(cancellations, "submit", without_looking)
