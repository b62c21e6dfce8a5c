"""Products to download, the files they consist of, who has them in the cart and who owns them."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

User = settings.AUTH_USER_MODEL


class ProductCategory(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True)
    color = models.CharField(max_length=7, default="#3B82F6")
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "product categories"

    def __str__(self) -> str:
        return self.name


class DigitalProductQuerySet(models.QuerySet):
    def published(self) -> DigitalProductQuerySet:
        return self.filter(status="published")


class DigitalProduct(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
    description = models.TextField()
    short_description = models.CharField(max_length=300, blank=True)
    teacher = models.ForeignKey(User, models.PROTECT, related_name="digital_products")
    category = models.ForeignKey(ProductCategory, models.SET_NULL, null=True, blank=True)
    product_type = models.CharField(max_length=20, default="sheet_music")
    price = models.DecimalField(max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))])
    status = models.CharField(
        max_length=20,
        choices=[("draft", "Draft"), ("published", "Published"), ("archived", "Archived")],
        default="draft",
    )
    total_sales = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DigitalProductQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("digital_products:detail", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.status == "published"


class ProductFile(models.Model):
    """Something to download, kept at ``content_url``; owners reach it through the site's own link only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    product = models.ForeignKey(DigitalProduct, models.CASCADE, related_name="files")
    title = models.CharField(max_length=200)
    content_type = models.CharField(max_length=20, default="url")
    content_url = models.URLField(max_length=500)
    file_role = models.CharField(max_length=20, default="main")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("digital_products:download", args=[self.pk])


class DigitalProductCartItem(models.Model):
    cart = models.ForeignKey("private_teaching.Cart", models.CASCADE, related_name="product_items")
    product = models.ForeignKey(DigitalProduct, models.CASCADE, related_name="cart_items")
    price = models.DecimalField(max_digits=8, decimal_places=2)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        unique_together = [("cart", "product")]


class ProductPurchaseQuerySet(models.QuerySet):
    def owned(self) -> ProductPurchaseQuerySet:
        """Purchases that may be downloaded: confirmed and not refunded."""
        return self.filter(payment_status__in=ProductPurchase.CONFIRMED)


class ProductPurchase(models.Model):
    """One row per student and product, also when it was refunded and bought again."""

    class PaymentStatus(models.TextChoices):
        NOT_REQUIRED = "not_required"
        PENDING = "pending"
        COMPLETED = "completed"
        FAILED = "failed"
        REFUNDED = "refunded"

    CONFIRMED = (PaymentStatus.COMPLETED, PaymentStatus.NOT_REQUIRED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    student = models.ForeignKey(User, models.CASCADE, related_name="product_purchases")
    product = models.ForeignKey(DigitalProduct, models.PROTECT, related_name="purchases")
    payment_status = models.CharField(max_length=20, choices=PaymentStatus.choices, default=PaymentStatus.COMPLETED)
    payment_amount = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    stripe_payment_intent_id = models.CharField(max_length=255, null=True, blank=True, db_index=True)
    stripe_checkout_session_id = models.CharField(max_length=255, null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    purchased_at = models.DateTimeField(default=timezone.now)

    objects = ProductPurchaseQuerySet.as_manager()

    class Meta:
        unique_together = [("student", "product")]

    def __str__(self) -> str:
        return f"{self.product} for {self.student.get_full_name()}: {self.payment_status}"

    @property
    def is_confirmed(self) -> bool:
        return self.payment_status in self.CONFIRMED
