"""The mails of private teaching."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.contrib.auth.models import User

from pennydrop.demo.core import outbox
from pennydrop.demo.core.money import share

from .models import LessonCancellationRequest, LessonRequest, Order, OrderItem, TeacherStudentApplication

MAIL = "private_teaching/mail"


def application_sent(application: TeacherStudentApplication) -> None:
    outbox.post(
        to=application.teacher.email,
        subject=f"New Student Application from {outbox.literal(application.participant)}",
        template=f"{MAIL}/application_sent.txt",
        context={"application": application},
    )


def application_decided(application: TeacherStudentApplication) -> None:
    outbox.post(
        to=application.applicant.email,
        subject=f"Update on Your Application to Study with {outbox.literal(application.teacher.get_full_name())}",
        template=f"{MAIL}/application_decided.txt",
        context={"application": application},
    )


def lessons_requested(request: LessonRequest, teacher: User, participant: str) -> None:
    outbox.post(
        to=teacher.email,
        subject=f"New Lesson Request from {outbox.literal(participant)}",
        template=f"{MAIL}/lessons_requested.txt",
        context={"request": request, "teacher": teacher, "participant": participant},
    )


def request_answered(request: LessonRequest, teacher: User) -> None:
    outbox.post(
        to=request.student.email,
        subject=f"Lesson Request Update from {outbox.literal(teacher.get_full_name())} - {{site}}",
        template=f"{MAIL}/request_answered.txt",
        context={"request": request, "teacher": teacher, "lessons": request.lessons.select_related("subject")},
    )


def lessons_paid(order: Order) -> None:
    """One receipt for the student, one note for each teacher about his own lessons."""
    people = ("lesson__teacher", "lesson__student", "lesson__lesson_request__child_profile")
    items = list(order.items.select_related("lesson__subject", *people))
    outbox.post(
        key=f"order:{order.pk}:student",
        to=order.student.email,
        subject="Payment Confirmation - {site}",
        template=f"{MAIL}/lessons_paid_student.txt",
        context={"order": order, "items": items, "total": total(items)},
    )
    by_teacher: dict[User, list[OrderItem]] = defaultdict(list)
    for item in items:
        by_teacher[item.lesson.teacher].append(item)
    for teacher, own in by_teacher.items():
        lessons = [{"lesson": item.lesson, "share": share(item.price_paid)} for item in own]
        participants = ", ".join(dict.fromkeys(item.lesson.participant for item in own))
        outbox.post(
            key=f"order:{order.pk}:teacher:{teacher.pk}",
            to=teacher.email,
            subject="Lesson Payment Received - {site}",
            template=f"{MAIL}/lessons_paid_teacher.txt",
            context={"participants": participants, "teacher": teacher, "lessons": lessons, "total": total(own)},
        )


def total(items: list[OrderItem]) -> Decimal:
    return sum((item.price_paid for item in items), Decimal(0))


def cancellation_asked(request: LessonCancellationRequest) -> None:
    kind = "Reschedule" if request.is_reschedule else "Cancellation"
    outbox.post(
        to=request.teacher.email,
        subject=f"Lesson {kind} Request - {{site}}",
        template=f"{MAIL}/cancellation_asked.txt",
        context={"request": request, "lesson": request.lesson, "kind": kind},
    )


def cancellation_answered(request: LessonCancellationRequest, approved: bool) -> None:
    kind = "Reschedule" if request.is_reschedule else "Cancellation"
    outbox.post(
        key=f"lesson-cancellation:{request.pk}:answered",
        to=request.student.email,
        subject=f"{kind} Request {'Approved' if approved else 'Update'} - {{site}}",
        template=f"{MAIL}/cancellation_answered.txt",
        context={"request": request, "lesson": request.lesson, "kind": kind.lower(), "approved": approved},
    )
