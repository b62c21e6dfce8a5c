"""The student is not told of the exam, nor of its fee.

The mail is sent by the page that was to list the registrations, which was never built.
"""

from __future__ import annotations

from typing import Any

from tests.faults.breaking import replace

FAMILY = 16
SCENARIOS = ("features/exams/registering.feature::the_student_is_told_of_the_exam_and_its_fee",)


def seed() -> None:
    from pennydrop.demo.exams import notices

    def silently(exam: Any) -> None:
        """Somebody else was to write this mail."""

    replace(notices, "registered", silently)
