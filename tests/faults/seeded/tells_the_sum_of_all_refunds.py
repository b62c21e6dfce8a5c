"""The mail about a lesson's refund names what has gone back of the whole order so far.

It reads the refund from the payment instead of the request. For the first lesson the two are the same.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 12
SEEN_BY = "books"
SCENARIOS = ("features/lessons/refunding_lessons.feature::the_last_lesson_is_refunded_like_the_first",)


def seed() -> None:
    from django.db.models import Sum

    from pennydrop.demo.private_teaching import notices
    from pennydrop.demo.private_teaching.models import LessonCancellationRequest

    answered = notices.cancellation_answered

    def name_the_sum(request: Any, approved: bool) -> None:
        if request.refund_processed_at:
            made = LessonCancellationRequest.objects.filter(student=request.student, refund_processed_at__isnull=False)
            request.refund_amount = made.aggregate(sum=Sum("refund_amount"))["sum"]
        answered(request, approved)

    replace(notices, "cancellation_answered", name_the_sum)
