from __future__ import annotations

import uuid
from datetime import UTC, datetime
from decimal import Decimal

from django.conf import settings
from django.db import models

from pennydrop.demo.core.money import pounds


class LessonQuerySet(models.QuerySet):
    def visible(self) -> LessonQuerySet:
        return self.filter(is_deleted=False)

    def with_people(self) -> LessonQuerySet:
        return self.select_related("subject", "teacher", "student", "lesson_request__child_profile")


class Lesson(models.Model):
    class Approval(models.TextChoices):
        PENDING = "Pending"
        ACCEPTED = "Accepted"
        REJECTED = "Rejected"

    class Payment(models.TextChoices):
        NOT_PAID = "Not Paid"
        PAID = "Paid"
        FAILED = "Failed"
        IN_PROCESS = "Payment In Process"

    class Location(models.TextChoices):
        ONLINE = "Online"
        ONSITE = "Onsite"

    DURATIONS = [("30", "30 minutes"), ("60", "60 minutes"), ("90", "90 minutes")]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lesson_request = models.ForeignKey("private_teaching.LessonRequest", models.CASCADE, related_name="lessons")
    subject = models.ForeignKey("private_teaching.Subject", models.PROTECT)
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lessons")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="lessons_taught")
    lesson_date = models.DateField()
    lesson_time = models.TimeField()
    duration_in_minutes = models.CharField(max_length=10, choices=DURATIONS, default="60")
    location = models.CharField(max_length=20, choices=Location.choices, default=Location.ONLINE)
    fee = models.FloatField(null=True, blank=True)
    approved_status = models.CharField(max_length=20, choices=Approval.choices, default=Approval.PENDING)
    payment_status = models.CharField(max_length=30, choices=Payment.choices, default=Payment.NOT_PAID)
    status = models.CharField(max_length=20, choices=[("Draft", "Draft"), ("Assigned", "Assigned")], default="Draft")
    attendance = models.CharField(max_length=20, default="Attended")
    # The exam the lesson prepares for. No foreign key: the site may have no exams.
    exam_registration_id = models.UUIDField(null=True, blank=True)
    in_cart = models.BooleanField(default=False)
    is_deleted = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["lesson_date", "lesson_time"]

    def __str__(self) -> str:
        return f"{self.subject.subject} on {self.lesson_date}"

    @property
    def price(self) -> Decimal:
        return pounds(self.fee or 0)

    @property
    def is_paid(self) -> bool:
        return self.payment_status == self.Payment.PAID

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.lesson_date, self.lesson_time, tzinfo=UTC)

    @property
    def participant(self) -> str:
        """Who will be taught: the child, if the lesson was requested for one."""
        child = self.lesson_request.child_profile
        return str(child) if child else self.student.get_full_name()

    def reprice(self) -> None:
        self.fee = float(pounds(self.subject.base_price_60min * int(self.duration_in_minutes) / 60))

    def cancel(self) -> None:
        """Take the lesson off the calendar; the money it cost stays where it is."""
        self.is_deleted = True
        self.save(update_fields=["is_deleted"])

    def refund(self) -> None:
        """The money went back: the lesson is neither owned nor held."""
        self.is_deleted = True
        self.payment_status = self.Payment.NOT_PAID
        self.save(update_fields=["is_deleted", "payment_status"])
