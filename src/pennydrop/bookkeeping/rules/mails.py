"""What was mailed to whom against what was bought and given back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pennydrop.bookkeeping.chart import MailKind
from pennydrop.bookkeeping.discrepancy import Discrepancy
from pennydrop.bookkeeping.facts import added
from pennydrop.bookkeeping.rules.promises import GIVEN_BACK, ONE_MAIL, SAME_FIGURES
from pennydrop.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pennydrop.bookkeeping.chart import Goods
    from pennydrop.bookkeeping.facts import Facts, Item, Letter, Link
    from pennydrop.gateway import Payment


@dataclass(frozen=True)
class Due:
    """That this address is to get a mail of this kind, about this amount."""

    address: str
    amount: Money


def one_mail_each(facts: Facts) -> Iterator[Discrepancy]:
    """Of each kind of mail that payments cause, everybody concerned has exactly one, with the right figure."""
    for goods in facts.accounts.goods:
        for kind in goods.mails:
            wanted = [it for it in due(facts, goods, kind) if (kind, it.address) not in facts.unwilling]
            possible = list(_possible(facts, goods, kind))
            sent = list(_sent(facts, kind))
            for address in sorted({it.address for it in [*wanted, *sent]} - {""}):
                yield from _compared(
                    facts, kind, address, *(_amounts(some, address) for some in (wanted, possible, sent))
                )


def told_of_refunds(facts: Facts) -> Iterator[Discrepancy]:
    """Each customer has been told of the money that went back, once."""
    for person in facts.people:
        back = [
            amount
            for payment in facts.ours()
            if facts.buyer_of(payment) == person and facts.records_of(payment)
            for amount in facts.refunds.get(payment.intent_id or "", ())
        ]
        told = [
            amount
            for kind in facts.accounts.refund_mails
            for letter in facts.letters
            if person.email in letter.recipients
            and re.fullmatch(kind.subject, letter.subject)
            and (amount := figure(letter, kind.figure)) is not None
        ]
        if added(told) != added(back) or len(told) > len(back):
            expected = f"told of {_listed(back)}"
            yield Discrepancy(GIVEN_BACK, f"{person.name}'s refunds", expected, f"{_listed(told)} in {len(told)} mails")


def nothing_said_twice(facts: Facts) -> Iterator[Discrepancy]:
    """Nobody gets the same mail, to the letter, more often than there were payments and refunds. Needs no chart."""
    occasions = max(1, sum(payment.paid for payment in facts.payments) + sum(map(len, facts.refunds.values())))
    for letter, many in Counter(facts.letters).items():
        if many > occasions:
            about = f"the mail {letter.subject!r} to {', '.join(letter.recipients)}"
            yield Discrepancy(
                ONE_MAIL, about, f"sent {_times(occasions)} at most", f"sent {_times(many)}, to the letter"
            )


def figure(letter: Letter, pattern: str) -> Money | None:
    """The amount that a mail is about."""
    found = re.search(pattern, letter.text)
    return Money.parse(found[1]) if found else None


def due(facts: Facts, goods: Goods, kind: MailKind) -> Iterator[Due]:
    """The mails of this kind that the payments of these facts have to cause."""
    for payment in facts.ours():
        bought = [
            (item, link)
            for item, link in facts.items_of(payment)
            if item.goods == goods and link.price.minor and not facts.is_of_another(item, payment)
        ]
        yield from _due_for(facts, payment, kind, bought)


def _due_for(facts: Facts, payment: Payment, kind: MailKind, bought: list[tuple[Item, Link]]) -> Iterator[Due]:
    buyer = facts.buyer_of(payment)
    if not bought or not buyer:
        return
    if kind.per == "item":
        for item, link in bought:
            yield Due(buyer.email if kind.to == "buyer" else facts.email(item.seller), link.price)
    elif kind.to == "buyer":
        yield Due(buyer.email, added([link.price for _, link in bought]))
    else:
        for seller in dict.fromkeys(item.seller for item, _ in bought):
            yield Due(facts.email(seller), added([link.price for item, link in bought if item.seller == seller]))


def _possible(facts: Facts, goods: Goods, kind: MailKind) -> Iterator[Due]:
    """Mails that may have been sent, and of which the ledger has no trace any more: see :meth:`Facts.superseded`."""
    for payment in facts.ours():
        for item in facts.superseded(payment, goods):
            yield Due(facts.email(item.buyer if kind.to == "buyer" else item.seller), item.price)


def _amounts(some: list[Due], address: str) -> list[Money]:
    return [it.amount for it in some if it.address == address]


def _sent(facts: Facts, kind: MailKind) -> Iterator[Due]:
    """The mails of the kind. One about nothing paid counts only where nothing free explains it."""
    for letter in facts.letters:
        if not re.fullmatch(kind.subject, letter.subject):
            continue
        amount = figure(letter, kind.figure) if kind.figure else None
        for address in letter.recipients:
            yield Due(address, amount or Money(0))


def _compared(
    facts: Facts, kind: MailKind, address: str, wanted: list[Money], possible: list[Money], found: list[Money]
) -> Iterator[Discrepancy]:
    free = _free_of(facts, kind, address)
    if kind.figure:
        about_nothing = [amount for amount in found if not amount.minor]
        found = [amount for amount in found if amount.minor] + about_nothing[free:]
        free = 0
    about = f"mails {kind.subject!r} to {_whose(facts, address)}"
    if not len(wanted) <= len(found) <= len(wanted) + len(possible) + free:
        expected = f"{len(wanted)}" + (f" (about {_listed(wanted)})" if wanted else "")
        yield Discrepancy(ONE_MAIL, about, expected, f"{len(found)}")
    elif kind.figure and (Counter(wanted) - Counter(found) or Counter(found) - Counter(wanted) - Counter(possible)):
        yield Discrepancy(SAME_FIGURES, about, _listed(wanted), _listed(found))


def _free_of(facts: Facts, kind: MailKind, address: str) -> int:
    """How many of such mails may be about things that cost nothing."""
    concerned = [item for item in facts.items if item.free and kind in item.goods.mails]
    return sum(facts.email(item.buyer if kind.to == "buyer" else item.seller) == address for item in concerned)


def _whose(facts: Facts, address: str) -> str:
    return next((it.name for it in facts.people if it.email == address), address)


def _times(many: int) -> str:
    return "once" if many == 1 else f"{many} times"


def _listed(amounts: list[Money]) -> str:
    return ", ".join(map(str, amounts)) or "nothing"
