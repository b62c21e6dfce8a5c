"""One timeline of a payment: Stripe, deliveries, mails, log and database in the order of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from pennydrop.diagnose.case import Case


@dataclass(frozen=True)
class Entry:
    """``at`` is None for what has no time of its own: it is so now. ``good`` is None for what is neither."""

    at: datetime | None
    where: str
    what: str
    good: bool | None = None


def timeline(case: Case) -> tuple[Entry, ...]:
    """Everything that is known, oldest first; what is so now comes last."""
    entries = [*_stripe(case), *_deliveries(case), *_mails(case), *_log(case), *_database(case)]
    dated = [it for it in entries if it.at]
    return (*sorted(dated, key=lambda it: it.at or case.now), *(it for it in entries if not it.at))


def _stripe(case: Case) -> Iterator[Entry]:
    it = case.payment
    yield Entry(it.created, "Stripe", f"Checkout {it.session_id} opened for {it.amount}", True)
    for attempt in case.attempts:
        why = f" ({attempt.decline_code or attempt.message})" if attempt.status == "failed" else ""
        yield Entry(attempt.created, "Stripe", f"{attempt.charge_id} {attempt.amount} {attempt.status}{why}", not why)
    for event in case.events:
        yield Entry(event.created, "Stripe", f"event {event.type} {event.id}", True)
    for refund in case.refunds:
        yield Entry(refund.created, "Stripe", f"refund {refund.id} {refund.amount} {refund.status}",
                    refund.status not in ("failed", "canceled"))  # fmt: skip


def _deliveries(case: Case) -> Iterator[Entry]:
    for it in case.handovers:
        yield Entry(it.at, "webhook", f"{it.type} -> {it.outcome}", it.accepted if it.ended else None)


def _mails(case: Case) -> Iterator[Entry]:
    """Those that such a purchase, or a refund, causes; the others are about something else."""
    kinds = [kind.subject for item in (case.facts.items if case.facts else ()) for kind in item.goods.mails]
    if case.chart and case.refunds:
        kinds += [kind.subject for kind in case.chart.refund_mails]
    for it in case.mails:
        if kinds and not any(re.fullmatch(kind, it.subject) for kind in kinds):
            continue
        yield Entry(it.created, "mail", f"{it.subject} to {', '.join(map(str, it.recipients))}", True)


def _log(case: Case) -> Iterator[Entry]:
    for it in case.log:
        yield Entry(it.time, "log", it.said, False if it.trouble else None)


def _database(case: Case) -> Iterator[Entry]:
    if case.facts is None:
        return
    table = case.facts.accounts.payments.table
    for it in case.facts.records_of(case.payment):
        back = f", {it.refunded} returned" if it.refunded.minor else ""
        yield Entry(None, "database", f"{table} {it.key}: {it.total} {it.status}{back}")
    for item in case.facts.items:
        yield Entry(
            None, "database", f"{item}: {'owned' if item.owned else 'not owned'} by {case.facts.name(item.buyer)}"
        )
