"""The site's database: the record of the payment, and what was bought with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.bookkeeping.rules import goods as goods_rules
from pennydrop.bookkeeping.rules import money
from pennydrop.diagnose.case import Source
from pennydrop.diagnose.finding import Finding, Link, broken, not_reached, ok, unseen

if TYPE_CHECKING:
    from pennydrop.bookkeeping.facts import Facts, Item, Record, Somebody
    from pennydrop.bookkeeping.facts import Link as Purchase
    from pennydrop.diagnose.case import Case


def record(case: Case) -> Finding | None:
    """There is one row in the table of payments, if anything was paid."""
    facts = case.facts
    if facts is None:
        return unseen(Link.RECORD, case.unseen[Source.DATABASE]) if case.payment.paid else None
    found, table = facts.records_of(case.payment), facts.accounts.payments.table
    if not case.payment.paid:
        return _of_nothing(facts, found)
    if not found:
        return broken(Link.RECORD, f"no row of {table} names {case.payment.intent_id} or {case.payment.session_id}")
    if len(found) > 1:
        return broken(Link.RECORD, f"{len(found)} rows of {table}: {', '.join(it.key for it in found)}")
    return ok(Link.RECORD, f"{table} {found[0].key}")


def figures(case: Case) -> Finding | None:
    """It says what Stripe took, from whom, and what of it is commission."""
    facts = case.facts
    if facts is None or not case.payment.paid:
        return None
    found = facts.records_of(case.payment)
    if not found:
        return not_reached(Link.FIGURES, "there is no record")
    wrong = [*money.same_sums(facts), *money.commission(facts)]
    said = [f"{it.found} instead of {it.expected}" for it in wrong]
    said += [f"it is booked on {facts.name(it.buyer)} instead of {buyer.name}" for it, buyer in _foreign(case, found)]
    if said:
        return broken(Link.FIGURES, "; ".join(said))
    return ok(Link.FIGURES, f"{found[0].total} of {facts.name(found[0].buyer)}, commission {found[0].commission}")


def status(case: Case) -> Finding | None:
    """It has come to its end."""
    facts = case.facts
    if facts is None or not case.payment.paid:
        return None
    found = facts.records_of(case.payment)
    if not found:
        return not_reached(Link.STATUS, "there is no record")
    words = facts.accounts.payments
    # Money that went back is another link's business: here either word is an end.
    final = (words.completed, words.refunded) if case.payment.refunded.minor else (words.completed,)
    for it in found:
        if it.status not in final:
            return broken(Link.STATUS, f"{words.table} {it.key} says {it.status!r}, and never {final[0]!r}")
    return ok(Link.STATUS, found[0].status)


def goods(case: Case) -> Finding | None:
    """Everything that was paid for is the buyer's, or was given back."""
    facts = case.facts
    if facts is None or not case.payment.paid or not facts.ours():
        return None
    bought = facts.items_of(case.payment)
    if wrong := next(iter(goods_rules.money_bought_something(facts)), None):
        waiting = [str(item) for item in facts.items if item not in [it for it, _ in bought]]
        left = f"; still waiting: {', '.join(waiting)}" if waiting else ""
        return broken(Link.GOODS, f"{wrong.found}{left}")
    if said := _undelivered(case, bought):
        return broken(Link.GOODS, said)
    return ok(Link.GOODS, ", ".join(str(item) for item, _ in bought) or f"nothing: {case.payment.refunded} went back")


def _undelivered(case: Case, bought: list[tuple[Item, Purchase]]) -> str:
    facts, buyer = case.facts, case.facts.buyer_of(case.payment) if case.facts else None
    for item, _ in bought:
        if facts and buyer and item.buyer != buyer.id:
            return f"{item} belongs to {facts.name(item.buyer)} instead of {buyer.name}"
        if not item.owned and not case.payment.refunded.minor:
            return f"{item} was sold and is not, or no longer, the buyer's: {dict(item.goods.owned)} does not hold"
    return ""


def _foreign(case: Case, found: list[Record]) -> list[tuple[Record, Somebody]]:
    buyer = case.facts.buyer_of(case.payment) if case.facts else None
    return [(it, buyer) for it in found if buyer and it.buyer != buyer.id]


def _of_nothing(facts: Facts, found: list[Record]) -> Finding | None:
    words = facts.accounts.payments
    for it in found:
        if it.status in (words.completed, words.refunded):
            return broken(Link.RECORD, f"{words.table} {it.key} says {it.status!r} of what Stripe never took")
    return None
