"""The teacher is told that the guardian sits the exam.

The registration has a student, which is the account that pays; the child is in a second column that the mail forgot.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/exams/exams_of_children.feature::the_guardian_pays_and_the_teacher_reads_the_child_s_name",)


def seed() -> None:
    from pennydrop.demo.exams.models import ExamRegistration

    def whoever_pays(registration: Any) -> str:
        return str(registration.student.get_full_name())

    replace(ExamRegistration, "participant", property(whoever_pays))
