"""The mails of exams."""

from __future__ import annotations

from pennydrop.demo.core import outbox
from pennydrop.demo.core.money import share

from .models import ExamRegistration

MAIL = "exams/mail"


def registered(exam: ExamRegistration) -> None:
    outbox.post(
        key=f"exam:{exam.pk}:registered",
        to=exam.student.email,
        subject=f"Exam Registration - {outbox.literal(exam.display_name)} - {{site}}",
        template=f"{MAIL}/registered.txt",
        context={"exam": exam},
    )


def paid(exam: ExamRegistration) -> None:
    """A receipt for the student and a note for the teacher, for each payment once."""
    context = {"exam": exam, "share": share(exam.payment_amount)}
    outbox.post(
        key=f"exam:{exam.pk}:{exam.stripe_payment_intent_id}:student",
        to=exam.student.email,
        subject="Exam Payment Confirmation - {site}",
        template=f"{MAIL}/paid_student.txt",
        context=context,
    )
    outbox.post(
        key=f"exam:{exam.pk}:{exam.stripe_payment_intent_id}:teacher",
        to=exam.teacher.email,
        subject="Exam Payment Received - {site}",
        template=f"{MAIL}/paid_teacher.txt",
        context=context,
    )
