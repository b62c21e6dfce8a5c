"""The mails of courses."""

from __future__ import annotations

from decimal import Decimal

from pennydrop.demo.core import outbox

from .models import CourseCancellationRequest, CourseEnrollment

MAIL = "courses/mail"


def enrolled(enrollment: CourseEnrollment) -> None:
    course = enrollment.course
    context = {"enrollment": enrollment, "course": course, "student": enrollment.student}
    outbox.post(
        key=f"enrollment:{enrollment.pk}:instructor",
        to=course.instructor.email,
        subject=f"New Enrollment - {outbox.literal(course.title)}",
        template=f"{MAIL}/enrolled_instructor.txt",
        context=context,
    )
    outbox.post(
        key=f"enrollment:{enrollment.pk}:student",
        to=enrollment.student.email,
        subject=f"Course Enrollment Confirmed - {outbox.literal(course.title)} - {{site}}",
        template=f"{MAIL}/enrolled_student.txt",
        context=context,
    )


def cancelled(request: CourseCancellationRequest, refund: Decimal | None, note: str = "") -> None:
    """Tell student and instructor; ``refund`` is the amount that went back, ``note`` why there is none."""
    enrollment = request.enrollment
    context = {
        "enrollment": enrollment,
        "course": enrollment.course,
        "student": enrollment.student,
        "refund": refund,
        "note": note,
    }
    outbox.post(
        key=f"course-cancellation:{request.pk}:student",
        to=enrollment.student.email,
        subject=f"Course Cancellation - {outbox.literal(enrollment.course.title)} - {{site}}",
        template=f"{MAIL}/cancelled_student.txt",
        context=context,
    )
    outbox.post(
        key=f"course-cancellation:{request.pk}:instructor",
        to=enrollment.course.instructor.email,
        subject=f"Enrollment Cancelled - {outbox.literal(enrollment.course.title)}",
        template=f"{MAIL}/cancelled_instructor.txt",
        context=context,
    )
