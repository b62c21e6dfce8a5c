"""Digital products as goods of the payment workflow."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from pennydrop.demo.payments import checkouts
from pennydrop.demo.payments.goods import Goods, Undeliverable
from pennydrop.demo.payments.models import Checkout, CheckoutItem, StripePayment
from pennydrop.demo.payments.sales import Sale

from . import cart, notices
from .models import DigitalProduct, DigitalProductCartItem, ProductPurchase
from .purchases import owns, recount

DOMAIN = "digital_products"
Payment = ProductPurchase.PaymentStatus


def prepare_single(student: User, product: DigitalProduct) -> Checkout:
    item, metadata = checkout_item(product, product.price), {"product_id": str(product.pk)}
    return checkouts.prepare(DOMAIN, product.pk, student, [product.teacher], [item], metadata)


def prepare_cart(student: User, items: list[DigitalProductCartItem]) -> Checkout:
    metadata = checkouts.list_metadata("product_ids", [item.product_id for item in items])
    return checkouts.prepare(
        DOMAIN,
        items[0].cart_id,
        student,
        [item.product.teacher for item in items],
        [checkout_item(item.product, item.price) for item in items],
        metadata | {"cart_id": str(items[0].cart_id)},
    )


def checkout_item(product: DigitalProduct, price: Decimal) -> CheckoutItem:
    return CheckoutItem(
        object_id=product.pk.hex, title=product.title, description=product.short_description[:255], price=price
    )


class ProductGoods(Goods):
    domain = DOMAIN

    def opened(self, checkout: Checkout) -> None:
        """Nothing is written before the payment is confirmed."""

    def discard(self, checkout: Checkout) -> None:
        """Nothing was written."""

    def deliver(self, item: CheckoutItem, payment: StripePayment | None) -> str:
        student = item.checkout.student
        # The lock makes two payments for the same product wait for each other.
        product = DigitalProduct.objects.select_for_update().get(pk=uuid.UUID(item.object_id))
        if owns(student, product):
            raise Undeliverable(f"You have already purchased {product.title}.")
        purchase, _ = ProductPurchase.objects.update_or_create(
            student=student,
            product=product,
            defaults={"payment_amount": item.price, "purchased_at": timezone.now(), **payment_columns(payment)},
        )
        recount(product)
        cart.remove(student, product.pk)
        return str(purchase.pk.hex)

    def complete(self, checkout: Checkout, delivered: list[CheckoutItem], payment: StripePayment | None) -> None:
        purchases = ProductPurchase.objects.filter(pk__in=[item.delivered_as for item in delivered])
        if purchases:
            notices.purchased(checkout, list(purchases.select_related("product").order_by("product__title")))

    def close_unpaid(self, checkout: Checkout) -> None:
        """The cart was never touched."""

    def withdraw(self, payment: StripePayment) -> None:
        purchases = ProductPurchase.objects.filter(
            stripe_payment_intent_id=payment.stripe_payment_intent_id, payment_status=Payment.COMPLETED
        ).select_related("product")
        for purchase in purchases.select_for_update(of=("self",)):
            purchase.payment_status = Payment.REFUNDED
            purchase.save(update_fields=["payment_status"])
            recount(purchase.product)

    def sales(self, teacher: User | None) -> Iterable[Sale]:
        purchases = ProductPurchase.objects.filter(
            payment_status__in=[Payment.COMPLETED, Payment.REFUNDED], payment_amount__gt=0
        ).select_related("product__category", "student")
        if teacher is not None:
            purchases = purchases.filter(product__teacher=teacher)
        return [sale_of(purchase) for purchase in purchases]


def payment_columns(payment: StripePayment | None) -> dict[str, Any]:
    if payment is None:
        return {"payment_status": Payment.NOT_REQUIRED}
    return {
        "payment_status": Payment.COMPLETED,
        "stripe_payment_intent_id": payment.stripe_payment_intent_id,
        "stripe_checkout_session_id": payment.stripe_checkout_session_id,
        "paid_at": timezone.now(),
    }


def sale_of(purchase: ProductPurchase) -> Sale:
    refunded = purchase.payment_status == Payment.REFUNDED
    product = purchase.product
    return Sale(
        domain=DOMAIN,
        title=product.title,
        category=product.category.name if product.category else "",
        student=purchase.student.get_full_name(),
        sold_at=purchase.paid_at or purchase.purchased_at,
        price=purchase.payment_amount,
        payment_intent=purchase.stripe_payment_intent_id or "",
        refunded=purchase.payment_amount if refunded else Decimal(0),
    )
