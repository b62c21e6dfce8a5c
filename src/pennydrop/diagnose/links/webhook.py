"""How the site hears that it was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.diagnose.finding import Link
from pennydrop.diagnose.links import hearing

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.diagnose.finding import Finding

PAYMENT = hearing.Occasion(
    Link.EVENT,
    Link.ENDPOINT,
    Link.DELIVERY,
    Link.ANSWER,
    types=("checkout.session.completed", "checkout.session.async_payment_succeeded"),
    also=("payment_intent.succeeded",),
)


def event(case: Case) -> Finding | None:
    """Stripe has recorded that Checkout is complete."""
    return hearing.recorded(case, PAYMENT, case.paid_at) if case.payment.paid else None


def endpoint(case: Case) -> Finding | None:
    """The site is told of it."""
    return hearing.subscribed(case, PAYMENT) if case.payment.paid else None


def delivery(case: Case) -> Finding | None:
    """It was handed over."""
    return hearing.attempted(case, PAYMENT) if case.payment.paid else None


def answer(case: Case) -> Finding | None:
    """The site has taken it."""
    return hearing.answered(case, PAYMENT) if case.payment.paid else None
