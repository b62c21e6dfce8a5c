"""Teachers and their students, lesson requests, the lesson cart and its orders."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pennydrop.demo.lessons.models import Lesson

User = settings.AUTH_USER_MODEL


class Subject(models.Model):
    teacher = models.ForeignKey(User, models.CASCADE, related_name="subjects")
    subject = models.CharField(max_length=100)
    base_price_60min = models.DecimalField(max_digits=8, decimal_places=2)
    is_active = models.BooleanField(default=True)

    class Meta:
        unique_together = [("teacher", "subject")]

    def __str__(self) -> str:
        return f"{self.subject} - {self.teacher.get_full_name()} (£{self.base_price_60min:.2f}/60min)"


class PrivateLessonTermsAndConditions(models.Model):
    version = models.PositiveIntegerField(unique=True)
    content = models.TextField()
    is_current = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Private lesson terms, version {self.version}"


class TeacherStudentApplication(models.Model):
    class Status(models.TextChoices):
        PENDING = "pending"
        ACCEPTED = "accepted"
        WAITLIST = "waitlist"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    applicant = models.ForeignKey(User, models.CASCADE, related_name="applications_sent")
    teacher = models.ForeignKey(User, models.CASCADE, related_name="applications_received")
    child_profile = models.ForeignKey("accounts.ChildProfile", models.CASCADE, null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    message = models.TextField(blank=True)
    teacher_notes = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    status_changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.participant} to {self.teacher.get_full_name()}: {self.status}"

    @property
    def participant(self) -> str:
        return str(self.child_profile) if self.child_profile else self.applicant.get_full_name()


class PrivateLessonTermsAcceptance(models.Model):
    student = models.ForeignKey(User, models.CASCADE, related_name="+")
    application = models.OneToOneField(TeacherStudentApplication, models.CASCADE, related_name="terms_acceptance")
    terms_version = models.ForeignKey(PrivateLessonTermsAndConditions, models.PROTECT)
    ip_address = models.CharField(max_length=45, null=True, blank=True)
    user_agent = models.TextField(blank=True)
    accepted_at = models.DateTimeField(auto_now_add=True)


class LessonRequest(models.Model):
    student = models.ForeignKey(User, models.CASCADE, related_name="lesson_requests")
    child_profile = models.ForeignKey("accounts.ChildProfile", models.CASCADE, null=True, blank=True)
    payment_status = models.CharField(max_length=20, default="not_required")
    initial_message = models.TextField(blank=True)
    teacher_message = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Request {self.pk} of {self.student}"


class Cart(models.Model):
    """One per user; workshop cart items hang on it too."""

    user = models.OneToOneField(User, models.CASCADE, related_name="cart")
    created_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def of(cls, user: models.Model) -> Cart:
        return cls.objects.get_or_create(user=user)[0]


class CartItem(models.Model):
    cart = models.ForeignKey(Cart, models.CASCADE, related_name="items")
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="cart_items")
    price = models.DecimalField(max_digits=8, decimal_places=2)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        unique_together = [("cart", "lesson")]


def new_order_number() -> str:
    return f"PT{timezone.now():%Y%m%d}{secrets.token_hex(3).upper()}"


class Order(models.Model):
    class PaymentStatus(models.TextChoices):
        PENDING = "pending"
        COMPLETED = "completed"
        FAILED = "failed"
        REFUNDED = "refunded"

    order_number = models.CharField(max_length=50, unique=True, default=new_order_number)
    student = models.ForeignKey(User, models.CASCADE, related_name="lesson_orders")
    total_amount = models.DecimalField(max_digits=8, decimal_places=2)
    payment_status = models.CharField(
        max_length=20, choices=PaymentStatus.choices, default=PaymentStatus.PENDING, db_index=True
    )
    payment_method = models.CharField(max_length=20, default="stripe")
    stripe_payment_intent_id = models.CharField(max_length=255, null=True, blank=True, db_index=True)
    stripe_checkout_session_id = models.CharField(max_length=255, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.order_number

    @property
    def is_completed(self) -> bool:
        return self.payment_status == self.PaymentStatus.COMPLETED


class OrderItem(models.Model):
    order = models.ForeignKey(Order, models.CASCADE, related_name="items")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="order_items")
    price_paid = models.DecimalField(max_digits=8, decimal_places=2)


class LessonCancellationRequest(models.Model):
    class Type(models.TextChoices):
        CANCEL = "cancel_refund", "Cancel and refund"
        RESCHEDULE = "reschedule", "Reschedule"

    class Status(models.TextChoices):
        PENDING = "pending"
        APPROVED = "approved"
        REJECTED = "rejected"
        COMPLETED = "completed"

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="cancellation_requests")
    student = models.ForeignKey(User, models.CASCADE, related_name="lesson_cancellations")
    teacher = models.ForeignKey(User, models.CASCADE, related_name="lesson_cancellations_received")
    request_type = models.CharField(max_length=20, choices=Type.choices, default=Type.CANCEL)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    student_message = models.TextField(blank=True)
    teacher_response = models.TextField(blank=True)
    proposed_new_date = models.DateField(null=True, blank=True)
    proposed_new_time = models.TimeField(null=True, blank=True)
    is_within_policy = models.BooleanField(default=True)
    hours_before_lesson = models.FloatField(null=True, blank=True)
    is_eligible_for_refund = models.BooleanField(default=False)
    refund_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    platform_fee_retained = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    refund_processed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    responded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lesson"], condition=Q(status="pending"), name="one_pending_request_per_lesson"
            )
        ]

    @property
    def is_reschedule(self) -> bool:
        return self.request_type == self.Type.RESCHEDULE
