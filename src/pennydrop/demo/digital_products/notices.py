"""The mail of digital products: the customer's download links. Teachers get none."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from pennydrop.demo.core import outbox
from pennydrop.demo.payments.models import Checkout

from .models import ProductPurchase


def purchased(checkout: Checkout, purchases: list[ProductPurchase]) -> None:
    """One mail for everything a payment has brought."""
    single = len(purchases) == 1
    title = outbox.literal(purchases[0].product.title)
    outbox.post(
        key=f"product-checkout:{checkout.pk}:student",
        to=checkout.student.email,
        subject=f"Download Your Purchase: {title}" if single else f"Download Your {len(purchases)} Purchase(s)",
        template="digital_products/mail/purchased.txt",
        context={
            "student": checkout.student,
            "purchases": purchases,
            "single": single,
            "total": sum((purchase.payment_amount or Decimal(0) for purchase in purchases), Decimal(0)),
            "site_url": settings.SITE_URL,
        },
    )
