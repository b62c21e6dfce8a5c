"""What Stripe does: constructors, state machines, card outcomes, side effects. One module per resource."""

from __future__ import annotations

from pennydrop.emulator.domain import (
    account,
    balance,
    catalogue,
    charges,
    checkout,
    customers,
    disputes,
    events,
    payment_intents,
    payment_methods,
    payouts,
    private,
    refunds,
    tokens,
    webhook_endpoints,
)
from pennydrop.emulator.domain.registry import HANDLERS

__all__ = [
    "HANDLERS",
    "account",
    "balance",
    "catalogue",
    "charges",
    "checkout",
    "customers",
    "disputes",
    "events",
    "payment_intents",
    "payment_methods",
    "payouts",
    "private",
    "refunds",
    "tokens",
    "webhook_endpoints",
]
