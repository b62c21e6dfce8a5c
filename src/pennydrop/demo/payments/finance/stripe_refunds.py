"""What partial refunds made in the Stripe dashboard, which name no item, do to the sales of their payment."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.db.models import Q, Sum

from pennydrop.demo.core.money import pounds

from ..models import Refund, StripePayment
from ..sales import Sale


def with_stripe_refunds(sales: list[Sale]) -> list[Sale]:
    """The sales, with such refunds spread over what is left of each payment."""
    payments = payments_refunded_at_stripe({sale.payment_intent for sale in sales})
    return [
        replace(sale, refunded=sale.refunded + part_of(sale, payments[sale.payment_intent]))
        if sale.payment_intent in payments and sale.net
        else sale
        for sale in sales
    ]


def payments_refunded_at_stripe(intents: set[str]) -> dict[str, StripePayment]:
    stripe_side = Q(refunds__source=Refund.Source.STRIPE)
    succeeded = Q(refunds__state=Refund.State.SUCCEEDED)
    payments = StripePayment.objects.filter(
        stripe_payment_intent_id__in=intents, refunds__source=Refund.Source.STRIPE
    ).distinct()
    return {
        payment.stripe_payment_intent_id: payment
        for payment in StripePayment.objects.filter(pk__in=payments.values("pk")).annotate(
            at_stripe=Sum("refunds__amount", filter=stripe_side & succeeded),
            by_site=Sum("refunds__amount", filter=~stripe_side & succeeded),
        )
    }


def part_of(sale: Sale, payment: StripePayment) -> Decimal:
    left = payment.total_amount - (payment.by_site or Decimal(0))
    return min(sale.net, pounds(payment.at_stripe * sale.net / left)) if left > 0 else Decimal(0)
