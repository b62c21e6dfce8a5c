"""The one source of every figure on the finance pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.contrib.auth.models import User
from django.db.models import Q, Sum
from django.utils import timezone

from pennydrop.demo.core.money import pounds

from . import goods
from .models import Refund, StripePayment
from .sales import Sale

RANGES = {"7": "Last 7 days", "30": "Last 30 days", "90": "Last 90 days", "year": "Last year", "all": "All time"}
DAYS = {"7": 7, "30": 30, "90": 90, "year": 365}


@dataclass
class Figures:
    """Sums over a group of sales; ``gross`` is what was paid and not refunded, so it is ``share`` plus ``fee``."""

    title: str = ""
    category: str = ""
    sales: list[Sale] = field(default_factory=list)

    @property
    def share(self) -> Decimal:
        return sum((sale.share for sale in self.sales), Decimal(0))

    @property
    def fee(self) -> Decimal:
        return sum((sale.fee for sale in self.sales), Decimal(0))

    @property
    def gross(self) -> Decimal:
        return self.share + self.fee

    @property
    def refunded_amount(self) -> Decimal:
        return sum((sale.refunded for sale in self.sales), Decimal(0))

    @property
    def active(self) -> int:
        return sum(sale.net > 0 and not sale.fee_kept for sale in self.sales)

    @property
    def refunded(self) -> int:
        return len(self.sales) - self.active


def sales_of(user: User, date_range: str = "all", domain: str | None = None) -> list[Sale]:
    """Everything this teacher has sold, newest first; staff see the sales of all teachers."""
    teacher = None if user.is_staff and not user.profile.is_teacher else user
    sellers = goods.in_domain(domain) if domain else goods.everything()
    sales = [sale for seller in sellers for sale in seller.sales(teacher)]
    since = range_start(date_range)
    recent = [sale for sale in sales if since is None or sale.sold_at >= since]
    return sorted(with_stripe_refunds(recent), key=lambda sale: sale.sold_at, reverse=True)


def range_start(date_range: str) -> datetime | None:
    days = DAYS.get(date_range)
    return timezone.now() - timedelta(days=days) if days else None


def group(sales: Iterable[Sale], by: Callable[[Sale], str]) -> list[Figures]:
    groups: dict[str, Figures] = {}
    for sale in sales:
        figures = groups.setdefault(by(sale), Figures(title=by(sale), category=sale.category))
        figures.sales.append(sale)
    return sorted(groups.values(), key=lambda figures: figures.title)


def by_domain(sales: Iterable[Sale]) -> dict[str, Figures]:
    groups: dict[str, Figures] = defaultdict(Figures)
    for sale in sales:
        groups[sale.domain].sales.append(sale)
    return groups


def with_stripe_refunds(sales: list[Sale]) -> list[Sale]:
    """Spread partial refunds made in the Stripe dashboard, which name no item, over what is left of the payment."""
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
