"""Courses with topics and lessons, who is enrolled, and who wants out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from pennydrop.demo.core.publishing import Published
from pennydrop.demo.payments.payable import Payable

User = settings.AUTH_USER_MODEL


class Course(Published):
    grade = models.CharField(max_length=20, default="grade_1")
    content_rating = models.CharField(max_length=10, default="G")
    cost = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    instructor = models.ForeignKey(User, models.PROTECT, related_name="courses")
    total_topics = models.PositiveIntegerField(default=0)
    total_lessons = models.PositiveIntegerField(default=0)
    total_enrollments = models.PositiveIntegerField(default=0)

    def get_absolute_url(self) -> str:
        return reverse("courses:detail", args=[self.slug])

    @property
    def is_free(self) -> bool:
        return not self.cost

    @property
    def grade_display(self) -> str:
        return self.grade.replace("_", " ").title()


class Topic(models.Model):
    course = models.ForeignKey(Course, models.CASCADE, related_name="topics")
    topic_number = models.PositiveIntegerField()
    topic_title = models.CharField(max_length=200)

    class Meta:
        ordering = ["topic_number"]
        unique_together = [("course", "topic_number")]

    def __str__(self) -> str:
        return self.topic_title


class Lesson(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="lessons")
    slug = models.SlugField(max_length=220, unique=True)
    lesson_number = models.PositiveIntegerField()
    lesson_title = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=[("draft", "Draft"), ("published", "Published")], default="draft")

    class Meta:
        ordering = ["lesson_number"]
        unique_together = [("topic", "lesson_number")]

    def __str__(self) -> str:
        return self.lesson_title


class CourseEnrollmentQuerySet(models.QuerySet):
    def owned(self) -> CourseEnrollmentQuerySet:
        """Enrolments that give access: confirmed, and neither cancelled nor refunded."""
        return self.filter(is_active=True, payment_status__in=CourseEnrollment.CONFIRMED)

    def unpaid(self) -> CourseEnrollmentQuerySet:
        return self.filter(payment_status__in=CourseEnrollment.UNPAID)


class CourseEnrollment(Payable):
    course = models.ForeignKey(Course, models.PROTECT, related_name="enrollments")
    student = models.ForeignKey(User, models.CASCADE, related_name="course_enrollments")
    child_profile = models.ForeignKey("accounts.ChildProfile", models.CASCADE, null=True, blank=True)
    is_active = models.BooleanField(default=False)
    enrolled_at = models.DateTimeField(default=timezone.now)

    objects = CourseEnrollmentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.participant} in {self.course}: {self.payment_status}"

    @property
    def participant(self) -> str:
        return str(self.child_profile) if self.child_profile else self.student.get_full_name()

    @property
    def is_confirmed(self) -> bool:
        return self.is_active and super().is_confirmed

    @property
    def is_refundable(self) -> bool:
        """Paid, and still within the trial period."""
        return (
            self.payment_status == self.PaymentStatus.COMPLETED
            and (self.payment_amount or Decimal(0)) > 0
            and timezone.now() - self.enrolled_at <= timedelta(days=settings.COURSE_TRIAL_DAYS)
        )


class CourseTermsAndConditions(models.Model):
    version = models.PositiveIntegerField(unique=True)
    content = models.TextField()
    is_current = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Course terms, version {self.version}"


class CourseTermsAcceptance(models.Model):
    enrollment = models.OneToOneField(CourseEnrollment, models.CASCADE, related_name="terms_acceptance")
    student = models.ForeignKey(User, models.CASCADE, related_name="+")
    terms_version = models.ForeignKey(CourseTermsAndConditions, models.PROTECT)
    ip_address = models.CharField(max_length=45, null=True, blank=True)
    user_agent = models.TextField(blank=True)
    accepted_at = models.DateTimeField(auto_now_add=True)


class CourseCancellationRequest(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending"
        APPROVED = "approved"
        REJECTED = "rejected"
        COMPLETED = "completed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrollment = models.ForeignKey(CourseEnrollment, models.CASCADE, related_name="cancellation_requests")
    student = models.ForeignKey(User, models.CASCADE, related_name="course_cancellations")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    reason = models.TextField()
    is_eligible_for_refund = models.BooleanField(default=False)
    refund_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    refund_processed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    admin_notes = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"], condition=Q(status="pending"), name="one_pending_cancellation_per_enrollment"
            )
        ]
