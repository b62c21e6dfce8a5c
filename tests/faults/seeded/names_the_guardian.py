"""The teacher is told the name of whoever pays, not of whoever comes to the lesson.

The mails were written before guardians could book for a child: the teacher expects a grown-up.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = (
    "features/lessons/lessons_for_a_child.feature::the_guardian_pays_for_the_child_s_lessons",
    "features/lessons/lessons_for_a_child.feature::the_teacher_hears_that_the_child_wants_to_study",
    "features/lessons/lessons_for_a_child.feature::the_teacher_hears_which_lessons_the_child_wants",
)


def seed() -> None:
    from pennydrop.demo.lessons.models import Lesson
    from pennydrop.demo.private_teaching import notices
    from pennydrop.demo.private_teaching.models import TeacherStudentApplication

    lessons_requested = notices.lessons_requested

    def requested_by(request: Any, teacher: Any, participant: str) -> None:
        lessons_requested(request, teacher, request.student.get_full_name())

    replace(Lesson, "participant", property(lambda lesson: lesson.student.get_full_name()))
    replace(TeacherStudentApplication, "participant", property(lambda it: it.applicant.get_full_name()))
    replace(notices, "lessons_requested", requested_by)
