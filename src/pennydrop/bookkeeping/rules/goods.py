"""What people own against what they have paid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.discrepancy import Discrepancy
from pennydrop.bookkeeping.facts import added, short
from pennydrop.bookkeeping.rules.promises import (
    GIVEN_BACK,
    NOTHING_TWICE,
    NOTHING_UNPAID,
    ONE_OF_EACH,
    PLACES,
    SAME_FIGURES,
)
from pennydrop.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pennydrop.bookkeeping.facts import Facts


def one_of_each(facts: Facts) -> Iterator[Discrepancy]:
    """Nobody owns the same thing in two rows."""
    owned = Counter((item.goods.name, item.same) for item in facts.items if item.owned)
    for item in facts.items:
        many = owned.pop((item.goods.name, item.same), 0)
        if many > 1:
            about = f"{facts.name(item.buyer)}'s {item.goods.name}"
            yield Discrepancy(ONE_OF_EACH, about, "one row", f"{many} rows in {item.goods.table}")


def nothing_unpaid(facts: Facts) -> Iterator[Discrepancy]:
    """Whatever is owned and has a price was bought by a payment that Stripe has taken."""
    paid = [payment for payment in facts.payments if payment.paid and payment.session_id not in facts.unheard]
    for item in facts.items:
        if not item.owned or item.given or not item.price.minor:
            continue
        if not any(link.is_of(payment) for link in item.links for payment in paid):
            about = f"{facts.name(item.buyer)}'s {item.goods.name}"
            found = f"{item} for {item.price}, and no paid Checkout that belongs to it"
            yield Discrepancy(NOTHING_UNPAID, about, "nothing owned that was not paid for", found)


def money_bought_something(facts: Facts) -> Iterator[Discrepancy]:
    """What was kept of a payment has bought things, which are owned or were given up, at prices that add up."""
    for payment in facts.ours():
        prices = added([link.price for _, link in facts.items_of(payment)], payment.currency)
        undelivered = payment.amount.minor - prices.minor
        if undelivered < 0:
            about = f"{facts.about(payment)}: prices of what was delivered"
            yield Discrepancy(SAME_FIGURES, about, f"together {payment.amount}, as paid", str(prices))
        elif undelivered > payment.refunded.minor:
            kept = Money(undelivered - payment.refunded.minor, payment.currency)
            found = f"{prices} worth of goods, {payment.refunded} returned, {kept} for nothing"
            yield Discrepancy(NOTHING_TWICE, facts.about(payment), f"goods or money back for {payment.amount}", found)


def nothing_twice(facts: Facts) -> Iterator[Discrepancy]:
    """No two payments that Stripe has kept have bought the same row."""
    for item in facts.items:
        payments = [it for it in facts.kept() if any(link.sold and link.is_of(it) for link in item.links)]
        if len(payments) > 1:
            ids = " and ".join(short(it.intent_id or it.session_id) for it in payments)
            about = f"{facts.name(item.buyer)}'s {item.goods.name} ({item})"
            yield Discrepancy(NOTHING_TWICE, about, "one payment that Stripe keeps", f"{len(payments)}: {ids}")


def nothing_after_refund(facts: Facts) -> Iterator[Discrepancy]:
    """A payment that went back in full has left nothing in anybody's hands."""
    for payment in facts.ours():
        if payment.kept > 0:
            continue
        for item, link in facts.items_of(payment):
            if item.owned and link.price.minor and not facts.is_of_another(item, payment):
                expected = "nothing owned: all money went back"
                yield Discrepancy(GIVEN_BACK, facts.about(payment), expected, f"{item} is still owned")


def places(facts: Facts) -> Iterator[Discrepancy]:
    """Nothing is sold to more people than it has places for."""
    for it in facts.places:
        if it.taken > it.limit:
            yield Discrepancy(PLACES, it.what, f"at most {it.limit} participants", f"{it.taken}")
