"""What was asked of Stripe, what was paid, and what went back."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum

from pennydrop.demo.core.money import CURRENCY, commission

STRIPE_ID = re.compile(r"\w{1,255}")


def is_stripe_id(value: object) -> bool:
    return isinstance(value, str) and STRIPE_ID.fullmatch(value) is not None


class StripePayment(models.Model):
    """Money received: one row per PaymentIntent."""

    class Status(models.TextChoices):
        PENDING = "pending"
        COMPLETED = "completed"
        FAILED = "failed"
        REFUNDED = "refunded"

    stripe_payment_intent_id = models.CharField(max_length=255, unique=True)
    stripe_checkout_session_id = models.CharField(max_length=255, blank=True, default="", db_index=True)
    domain = models.CharField(max_length=50)
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="payments_made"
    )
    teacher = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="payments_received"
    )
    total_amount = models.DecimalField(max_digits=10, decimal_places=2)
    platform_commission = models.DecimalField(max_digits=10, decimal_places=2)
    teacher_share = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3, default=CURRENCY)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    order_id = models.IntegerField(null=True, blank=True)
    workshop_id = models.UUIDField(null=True, blank=True)
    course_id = models.UUIDField(null=True, blank=True)
    metadata = models.JSONField(default=dict, blank=True)
    refund_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    refunded_at = models.DateTimeField(null=True, blank=True)
    stripe_refund_id = models.CharField(max_length=255, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.stripe_payment_intent_id} {self.total_amount} {self.status}"

    @property
    def refunded_or_promised(self) -> Decimal:
        """What has gone back or is to go back, whoever started it."""
        return max(self.refund_amount or Decimal(0), self.refunds_in("succeeded", "promised", "unclear"))

    @property
    def refunded_or_on_its_way(self) -> Decimal:
        """The same without refunds of which only Stripe can tell whether they were made."""
        return max(self.refund_amount or Decimal(0), self.refunds_in("succeeded", "promised"))

    def refunds_in(self, *states: str) -> Decimal:
        return self.refunds.filter(state__in=states).aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


class PaymentIntent(models.Model):
    """What Stripe has reported about a PaymentIntent, also before its Checkout Session is known here.

    The row is also the lock that the session's and the charge's events share: they may arrive in any order and at
    the same moment.
    """

    stripe_id = models.CharField(max_length=255, unique=True)
    amount_refunded = models.PositiveBigIntegerField(default=0, help_text="pence, the largest value seen")

    def __str__(self) -> str:
        return self.stripe_id

    @classmethod
    def lock(cls, stripe_id: str) -> PaymentIntent:
        cls.objects.get_or_create(stripe_id=stripe_id)
        return cls.objects.select_for_update().get(stripe_id=stripe_id)


class Checkout(models.Model):
    """What one Checkout Session was asked to charge, for whom and for which items."""

    class State(models.TextChoices):
        OPEN = "open"
        PAID = "paid"
        CLOSED = "closed"

    session_id = models.CharField(max_length=255, unique=True, null=True, blank=True)
    domain = models.CharField(max_length=50)
    kind = models.CharField(max_length=50, blank=True, default="", help_text="which goods of the domain")
    reference = models.CharField(max_length=64, help_text="the order, enrolment or cart this checkout pays")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="checkouts")
    teacher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3, default=CURRENCY)
    metadata = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.domain} {self.reference}: {self.amount} ({self.state})"

    @property
    def platform_commission(self) -> Decimal:
        return commission(self.amount)

    @property
    def teacher_share(self) -> Decimal:
        return self.amount - self.platform_commission


class CheckoutItem(models.Model):
    """One thing a checkout charges for, with the price and the details it had at that moment."""

    class State(models.TextChoices):
        ORDERED = "ordered"
        DELIVERED = "delivered"
        RETURNED = "returned"

    checkout = models.ForeignKey(Checkout, models.CASCADE, related_name="items")
    object_id = models.CharField(max_length=64)
    title = models.CharField(max_length=255)
    description = models.CharField(max_length=255)
    price = models.DecimalField(max_digits=10, decimal_places=2)
    details = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ORDERED)
    delivered_as = models.CharField(max_length=64, blank=True, help_text="the row the customer owns now")

    def __str__(self) -> str:
        return f"{self.title} {self.price}"


class Refund(models.Model):
    """Money that goes back. The row is written before Stripe is asked, and its id is the Idempotency-Key."""

    class Source(models.TextChoices):
        CANCELLATION = "cancellation", "the customer or the seller cancelled"
        RETURN = "return", "what was paid for could not be delivered"
        STRIPE = "stripe", "made in the Stripe dashboard"

    class State(models.TextChoices):
        PROMISED = "promised"
        UNCLEAR = "unclear", "asked for, and Stripe's answer was lost"
        SUCCEEDED = "succeeded"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment = models.ForeignKey(StripePayment, models.PROTECT, related_name="refunds")
    subject = models.CharField(max_length=100, help_text="what is refunded, such as lesson:<uuid>")
    description = models.CharField(max_length=255, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    source = models.CharField(max_length=20, choices=Source.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PROMISED)
    metadata = models.JSONField(default=dict, blank=True)
    stripe_refund_id = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "subject"], condition=~Q(state="failed"), name="one_refund_per_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.amount} ({self.state})"
