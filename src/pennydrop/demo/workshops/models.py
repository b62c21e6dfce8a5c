"""Workshops, their sessions, and who takes part."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from pennydrop.demo.core.publishing import Published
from pennydrop.demo.payments.payable import Payable, PaymentStatus

User = settings.AUTH_USER_MODEL


class WorkshopCategory(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True)
    description = models.TextField(blank=True)
    icon = models.CharField(max_length=50, default="book-open")
    color = models.CharField(max_length=20, default="primary")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Workshop(Published):
    short_description = models.CharField(max_length=300, blank=True)
    learning_objectives = models.TextField(blank=True)
    instructor = models.ForeignKey(User, models.PROTECT, related_name="workshops")
    category = models.ForeignKey(WorkshopCategory, models.SET_NULL, null=True, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    is_free = models.BooleanField(default=False)
    is_series = models.BooleanField(default=False)
    series_price = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    require_full_series_registration = models.BooleanField(default=False)
    delivery_method = models.CharField(
        max_length=20, choices=[("online", "Online"), ("in_person", "In person")], default="online"
    )
    venue_name = models.CharField(max_length=200, blank=True)
    venue_address = models.TextField(blank=True)
    difficulty_level = models.CharField(max_length=20, default="beginner")
    duration_value = models.PositiveIntegerField(default=60)
    duration_unit = models.CharField(max_length=20, default="minutes")
    total_sessions = models.PositiveIntegerField(default=0)
    total_registrations = models.PositiveIntegerField(default=0)

    def get_absolute_url(self) -> str:
        return reverse("workshops:detail", args=[self.slug])

    @property
    def is_in_person(self) -> bool:
        return self.delivery_method == "in_person"

    @property
    def needs_full_series(self) -> bool:
        return self.is_series and self.require_full_series_registration


class WorkshopSession(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    start_datetime = models.DateTimeField()
    end_datetime = models.DateTimeField()
    timezone_name = models.CharField(max_length=50, default="UTC")
    max_participants = models.PositiveIntegerField(default=20)
    current_registrations = models.PositiveIntegerField(default=0)
    waitlist_enabled = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    is_cancelled = models.BooleanField(default=False)
    meeting_url = models.URLField(blank=True)

    class Meta:
        ordering = ["start_datetime"]

    def __str__(self) -> str:
        return f"{self.workshop.title}, {self.start_datetime:%Y-%m-%d %H:%M}"

    @property
    def has_ended(self) -> bool:
        return self.end_datetime <= timezone.now()

    @property
    def places_taken(self) -> int:
        return self.registrations.filter(status__in=WorkshopRegistration.HOLDING_A_PLACE).count()

    @property
    def places_left(self) -> int:
        return max(self.max_participants - self.places_taken, 0)

    @property
    def is_full(self) -> bool:
        return not self.places_left

    @property
    def has_open_waitlist(self) -> bool:
        return self.waitlist_enabled and self.is_full

    @property
    def whole_days_to_start(self) -> int:
        return (self.start_datetime - timezone.now()) // timedelta(days=1)


class Contact(models.Model):
    """What a participant tells about himself; the same fields in the cart and on the registration."""

    FIELDS = ("email", "phone", "emergency_contact", "experience_level", "expectations", "special_requirements")

    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    emergency_contact = models.CharField(max_length=200, blank=True)
    experience_level = models.CharField(max_length=20, blank=True)
    expectations = models.TextField(blank=True)
    special_requirements = models.TextField(blank=True)

    class Meta:
        abstract = True

    def contact(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in self.FIELDS}


class WorkshopCartItem(Contact):
    cart = models.ForeignKey("private_teaching.Cart", models.CASCADE, related_name="workshop_items")
    session = models.ForeignKey(WorkshopSession, models.CASCADE, related_name="cart_items")
    child_profile = models.ForeignKey("accounts.ChildProfile", models.CASCADE, null=True, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, help_text="its share of the price, if part of a series")
    in_series = models.BooleanField(default=False, help_text="bought together with the other sessions of its workshop")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        unique_together = [("cart", "session")]


class WorkshopRegistration(Payable, Contact):
    class Status(models.TextChoices):
        PENDING_PAYMENT = "pending_payment"
        REGISTERED = "registered"
        WAITLISTED = "waitlisted"
        PROMOTED = "promoted"
        ATTENDED = "attended"
        NO_SHOW = "no_show"
        CANCELLED = "cancelled"

    PARTICIPANTS = (Status.REGISTERED, Status.ATTENDED, Status.NO_SHOW)
    HOLDING_A_PLACE = (*PARTICIPANTS, Status.PROMOTED)

    session = models.ForeignKey(WorkshopSession, models.PROTECT, related_name="registrations")
    student = models.ForeignKey(User, models.CASCADE, related_name="workshop_registrations")
    child_profile = models.ForeignKey("accounts.ChildProfile", models.CASCADE, null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.REGISTERED)
    payment_status = models.CharField(max_length=20, choices=PaymentStatus.choices, default=PaymentStatus.NOT_REQUIRED)
    waitlist_position = models.PositiveIntegerField(null=True, blank=True)
    promoted_at = models.DateTimeField(null=True, blank=True)
    promotion_expires_at = models.DateTimeField(null=True, blank=True)
    series_registration_id = models.UUIDField(null=True, blank=True, db_index=True)
    attended = models.BooleanField(default=False)
    registered_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["session__start_datetime"]

    def __str__(self) -> str:
        return f"{self.participant} in {self.session}: {self.status}"

    @property
    def participant(self) -> str:
        return str(self.child_profile) if self.child_profile else self.student.get_full_name()

    @property
    def is_paid(self) -> bool:
        return self.payment_status == self.PaymentStatus.COMPLETED and (self.payment_amount or Decimal(0)) > 0


class WaitlistPromotion(models.Model):
    """A place that was offered to somebody on the waitlist, and what became of the offer."""

    class Reason(models.TextChoices):
        MANUAL = "manual_promotion", "the instructor chose the student"
        AUTOMATIC = "automatic_promotion", "a place became free"

    registration = models.OneToOneField(WorkshopRegistration, models.CASCADE, related_name="promotion")
    reason = models.CharField(max_length=30, choices=Reason.choices)
    promoted_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    expired = models.BooleanField(default=False)


class WorkshopTermsAndConditions(models.Model):
    version = models.PositiveIntegerField(unique=True)
    content = models.TextField()
    is_current = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Workshop terms, version {self.version}"


class TermsAcceptance(models.Model):
    registration = models.OneToOneField(WorkshopRegistration, models.CASCADE, related_name="terms_acceptance")
    student = models.ForeignKey(User, models.CASCADE, related_name="+")
    terms_version = models.ForeignKey(WorkshopTermsAndConditions, models.PROTECT)
    ip_address = models.CharField(max_length=45, null=True, blank=True)
    user_agent = models.TextField(blank=True)
    accepted_at = models.DateTimeField(auto_now_add=True)
