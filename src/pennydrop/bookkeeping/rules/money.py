"""Stripe's account against the table of payments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pennydrop.bookkeeping.discrepancy import Discrepancy
from pennydrop.bookkeeping.facts import added
from pennydrop.bookkeeping.rules.promises import (
    COMMISSION,
    NEVER_MORE_BACK,
    NOTHING_UNPAID,
    ONE_RECORD,
    REFUND_ON_RECORD,
    SAME_FIGURES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pennydrop.bookkeeping.chart import Payments
    from pennydrop.bookkeeping.facts import Facts
    from pennydrop.gateway import Payment


def one_record(facts: Facts) -> Iterator[Discrepancy]:
    """Every paid session has one record, of its buyer, in the status that its refunds leave it in."""
    words = facts.accounts.payments
    for payment in facts.ours():
        records = facts.records_of(payment)
        if len(records) != 1:
            found = f"{len(records)} rows in {words.table}"
            yield Discrepancy(ONE_RECORD, facts.about(payment), "one record", found)
        statuses = statuses_of(payment, words)
        buyer = facts.buyer_of(payment)
        for record in records:
            if record.status not in statuses:
                expected = f"status {' or '.join(statuses)}"
                yield Discrepancy(ONE_RECORD, facts.about(payment), expected, f"status {record.status}")
            if buyer and record.buyer != buyer.id:
                yield Discrepancy(
                    ONE_RECORD, facts.about(payment), f"a record of {buyer.name}", f"one of {facts.name(record.buyer)}"
                )


def statuses_of(payment: Payment, words: Payments) -> tuple[str, ...]:
    """The status a record may end in. Sites differ in the word for a payment of which only a part went back."""
    if not payment.kept:
        return (words.refunded,)
    return (words.completed, words.refunded) if payment.refunded.minor else (words.completed,)


def no_record_unpaid(facts: Facts) -> Iterator[Discrepancy]:
    """No record is completed or refunded of what Stripe never took, or what another shop sold."""
    words = facts.accounts.payments
    paid = [payment for payment in facts.payments if payment.paid and payment.metadata.get(facts.accounts.ours)]
    for record in facts.records:
        if record.status in (words.completed, words.refunded) and not any(map(record.is_of, paid)):
            about = f"{words.table} {record.key} ({record.intent or record.session or 'no id of Stripe'})"
            yield Discrepancy(NOTHING_UNPAID, about, "no such record: Stripe took no money", f"status {record.status}")


def same_sums(facts: Facts) -> Iterator[Discrepancy]:
    """Total and currency on record are what Stripe took."""
    for payment in facts.ours():
        for record in facts.records_of(payment):
            if record.currency.lower() != payment.currency:
                yield Discrepancy(SAME_FIGURES, facts.about(payment), payment.currency, record.currency)
            if record.total is None or record.total.minor != payment.amount.minor:
                yield Discrepancy(
                    SAME_FIGURES, f"{facts.about(payment)}: total", str(payment.amount), str(record.total)
                )


def same_refunds(facts: Facts) -> Iterator[Discrepancy]:
    """The refund on record is what Stripe gave back."""
    for payment in facts.ours():
        for record in facts.records_of(payment):
            if record.refunded.minor != payment.refunded.minor:
                about = f"{facts.about(payment)}: refund"
                yield Discrepancy(REFUND_ON_RECORD, about, str(payment.refunded), str(record.refunded))


def commission(facts: Facts) -> Iterator[Discrepancy]:
    """Commission and share of every record."""
    words = facts.accounts.payments
    for record in facts.records:
        about = f"{words.table} {record.key}"
        if record.total is None or record.commission is None or record.share is None:
            if words.commission:
                found = f"{record.total}, {record.commission}, {record.share}"
                yield Discrepancy(COMMISSION, about, "total, commission and share", found)
            continue
        if record.commission + record.share != record.total:
            found = f"{record.commission} and {record.share}"
            yield Discrepancy(COMMISSION, about, f"commission and share of {record.total} together", found)
        if words.commission_percent is not None:
            due = record.total.percent(words.commission_percent)
            if record.commission != due:
                expected = f"a commission of {due}, {words.commission_percent} % of {record.total}"
                yield Discrepancy(COMMISSION, about, expected, str(record.commission))


def never_more_back(facts: Facts) -> Iterator[Discrepancy]:
    """Neither Stripe nor the record gives back more than was paid."""
    for payment in facts.payments:
        back = added(facts.refunds.get(payment.intent_id or "", ()), payment.currency)
        if max(back.minor, payment.refunded.minor) > payment.amount.minor:
            yield Discrepancy(NEVER_MORE_BACK, facts.about(payment), f"at most {payment.amount} back", f"{back}")
    for record in facts.records:
        if record.total is not None and record.refunded.minor > record.total.minor:
            yield Discrepancy(
                NEVER_MORE_BACK, f"payment record {record.key}", f"at most {record.total} back", str(record.refunded)
            )
