"""What Stripe has booked on the balance for one payment: every penny of it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

import stripe

from pennydrop.gateway.transport import connect, explaining
from pennydrop.money import Money
from pennydrop.settings import Settings


@dataclass(frozen=True)
class Pennies:
    """``paid`` by the customer, ``fee`` kept by Stripe, ``returned`` to the customer; ``net`` is the balance's change.

    In the currency of the balance, which need not be that of the payment.
    """

    paid: Money
    fee: Money
    returned: Money
    net: Money

    @property
    def add_up(self) -> bool:
        """Whether what came in, what Stripe kept and what went back explain the balance."""
        return self.paid.minor - self.fee.minor - self.returned.minor == self.net.minor


def pennies_of(settings: Settings, intent_id: str) -> Pennies:
    """The bookings about a PaymentIntent. ``StripeUnreachable``."""
    client, session = connect(settings)
    try:
        with explaining(settings):
            charges = client.v1.charges.list({"payment_intent": intent_id, "expand": ["data.balance_transaction"]})
            refunds = client.v1.refunds.list({"payment_intent": intent_id, "expand": ["data.balance_transaction"]})
            taken = [_booking(it.balance_transaction) for it in charges.auto_paging_iter()]
            back = [_booking(it.balance_transaction) for it in refunds.auto_paging_iter()]
    finally:
        session.close()
    bookings = [it for it in [*taken, *back] if it]
    currency = bookings[0].currency if bookings else "gbp"

    def total(amounts: list[int]) -> Money:
        return Money(sum(amounts), currency)

    return Pennies(
        paid=total([it.amount for it in taken if it]),
        fee=total([it.fee for it in bookings]),
        returned=total([-it.amount for it in back if it]),
        net=total([it.net for it in bookings]),
    )


def _booking(found: object) -> stripe.BalanceTransaction | None:
    """A charge that was declined has none."""
    return found if isinstance(found, stripe.BalanceTransaction) else None
