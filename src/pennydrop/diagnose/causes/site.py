"""Why the site has not booked or delivered what was paid."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pennydrop.diagnose.causes import likely
from pennydrop.diagnose.causes.log import ABOUT_METADATA, error, told
from pennydrop.diagnose.finding import Cause

if TYPE_CHECKING:
    from pennydrop.diagnose.case import Case
    from pennydrop.diagnose.finding import Finding


def record(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a payment without a record, or with several."""
    if case.facts and len(case.facts.records_of(case.payment)) > 1:
        yield Cause(
            likely.TWICE, finding.says, "make the column of the PaymentIntent unique, and write with get_or_create"
        )
        return
    if said := told(case, ABOUT_METADATA):
        yield Cause(likely.METADATA, said, "compare the session's metadata with what the handler reads of them")
    said = error(case) or "no error in the log either"
    yield Cause(likely.SWALLOWED, said, "let the handler fail instead (500): Stripe then sends the event again")


def figures(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a record that says something else than Stripe."""
    if "booked on" in finding.says:
        yield Cause(likely.WRONG_BUYER, finding.says, "take the buyer from the site's own order, not from another row")
    yield Cause(
        likely.ARITHMETIC, finding.says, "compute in integer minor units, and store what the session says was paid"
    )


def status(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of a record that is never final."""
    events = ", ".join(f"{it.type} at {it.at:%H:%M:%S.%f}"[:-3] for it in case.handovers[:3])
    yield Cause(
        likely.ORDER, events or finding.says, "make the session's event final by itself; Stripe promises no order"
    )
    yield from _swallowed(case, finding)


def goods(case: Case, finding: Finding) -> Iterator[Cause]:
    """Of goods that nobody has, or the wrong person."""
    if "belongs to" in finding.says:
        yield Cause(likely.WRONG_BUYER, finding.says, "deliver to the account that opened the Checkout")
    yield from _swallowed(case, finding)


def _swallowed(case: Case, finding: Finding) -> Iterator[Cause]:
    said = error(case) or f"{finding.says}; no error in the log"
    yield Cause(likely.SWALLOWED, said, "do delivery and record in one transaction, and let an error end in a 500")
