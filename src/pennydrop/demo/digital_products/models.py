"""Products to download, the files they consist of, who has them in the cart and who owns them."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from pennydrop.demo.core.publishing import Published
from pennydrop.demo.payments.payable import Payable, PaymentStatus

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


class DigitalProduct(Published):
    short_description = models.CharField(max_length=300, blank=True)
    teacher = models.ForeignKey(User, models.PROTECT, related_name="digital_products")
    category = models.ForeignKey(ProductCategory, models.SET_NULL, null=True, blank=True)
    product_type = models.CharField(max_length=20, default="sheet_music")
    price = models.DecimalField(max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))])
    total_sales = models.PositiveIntegerField(default=0)

    def get_absolute_url(self) -> str:
        return reverse("digital_products:detail", args=[self.slug])


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


class ProductPurchase(Payable):
    """One row per student and product, also when it was refunded and bought again."""

    student = models.ForeignKey(User, models.CASCADE, related_name="product_purchases")
    product = models.ForeignKey(DigitalProduct, models.PROTECT, related_name="purchases")
    payment_status = models.CharField(max_length=20, choices=PaymentStatus.choices, default=PaymentStatus.COMPLETED)
    purchased_at = models.DateTimeField(default=timezone.now)

    objects = ProductPurchaseQuerySet.as_manager()

    class Meta:
        unique_together = [("student", "product")]

    def __str__(self) -> str:
        return f"{self.product} for {self.student.get_full_name()}: {self.payment_status}"
