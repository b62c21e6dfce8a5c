from __future__ import annotations

from decimal import Decimal

from django import template

from pennydrop.demo.core import money

register = template.Library()


@register.filter
def gbp(amount: Decimal | float | None) -> str:
    return money.display(amount or 0)
