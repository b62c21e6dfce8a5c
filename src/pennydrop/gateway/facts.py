"""What Stripe knows about a payment, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import stripe
from stripe.checkout import Session

from pennydrop.gateway.listing import moment
from pennydrop.money import Money


@dataclass(frozen=True)
class Line:
    """One line of a Checkout Session, as the buyer sees it."""

    name: str
    quantity: int
    amount: Money


@dataclass(frozen=True)
class Payment:
    """A Checkout Session with its PaymentIntent: what was asked, what was paid, what was given back.

    ``session_status``: open, complete or expired. ``payment_status``: paid, unpaid or no_payment_required.
    The PaymentIntent exists only after the buyer's first attempt; ``charge_id`` is its latest charge. ``success_url``
    and ``cancel_url`` lead back to the shop, after paying and without. ``disputed``: the customer's bank wants it back.
    """

    session_id: str
    session_status: str
    payment_status: str
    intent_id: str | None
    intent_status: str | None
    charge_id: str | None
    amount: Money
    refunded: Money
    customer_email: str | None
    metadata: Mapping[str, str]
    lines: tuple[Line, ...]
    created: datetime
    url: str | None
    success_url: str | None = None
    cancel_url: str | None = None
    disputed: bool = False

    @property
    def paid(self) -> bool:
        """True once the money is taken; a later refund does not change it."""
        return self.payment_status == "paid"

    @property
    def kept(self) -> int:
        """What was taken and has not gone back, in minor units."""
        return (self.amount.minor if self.paid else 0) - self.refunded.minor

    @property
    def currency(self) -> str:
        return self.amount.currency

    @classmethod
    def of(cls, session: Session) -> Payment:
        """From a session with ``line_items`` and ``payment_intent.latest_charge`` expanded."""
        currency = session.currency or "gbp"
        intent = session.payment_intent if isinstance(session.payment_intent, stripe.PaymentIntent) else None
        charge = intent.latest_charge if intent and isinstance(intent.latest_charge, stripe.Charge) else None
        typed = session.customer_details.email if session.customer_details else None
        return cls(
            session_id=session.id,
            session_status=session.status or "open",
            payment_status=session.payment_status,
            intent_id=intent.id if intent else None,
            intent_status=intent.status if intent else None,
            charge_id=charge.id if charge else None,
            amount=Money(session.amount_total or 0, currency),
            refunded=Money(charge.amount_refunded if charge else 0, currency),
            customer_email=session.customer_email or typed,
            metadata=session.metadata.to_dict() if session.metadata else {},
            lines=tuple(_line(item) for item in session.line_items.data) if session.line_items else (),
            created=moment(session.created),
            url=session.url,
            success_url=(session.success_url or "").replace("{CHECKOUT_SESSION_ID}", session.id) or None,
            cancel_url=session.cancel_url,
            disputed=bool(charge and charge.disputed),
        )


@dataclass(frozen=True)
class Attempt:
    """One try to take the money, failed ones included. ``decline_code`` is Stripe's: insufficient_funds, ..."""

    charge_id: str
    status: str
    amount: Money
    refunded: Money
    decline_code: str | None
    message: str | None
    created: datetime | None = None

    @classmethod
    def of(cls, charge: stripe.Charge) -> Attempt:
        failed = charge.status == "failed"
        return cls(
            charge_id=charge.id,
            status=charge.status,
            amount=Money(charge.amount, charge.currency),
            refunded=Money(charge.amount_refunded, charge.currency),
            decline_code=charge.outcome.reason if failed and charge.outcome else None,
            message=charge.failure_message,
            created=moment(charge.created),
        )


@dataclass(frozen=True)
class Refund:
    """Money given back. ``status``: succeeded, pending, failed, canceled or requires_action."""

    id: str
    status: str
    amount: Money
    reason: str | None
    created: datetime | None = None

    @classmethod
    def of(cls, refund: stripe.Refund) -> Refund:
        amount, created = Money(refund.amount, refund.currency), moment(refund.created)
        return cls(refund.id, refund.status or "pending", amount, refund.reason, created)


def _line(item: stripe.LineItem) -> Line:
    return Line(item.description or "", item.quantity or 1, Money(item.amount_total, item.currency))
