"""What was mailed to whom."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.rules.mails import due, figure
from pennydrop.bookkeeping.sources import letter_of
from pennydrop.diagnose.case import Source
from pennydrop.diagnose.finding import Finding, Link, broken, not_reached, ok, unseen

if TYPE_CHECKING:
    from pennydrop.bookkeeping.chart import MailKind
    from pennydrop.bookkeeping.facts import Facts
    from pennydrop.diagnose.case import Case
    from pennydrop.mailbox.mail import Mail


def buyer(case: Case) -> Finding | None:
    """The buyer was told of the purchase."""
    return _told(case, Link.BUYER_MAIL, "buyer")


def seller(case: Case) -> Finding | None:
    """Whoever earns by it was told."""
    return _told(case, Link.SELLER_MAIL, "seller")


def _told(case: Case, link: Link, to: str) -> Finding | None:
    facts = case.facts
    if facts is None or not case.payment.paid:
        return None
    if Source.MAIL in case.unseen:
        return unseen(link, case.unseen[Source.MAIL])
    wanted = _wanted(facts, to)
    if not wanted:
        return not_reached(link, "nothing was delivered that causes one")
    arrived = []
    for (kind, address, amount), many in wanted.items():
        found = _about(case, kind, address)
        right = [it for it in found if amount is None or figure(letter_of(it), kind.figure or "") == amount]
        if len(right) < many:
            others = [str(figure(letter_of(it), kind.figure)) for it in found] if kind.figure else []
            said = f", but of {', '.join(others)}" if others else ""
            about = f" of {amount}" if amount else ""
            return broken(link, f"{len(right)} of {many} mails {kind.subject!r}{about} to {address}{said}")
        arrived += [f"{it.subject!r} at {it.created:%H:%M:%S}" for it in right[:many]]
    return ok(link, ", ".join(arrived))


def _wanted(facts: Facts, to: str) -> Counter[tuple[MailKind, str, object]]:
    """How many mails of which kind are due to whom, about which amount."""
    return Counter(
        (kind, it.address, it.amount if kind.figure else None)
        for goods in facts.accounts.goods
        for kind in goods.mails
        if kind.to == to
        for it in due(facts, goods, kind)
        if it.address and (kind, it.address) not in facts.unwilling
    )


def _about(case: Case, kind: MailKind, address: str) -> list[Mail]:
    """The mails of the kind to this address since the payment. Two purchases alike cannot be told apart."""
    return [it for it in case.mails if it.is_for(address) and re.fullmatch(kind.subject, it.subject)]
