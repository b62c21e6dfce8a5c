"""What a row has that becomes somebody's by a payment."""

from __future__ import annotations

import uuid

from django.db import models


class PaymentStatus(models.TextChoices):
    NOT_REQUIRED = "not_required"
    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    REFUNDED = "refunded"


class Payable(models.Model):
    """What it cost, whether that is paid, and by which payment."""

    PaymentStatus = PaymentStatus
    CONFIRMED = (PaymentStatus.COMPLETED, PaymentStatus.NOT_REQUIRED)
    UNPAID = (PaymentStatus.PENDING, PaymentStatus.FAILED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    payment_status = models.CharField(max_length=20, choices=PaymentStatus.choices, default=PaymentStatus.PENDING)
    payment_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    stripe_payment_intent_id = models.CharField(max_length=255, null=True, blank=True, db_index=True)
    stripe_checkout_session_id = models.CharField(max_length=255, null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_confirmed(self) -> bool:
        """Nothing more is to be paid."""
        return self.payment_status in self.CONFIRMED
