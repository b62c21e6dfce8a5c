"""Whoever is a teacher may answer any request.

The pages ask for the role and forget the person: another teacher reads, accepts, rejects and refunds what was asked of
a colleague.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import View, wrap_view

FAMILY = 15
SCENARIOS = (
    "features/lessons/whose_lessons.feature::no_other_teacher_answers_a_lesson_request",
    "features/lessons/whose_lessons.feature::no_other_teacher_gives_the_money_back",
)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson
    from pennydrop.demo.private_teaching.models import LessonCancellationRequest

    def as_the_teacher_of(found: Any) -> Any:
        def wrapper(view: View) -> View:
            def asked(request: Any, request_id: int) -> Any:
                if request.user.is_authenticated and request.user.profile.is_teacher:
                    request.user = found(request_id).teacher
                return view(request, request_id)

            return asked

        return wrapper

    def cancellation(request_id: int) -> Any:
        return LessonCancellationRequest.objects.get(pk=request_id)

    wrap_view(
        "private_teaching:respond", as_the_teacher_of(lambda pk: Lesson.objects.filter(lesson_request=pk).first())
    )
    wrap_view("private_teaching:cancellation_request", as_the_teacher_of(cancellation))
    wrap_view("private_teaching:cancellation_respond", as_the_teacher_of(cancellation))
