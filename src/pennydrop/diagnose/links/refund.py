"""Money that went back: how the site hears of it, and what it makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.rules import goods as goods_rules
from pennydrop.bookkeeping.rules import money
from pennydrop.bookkeeping.rules.mails import figure
from pennydrop.bookkeeping.sources import letter_of
from pennydrop.diagnose.case import Source
from pennydrop.diagnose.finding import Finding, Link, broken, not_reached, ok, unseen
from pennydrop.diagnose.links import hearing

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.gateway import Refund

REFUND = hearing.Occasion(
    Link.REFUND_EVENT,
    Link.REFUND_ENDPOINT,
    Link.REFUND_DELIVERY,
    Link.REFUND_ANSWER,
    types=("charge.refunded",),
)


def event(case: Case) -> Finding | None:
    """Stripe has recorded it."""
    made = _made(case)
    return hearing.recorded(case, REFUND, made[-1].created or case.paid_at) if made else None


def endpoint(case: Case) -> Finding | None:
    """The site is told of refunds."""
    return hearing.subscribed(case, REFUND) if _made(case) else None


def delivery(case: Case) -> Finding | None:
    """It was handed over."""
    return hearing.attempted(case, REFUND) if _made(case) else None


def answer(case: Case) -> Finding | None:
    """The site has taken it."""
    return hearing.answered(case, REFUND) if _made(case) else None


def record(case: Case) -> Finding | None:
    """The record says what went back, and that nothing is left if so."""
    if not _made(case):
        return None
    facts = case.facts
    if facts is None:
        return unseen(Link.REFUND_RECORD, case.unseen[Source.DATABASE])
    found = facts.records_of(case.payment)
    if not found:
        return not_reached(Link.REFUND_RECORD, "there is no record")
    if wrong := next(iter(money.same_refunds(facts)), None):
        return broken(Link.REFUND_RECORD, f"{wrong.found} on record, {wrong.expected} went back")
    expected = money.statuses_of(case.payment, facts.accounts.payments)
    for it in found:
        if it.status not in expected:
            return broken(Link.REFUND_RECORD, f"status {it.status!r} after {case.payment.refunded} went back")
    return ok(Link.REFUND_RECORD, f"{found[0].refunded}, {found[0].status}")


def goods(case: Case) -> Finding | None:
    """Whoever has all the money back has nothing of it."""
    facts = case.facts
    if facts is None or not _made(case) or case.payment.kept > 0:
        return None
    if wrong := next(iter(goods_rules.nothing_after_refund(facts)), None):
        return broken(Link.REFUND_GOODS, f"{wrong.found}, although {case.payment.refunded} went back")
    return ok(Link.REFUND_GOODS, "nothing of it is owned")


def mail(case: Case) -> Finding | None:
    """The buyer was told of each refund."""
    facts, made = case.facts, _made(case)
    if facts is None or not made or not facts.accounts.refund_mails:
        return None
    if Source.MAIL in case.unseen:
        return unseen(Link.REFUND_MAIL, case.unseen[Source.MAIL])
    buyer = facts.buyer_of(case.payment)
    if buyer is None or not facts.records_of(case.payment):
        return not_reached(Link.REFUND_MAIL, "the site does not know whom to tell")
    told = [
        amount
        for kind in facts.accounts.refund_mails
        for it in case.mails
        if it.is_for(buyer.email) and re.fullmatch(kind.subject, it.subject)
        if (amount := figure(letter_of(it), kind.figure))
    ]
    for refund in made:
        if refund.amount not in told:
            heard = ", ".join(map(str, told)) or "nothing"
            return broken(Link.REFUND_MAIL, f"no mail of {refund.amount} to {buyer.email}; told of {heard}")
        told.remove(refund.amount)
    return ok(Link.REFUND_MAIL, f"{len(made)} to {buyer.email}")


def _made(case: Case) -> list[Refund]:
    """The refunds that have taken money back, oldest first."""
    return [it for it in case.refunds if it.status not in ("failed", "canceled")]
