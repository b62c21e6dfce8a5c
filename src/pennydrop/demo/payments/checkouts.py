"""Opening a Stripe Checkout Session for a prepared ``Checkout``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import stripe
from django.contrib.auth.models import User
from django.db import transaction

from pennydrop.demo.core.money import CURRENCY, to_pence

from . import goods
from .models import Checkout, CheckoutItem

METADATA_VALUE_LIMIT = 500


class PaymentSetupFailed(Exception):
    """Stripe did not open a payment page; nothing of the attempt was kept. The text is Stripe's message."""


def prepare(
    domain: str,
    reference: Any,
    student: User,
    teachers: Iterable[User | None],
    items: list[CheckoutItem],
    metadata: dict[str, str],
    kind: str = "",
) -> Checkout:
    """Write down what will be charged, inside the caller's transaction and before Stripe is asked."""
    distinct = set(teachers)
    checkout = Checkout.objects.create(
        domain=domain,
        kind=kind,
        reference=str(reference),
        student=student,
        teacher=distinct.pop() if len(distinct) == 1 else None,
        amount=sum((item.price for item in items), Decimal(0)),
    )
    for item in items:
        item.checkout = checkout
    CheckoutItem.objects.bulk_create(items)
    checkout.metadata = common_metadata(checkout) | metadata
    checkout.save(update_fields=["metadata"])
    return checkout


def common_metadata(checkout: Checkout) -> dict[str, str]:
    teacher = checkout.teacher
    return {
        "domain": checkout.domain,
        "student_id": str(checkout.student.pk),
        "student_email": checkout.student.email,
        "teacher_id": str(teacher.pk) if teacher else "",
        "teacher_email": teacher.email if teacher else "",
        "total_amount": f"{checkout.amount:.2f}",
        "platform_commission": f"{checkout.platform_commission:.2f}",
        "teacher_share": f"{checkout.teacher_share:.2f}",
    }


def list_metadata(key: str, values: Iterable[Any]) -> dict[str, str]:
    """Comma separated values under ``key``; what exceeds Stripe's limit continues in ``key_2``, ``key_3``, ..."""
    chunks = [""]
    for value in map(str, values):
        joined = f"{chunks[-1]},{value}" if chunks[-1] else value
        if len(joined) > METADATA_VALUE_LIMIT:
            chunks.append(value)
        else:
            chunks[-1] = joined
    return {key if number == 1 else f"{key}_{number}": chunk for number, chunk in enumerate(chunks, 1)}


def open_session(checkout: Checkout, success_url: str, cancel_url: str) -> str:
    """The URL of the payment page. Called outside a transaction: a slow Stripe must not hold a database lock."""
    try:
        session = stripe.checkout.Session.create(**session_parameters(checkout, success_url, cancel_url))
    except stripe.StripeError as error:
        discard(checkout)
        raise PaymentSetupFailed(error.user_message or str(error)) from error
    with transaction.atomic():
        checkout.session_id = session.id
        checkout.save(update_fields=["session_id"])
        goods.of(checkout).opened(checkout)
    return str(session.url)


def session_parameters(checkout: Checkout, success_url: str, cancel_url: str) -> dict[str, Any]:
    return {
        "mode": "payment",
        "payment_method_types": ["card"],
        "line_items": [line_item(*line) for line in goods.of(checkout).line_items(checkout)],
        "success_url": success_url,
        "cancel_url": cancel_url,
        "customer_email": checkout.student.email,
        "metadata": checkout.metadata,
    }


def line_item(name: str, description: str, price: Decimal) -> Any:
    product = {"name": name, "description": description} if description else {"name": name}
    return {
        "price_data": {"currency": CURRENCY, "unit_amount": to_pence(price), "product_data": product},
        "quantity": 1,
    }


@transaction.atomic
def discard(checkout: Checkout) -> None:
    goods.of(checkout).discard(checkout)
    checkout.delete()
