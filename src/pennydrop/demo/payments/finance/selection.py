"""Which sales a report is about."""

from __future__ import annotations

from django.contrib.auth.models import User

from .. import goods
from ..sales import Sale
from .periods import ALL_TIME, Period
from .stripe_refunds import with_stripe_refunds


def sales_of(user: User, period: Period = ALL_TIME, domain: str | None = None) -> list[Sale]:
    """Everything this teacher has sold in the period, newest first; staff see the sales of all teachers."""
    teacher = None if user.is_staff and not user.profile.is_teacher else user
    sellers = goods.in_domain(domain) if domain else goods.everything()
    sales = [sale for seller in sellers for sale in seller.sales(teacher) if sale.sold_at in period]
    return sorted(with_stripe_refunds(sales), key=lambda sale: sale.sold_at, reverse=True)
