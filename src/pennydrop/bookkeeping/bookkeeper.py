"""Closes the books of one scenario."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pennydrop.bookkeeping import sources
from pennydrop.bookkeeping.discrepancy import BooksDoNotBalance, Line
from pennydrop.bookkeeping.facts import Facts
from pennydrop.bookkeeping.postings import Postings
from pennydrop.bookkeeping.rules import RULES, broken, unchecked
from pennydrop.bookkeeping.rules.mails import figure

if TYPE_CHECKING:
    from datetime import datetime

    from pennydrop.bookkeeping.chart import Chart
    from pennydrop.bookkeeping.facts import Letter, Somebody
    from pennydrop.gateway import Gateway, Payment
    from pennydrop.ledger import Ledger
    from pennydrop.relay.client import Relay

UNHEARD = "a payment whose confirmation was held back or dropped: the site cannot know of it"


@dataclass
class Sources:
    """Who is asked about a scenario. What a run or a scenario does not have is ``None`` or tells nothing.

    ``settle`` waits until the system is quiet; ``sessions`` are the Checkout Sessions the scenario knows of.
    """

    began: datetime
    settle: Callable[[], None] | None = None
    people: Callable[[], Iterable[Somebody]] = tuple
    tag: str = ""
    sessions: Callable[[], Iterable[str]] = tuple
    letters: Callable[[], Iterable[Letter]] = tuple
    gateway: Gateway | None = None
    relay: Relay | None = None
    webhook_secret: str = ""
    ledger: Ledger | None = None
    chart: Chart | None = None
    incidents: list[str] = field(default_factory=list)


class Bookkeeper:
    """Follows one scenario. A Given that is about an imbalance suspends the rules it breaks, and says why.

    ``bookkeeper.suspend(2, because="the mail server is down")``
    """

    def __init__(self, sources: Callable[[], Sources]) -> None:
        """``sources`` is called when the books are closed: a scenario may not have used all of them."""
        self._sources = sources
        self.suspended: dict[int, str] = {}
        self.unchecked: tuple[str, ...] = ()
        """What could not be checked, and why."""

    def suspend(self, *rules: int, because: str) -> None:
        """Do not check these rules in this scenario; the summary of the run says so."""
        for rule in rules:
            if rule not in RULES:
                raise LookupError(f"there is no rule {rule}; the rules are {', '.join(map(str, RULES))}")
            self.suspended.setdefault(rule, because)

    def close(self) -> None:
        """Wait until the system is quiet and compare. Raises :class:`BooksDoNotBalance`."""
        ask = self._sources()
        if ask.settle:
            ask.settle()
        if ask.chart and ask.ledger:
            ask.ledger.require(ask.chart.needed())
        facts = gathered(ask)
        found = list(broken(facts, self.suspended))
        self.unchecked = _unchecked(ask, facts)
        if found:
            raise BooksDoNotBalance(found, [_line(facts, payment) for payment in facts.payments])


def gathered(ask: Sources) -> Facts:
    """The facts of a scenario, in as few requests as possible: none about people who are not there."""
    people = tuple(ask.people())
    facts = Facts(people=people, incidents=tuple(ask.incidents), chart=ask.chart if ask.ledger else None)
    if not people:
        return facts
    if ask.gateway:
        payments = sources.payments_of(ask.gateway, [it.email for it in people], list(ask.sessions()), ask.began)
        facts = replace(facts, payments=tuple(payments), refunds=sources.refunds_of(ask.gateway, payments))
    if ask.relay:
        deliveries = sources.deliveries_about(ask.relay, ask.tag, facts.payments, ask.webhook_secret)
        facts = replace(facts, deliveries=tuple(deliveries), unheard=sources.unheard(deliveries))
    facts = replace(facts, letters=tuple(ask.letters()))
    return _posted(facts, ask.ledger, ask.chart) if ask.ledger and ask.chart else facts


def _unchecked(ask: Sources, facts: Facts) -> tuple[str, ...]:
    if not facts.people:
        return ()
    return _left_out(ask) + ((UNHEARD,) if facts.unheard else ())


def _left_out(ask: Sources) -> tuple[str, ...]:
    numbers = ", ".join(map(str, unchecked()))
    if not ask.chart:
        return (f"rules {numbers}: the suite has no chart of accounts",)
    if not ask.ledger:
        return (f"rules {numbers}: the run has no database",)
    return ask.chart.left_out


def _posted(facts: Facts, ledger: Ledger, chart: Chart) -> Facts:
    """With what the ledger says."""
    postings = Postings(ledger, chart, facts.people)
    items = {goods.name: postings.items(goods) for goods in chart.goods}
    bought = [goods for goods in chart.goods if items[goods.name]]
    return replace(
        facts,
        records=tuple(postings.records(facts.payments)),
        items=tuple(item for found in items.values() for item in found),
        places=tuple(filled for goods in bought for filled in postings.places(goods, items[goods.name])),
        unwilling=postings.unwilling(kind for goods in bought for kind in goods.mails),
    )


def _line(facts: Facts, payment: Payment) -> Line:
    """What each of the three says of a payment, for the table."""
    stripe = f"{payment.amount} {payment.payment_status}"
    stripe += f", {payment.refunded} returned" if payment.refunded.minor else ""
    stripe += ", disputed" if payment.disputed else ""
    records = [
        f"{record.total} {record.status}" + (f", {record.refunded} returned" if record.refunded.minor else "")
        for record in facts.records_of(payment)
    ]
    return Line(facts.about(payment), stripe, " and ".join(records) or "no record", _mailed(facts, payment))


def _mailed(facts: Facts, payment: Payment) -> str:
    """The figures of the mails to the buyer of the payment, whichever payment they are about."""
    buyer, chart = facts.buyer_of(payment), facts.chart
    if not buyer or not chart:
        return f"{len(facts.letters)} mails"
    kinds = [kind for goods in chart.goods for kind in goods.mails if kind.to == "buyer" and kind.figure]
    patterns = {kind.subject: kind.figure or "" for kind in kinds}
    told = _figures(facts, buyer.email, patterns)
    back = _figures(facts, buyer.email, {kind.subject: kind.figure for kind in chart.refund_mails})
    return f"{told}" + (f", {back} returned" if back != "nothing" else "")


def _figures(facts: Facts, address: str, patterns: dict[str, str]) -> str:
    amounts = [
        amount
        for letter in facts.letters
        for subject, pattern in patterns.items()
        if address in letter.recipients
        and re.fullmatch(subject, letter.subject)
        and (amount := figure(letter, pattern))
    ]
    return ", ".join(map(str, amounts)) or "nothing"
